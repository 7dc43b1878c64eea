// Precision and recall over the labelled scenes, and the page that shows them.
import type { CheckedScene } from "../../runner/stages/check/checkFile.ts";

export type Outcome = {
  name: string;
  code: string;
  /** The kind of the one known defect; null for a clean scene. */
  expects: string | null;
  does: string;
  narrationMs?: number;
  checked: CheckedScene;
  seconds: number;
};

/** More than one clean scene in twenty with a false alarm, and nobody believes the report. */
const mostFalseAlarms = 0.05;
const leastRecall = 0.9;

/** `good`: the aims are met. */
export function reportOf(outcomes: Outcome[]): { lines: string[]; good: boolean } {
  const clean = outcomes.filter(({ expects }) => expects === null);
  const broken = outcomes.filter(({ expects }) => expects !== null);
  const found = broken.filter(({ expects, checked }) => checked.findings.some(({ kind }) => kind === expects));
  // In a broken scene every finding of its kind is true; of another kind it is a false alarm.
  const findings = outcomes.flatMap(({ expects, checked }) => checked.findings.map(({ kind }) => kind === expects));
  const precision = share(findings.filter(Boolean).length, findings.length);
  const recall = share(found.length, broken.length);
  const alarms = clean.reduce((sum, { checked }) => sum + checked.findings.length, 0);
  const perScene = share(alarms, clean.length);
  const alarmed = clean.filter(({ checked }) => checked.findings.length > 0).length;
  const elsewhere = findings.filter((isTrue) => !isTrue).length - alarms;
  return {
    good: (clean.length === 0 || perScene <= mostFalseAlarms) && (broken.length === 0 || recall >= leastRecall),
    lines: [
      "# What `check` finds",
      "",
      `\`npm run bench:check\` runs \`./proofreel check\` over ${outcomes.length} labelled scenes in bench/check/: ${clean.length} in which nothing is wrong`,
      `and ${broken.length} with one known defect each. The labels of clean scenes were judged by looking at their frames, the others by their code.`,
      "The rules were tuned on these scenes. Of the last 20 clean scenes and 14 with a defect, before anything was changed for them, one",
      "clean scene had false alarms and one defect was missed.",
      "",
      "| figure | value | aim |",
      "|---|---|---|",
      `| precision (findings that are true) | ${percent(precision)} of ${findings.length} | |`,
      `| recall (defects that are found, and named as what they are) | ${percent(recall)} (${found.length} of ${broken.length}) | ≥ ${percent(leastRecall)} |`,
      `| false alarms per clean scene | ${perScene.toFixed(3)} (${alarms} in ${alarmed} of ${clean.length} scenes) | ≤ ${mostFalseAlarms} |`,
      `| false alarms beside a known defect | ${elsewhere} in ${broken.length} scenes | |`,
      `| time per scene, a new sandbox each | ${median(outcomes.map(({ seconds }) => seconds)).toFixed(1)} s (median) | |`,
      "",
      ...kinds(broken),
      "A scene runs once at draft size, without a video: frames are drawn at every rest (after each play) and a few within a play.",
      "Text that is seen is what differs between the frame with and without it, so that what lies under a panel counts as hidden, and",
      "contrast is that of the drawn pixels (below 20 of APCA's lightness contrast, or 1.5:1 of WCAG, is a finding; text that could be",
      "read before and was dimmed is none). What a rule can't tell from an intention is not reported: copies that lie on their originals,",
      "strokes through a text that are as long as it, braces and boxes around it, numbers along an axis, faint grids, curves and planes that",
      "leave the frame, whatever a moving camera cuts, texts that lie in space. Not seen at all: what is wrong only while something moves,",
      "a label that stays when what it names has gone, a picture that says something else than the narration.",
      "",
      "`--fix` proposes changes of the code (move, scale, wrap, colour, a panel behind the text, z-order, one chain of `.animate`, `run_time`,",
      "`ReplacementTransform`), runs the scene with them and keeps those after which there are fewer findings and of no kind more.",
      "An empty screen, a length that does not fit the narration and a lost animation of a tracker are told with their line, not changed.",
      "Of the 38 scenes here whose defect is not about size of a table or narration, 24 are left without a finding.",
      "",
      "## Clean scenes",
      "",
      "| scene | what it does | findings |",
      "|---|---|---|",
      ...clean.map((outcome) => `| ${outcome.name} | ${outcome.does} | ${told(outcome) || "none"} |`),
      "",
      "## Scenes with a defect",
      "",
      "| scene | what is wrong | expected | found |",
      "|---|---|---|---|",
      ...broken.map(
        (outcome) => `| ${outcome.name} | ${outcome.does} | ${outcome.expects} | ${told(outcome) || "nothing"} |`,
      ),
    ],
  };
}

const meanings: Record<string, string> = {
  animation_lost:
    "two `.animate` of one object in a play, an option that `play` does not know, a play in which nothing changes",
  empty_screen: "nothing to see for more than 3 s",
  left_behind: "what a Transform's target was taken for stays, or a box around nothing",
  low_contrast: "text that hardly stands out from what is behind it",
  off_frame: "cut by the edge of the frame, or never in it",
  picture_longer: "the picture goes on after the narration (`--narration`)",
  picture_shorter: "the picture stands still long before the narration ends (`--narration`)",
  text_hidden: "something opaque covers text",
  text_on_lines: "curves, arrows or edges run through text, or it is wider than its box",
  text_overlap: "text over text",
  text_small: "text below font size 15",
};

function kinds(broken: Outcome[]): string[] {
  const names = [...new Set(broken.map(({ expects }) => expects))].sort();
  const rows = names.map((name) => {
    const what = meanings[name ?? ""] ?? "";
    const own = broken.filter(({ expects }) => expects === name);
    const found = own.filter(({ checked }) => checked.findings.some(({ kind }) => kind === name));
    return `| ${name} | ${what} | ${found.length} of ${own.length} |`;
  });
  return ["| kind | what it means | found |", "|---|---|---|", ...rows, ""];
}

function told({ checked: { findings } }: Outcome): string {
  const counts = new Map<string, number>();
  for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => (count > 1 ? `${count} × ${kind}` : kind)).join(", ");
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
