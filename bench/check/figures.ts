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
      `and ${broken.length} with one known defect each. The labels were judged by looking at the frames.`,
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

function kinds(broken: Outcome[]): string[] {
  const names = [...new Set(broken.map(({ expects }) => expects))].sort();
  const rows = names.map((name) => {
    const own = broken.filter(({ expects }) => expects === name);
    const found = own.filter(({ checked }) => checked.findings.some(({ kind }) => kind === name));
    return `| ${name} | ${found.length} of ${own.length} |`;
  });
  return ["| kind | found |", "|---|---|", ...rows, ""];
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
