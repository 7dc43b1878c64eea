// npm run concepts: every scene of every concept at draft quality, timed as a voice would speak it, and looked at by the
// geometry check; a finding fails the command. Contact sheets of frames and docs/concepts.md are written when all are
// rendered. Concepts named on the command line are rendered alone, each into a sheet of its own in the temporary folder.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Concept } from "../../runner/authors/concepts/concept.ts";
import { fallbacksOf, valuesOf } from "../../runner/authors/concepts/conceptAuthor.ts";
import { areas } from "../../runner/authors/concepts/library/library.ts";
import { sceneCode } from "../../runner/authors/concepts/sceneCode.ts";
import { estimatedClock } from "../../runner/authors/estimatedClock.ts";
import { defaultPython } from "../../runner/process/python.ts";
import { createRendererPool } from "../../runner/stages/render/rendererPool.ts";
import { failureOf } from "../../shared/failures.ts";
import { frameFormats } from "../../shared/quality.ts";
import { writeConceptsPage } from "./page.ts";
import { framesOf, sheetOf } from "./sheet.ts";

const root = join(import.meta.dirname, "../..");
const format = frameFormats.draft;
/** `key`, `key/scene`, or `key=a prompt with other values`. */
const asked = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "concepts-"));
const pool = createRendererPool({ python: defaultPython, size: 2, scratchDir: join(scratch, "work"), spares: 2 });
let faults = 0;

type Wanted = { concept: Concept; scene?: string | undefined; prompt?: string | undefined };

function wantedOf(concept: Concept): Wanted[] {
  if (asked.length === 0) return [{ concept }];
  return asked.flatMap((word) => {
    const [place = "", prompt] = word.split("=", 2);
    const [key, scene] = place.split("/");
    return key === concept.key ? [{ concept, scene, prompt }] : [];
  });
}

/** Frames of all its scenes, `count` of each; findings are told and counted. */
async function framesOfConcept({ concept, scene: only, prompt }: Wanted, count: number): Promise<string[]> {
  const values = prompt === undefined ? fallbacksOf(concept) : valuesOf(concept, prompt);
  const folder = mkdtempSync(join(scratch, `${concept.key}-`));
  const scenes = concept.scenesOf(values).filter(({ key }) => only === undefined || key === only);
  const frames = await Promise.all(
    scenes.map(async ({ key, narration }, index) => {
      const name = `${concept.key}/${key}`;
      const request = { code: sceneCode(concept, key, values), format, ...estimatedClock(narration) };
      try {
        const { geometry } = await pool.inspect(request);
        for (const { at, says, line } of geometry.findings)
          tell(`${name} at ${at.toFixed(1)} s, line ${line}: ${says}`);
        const clip = await pool.render({ ...request, outputDir: folder });
        return await framesOf(clip, count, join(folder, String(index)));
      } catch (error) {
        tell(`${name}: ${failureOf(error).message}`);
        return [];
      }
    }),
  );
  return frames.flat();
}

function tell(fault: string): void {
  faults += 1;
  console.error(fault);
}

try {
  for (const [area, concepts] of Object.entries(areas)) {
    const chosen = concepts.flatMap(wantedOf);
    if (asked.length > 0) {
      for (const wanted of chosen) {
        const sheet = join(tmpdir(), `concept-${wanted.concept.key}.png`);
        await sheetOf(await framesOfConcept(wanted, 4), 4, 480, sheet);
        console.log(sheet);
      }
      continue;
    }
    const frames: string[] = [];
    for (const wanted of chosen) {
      const all = await framesOfConcept(wanted, 1);
      frames.push(...all.slice(0, 6));
      // A row to a concept, so that the sheet can be read.
      while (frames.length % 6 !== 0) frames.push("");
      console.log(`${wanted.concept.key}: ${all.length} scenes`);
    }
    mkdirSync(join(root, "docs/concepts"), { recursive: true });
    await sheetOf(frames, 6, 240, join(root, "docs/concepts", `${area}.jpg`));
  }
  if (asked.length === 0) writeConceptsPage(join(root, "docs/concepts.md"));
} finally {
  await pool.close();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(faults === 0 ? "No findings." : `${faults} findings.`);
process.exitCode = faults === 0 ? 0 : 1;
