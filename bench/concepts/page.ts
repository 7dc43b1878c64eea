// docs/concepts.md: what there is, how it is asked for, and how it looks.
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fallbacksOf } from "../../runner/authors/concepts/conceptAuthor.ts";
import { areas, concepts } from "../../runner/authors/concepts/library/library.ts";

export function writeConceptsPage(path: string): void {
  const scenes = concepts.reduce((sum, concept) => sum + concept.scenesOf(fallbacksOf(concept)).length, 0);
  const lines = [
    "# Concepts",
    "",
    `${concepts.length} lessons with ${scenes} scenes that need no model key: ask for one in your own words, with your own numbers`,
    '(`./proofreel make "area under sqrt(x) with 8 rectangles"`). What is near but not sure is offered, not guessed.',
    "",
    "`npm run concepts` renders all of them at draft quality, fails where the check finds something, and writes this page with",
    "its pictures: a row to a lesson, one frame near the end of each scene, six at the most.",
  ];
  for (const [area, list] of Object.entries(areas)) {
    lines.push(
      "",
      `## ${area.charAt(0).toUpperCase()}${area.slice(1).replaceAll("-", " ")}`,
      "",
      "| lesson | asked for as | takes |",
      "|---|---|---|",
    );
    for (const { name, names, parameters } of list) {
      const takes = Object.values(parameters).map(({ wants }) => wants);
      lines.push(
        `| ${name} | ${names.slice(0, 3).join("; ")} | ${takes.join("; ").replaceAll("|", "\\|") || "nothing"} |`,
      );
    }
    if (existsSync(join(dirname(path), "concepts", `${area}.jpg`)))
      lines.push("", `![A row of frames to each lesson of ${area}](concepts/${area}.jpg)`);
  }
  lines.push("", ...howToWrite);
  writeFileSync(path, `${lines.join("\n")}\n`);
}

const howToWrite = [
  "## Writing one",
  "",
  "A concept is a folder `runner/authors/concepts/library/<area>/<camelCase key>/` and a line in its area's list. `concept.ts` has",
  "its names as people say them, its parameters (`number`, `list`, `matrix`, `choice`, `picked`, `quoted`, each with fallback and",
  "range) and, for each of 4 to 8 scenes, title, goal, claims and narration (20 to 75 words) with cues `[[name]]`. Beside it lies a",
  "Manim file to a scene (`first-sum` → `first_sum.py`) that renders by itself with `./proofreel render` and waits for its cues in",
  "the narration's order. Parameters it uses are constants at its top, one line each (`stepSize` → `STEP_SIZE = 0.1`), with the",
  "fallbacks as values; a prompt's values are put in their place as literals.",
  "",
  "`npm run concepts riemann-sums` renders that concept alone and prints where its contact sheet lies; `riemann-sums/error` is one",
  'scene, and `"riemann-sums=area under sin(x) with 8 strips"` the lesson with other values. `analysis` renders an area',
  "with its picture; `prompts` looks at lessons with values at the ends of their ranges.",
];
