// Whether the picture keeps up with the voice: each cue of each scene of our own authors is timed without drawing a
// frame, against a voice that is a tenth faster than espeak's fastest sentence.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Source } from "../../shared/source.ts";
import { defaultPython } from "../process/python.ts";
import { run } from "../process/run.ts";
import { planVideo } from "../stages/plan/plan.ts";
import { writeScripts } from "../stages/script/script.ts";
import type { AuthorContext } from "./author.ts";
import { estimatedClock } from "./estimatedClock.ts";
import { examplePaper, uploaded } from "./paper/testPaper.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const context = { python: defaultPython, language: "en" };
const mostSecondsLate = 0.2;
const fastSecondsPerLetter = 0.06;

const prompts = [
  ...readFileSync(`${root}examples/prompts.txt`, "utf8").trim().split("\n"),
  "Differentiate (x^2+1)/(x-1)",
  "Integrate x^2*exp(x)",
  "limit of (1-cos(x))/x^2 as x -> 0",
  "limit of (2x+1)/(3x-5) as x -> -infinity",
  "Solve x^2 + 2x + 5 = 0",
  "Solve 3(x-2) = 2x + 5",
  "solve 2x+3y=12 and 4x-y=10",
  "determinant of [[1,2,3],[0,4,5],[1,0,6]]",
];
const sources: Source[] = [
  ...prompts.map((prompt): Source => ({ kind: "prompt", prompt })),
  ...["derivative-as-slope.md", "binary-search.md"].map(
    (name): Source => ({ kind: "lesson", markdown: readFileSync(`${root}examples/${name}`, "utf8") }),
  ),
];

type Timed = { name: string; late: Record<string, number>; unmet: string[]; over: number };
type Job = { name: string; code: string; cues: Record<string, number>; durationMs: number };

async function jobsOf(source: Source, given: AuthorContext = context): Promise<Job[]> {
  const plan = await planVideo(source, given);
  const scripts = await writeScripts(plan, source, given);
  // Pictures are not at hand here.
  const drawn = Object.entries(scripts).filter(([, { code }]) => !code.includes("self.image("));
  return drawn.map(([key, { narration, code }]) => ({
    name: `${plan.title}: ${key}`,
    code,
    ...estimatedClock(narration, fastSecondsPerLetter),
  }));
}

test("no cue of any kind of problem is late, and no scene is cut off", async () => {
  const jobs: Job[] = [];
  for (const source of sources) jobs.push(...(await jobsOf(source)));
  const paper = uploaded(await examplePaper());
  jobs.push(...(await jobsOf(paper.source, paper.context)));
  const lateness = fileURLToPath(new URL("../../renderer/tests/lateness.py", import.meta.url));
  const { stdout } = await run(context.python, [lateness], { input: JSON.stringify(jobs), timeoutMs: 100_000 });
  const timed: Timed[] = JSON.parse(stdout);
  const tooLate = timed.flatMap(({ name, late, unmet, over }) => [
    ...Object.entries(late)
      .filter(([, seconds]) => seconds > mostSecondsLate)
      .map(([cue, seconds]) => `${name}, ${cue}: ${seconds} s late`),
    ...unmet.map((cue) => `${name}, ${cue}: not waited for`),
    ...(over > 0 ? [`${name}: ${over} s too long`] : []),
  ]);
  expect(timed).toHaveLength(jobs.length);
  expect(tooLate).toEqual([]);
});
