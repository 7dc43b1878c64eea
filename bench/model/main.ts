// npm run bench:model: what a model's bad scenes become at their first render, without and with the engine's own repair.
// The provider is one on this machine that answers with the scenes of bench/repair/corpus, as models write them; from there
// on all is real: author, form, sandbox, check. Parts of names on the command line choose scenes; without them
// bench/results/model.md is written.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { modelAuthor } from "../../runner/authors/model/modelAuthor.ts";
import { startTestModel } from "../../runner/authors/model/testModel.ts";
import { sceneFaults } from "../../runner/jobs/sceneFaults.ts";
import { defaultPython } from "../../runner/process/python.ts";
import { createRendererPool } from "../../runner/stages/render/rendererPool.ts";
import { PipelineError } from "../../shared/failures.ts";
import { frameFormats } from "../../shared/quality.ts";

const corpus = join(import.meta.dirname, "../repair/corpus");
const wanted = process.argv.slice(2);
const names = readdirSync(corpus)
  .map((file) => basename(file, ".py"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();

type Side = { shown: boolean; severe: boolean; kept: number; written: number };
type Outcome = { kind: string; asked: number; plain: Side; repaired: Side };
const nothing: Side = { shown: false, severe: true, kept: 0, written: 1 };

const scratchDir = await mkdtemp(join(tmpdir(), "bench-model-"));
const pool = createRendererPool({ python: defaultPython, size: 2, scratchDir });
await using model = await startTestModel(({ turns }) => {
  const name = /for=(\S+)/.exec(turns[0]?.text ?? "")?.[1] ?? "";
  return { narration: "Look at what comes.", code: readFileSync(join(corpus, `${name}.py`), "utf8") };
});

async function side(code: string, repair: boolean): Promise<Side> {
  try {
    const request = {
      code,
      format: frameFormats.draft,
      check: true as const,
      repair,
      ...{ outputDir: "", placeholders: true },
      timeoutMs: 90_000,
    };
    const { geometry, repair: report } = await pool.render(request);
    const { playsKept: kept, playsWritten: written } = report ?? { playsKept: 1, playsWritten: 1 };
    const shown = !report?.slate;
    return { shown, severe: sceneFaults(geometry, report).weight > 0, kept: shown ? kept : 0, written };
  } catch (error) {
    if (error instanceof PipelineError) return nothing;
    throw error;
  }
}

async function outcomeOf(name: string): Promise<Outcome> {
  const kind = name.replace(/-.*$/, "");
  const before = model.server.asked.length;
  const plan = {
    ...{ author: "model", title: `for=${name}`, audience: "", language: "en" },
    scenes: [{ key: "one", title: name, goal: name, claims: [] }],
  };
  const context = { python: defaultPython, language: "en", modelFolder: model.folder, model: model.desk.forVideo({}) };
  let code: string;
  try {
    ({ code } = await modelAuthor.script(plan, "one", { kind: "prompt", prompt: name }, context));
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { kind, asked: model.server.asked.length - before, plain: nothing, repaired: nothing };
  }
  const asked = model.server.asked.length - before;
  return { kind, asked, plain: await side(code, false), repaired: await side(code, true) };
}

const outcomes: Outcome[] = [];
try {
  for (const name of names) {
    const outcome = await outcomeOf(name);
    outcomes.push(outcome);
    const { asked, plain, repaired } = outcome;
    const told = [
      plain.shown ? "plain" : "-----",
      repaired.shown ? "repaired" : "SLATE",
      `${repaired.kept}/${repaired.written}`,
    ];
    console.log(name.padEnd(24), ...told, asked > 1 ? "asked again" : "", repaired.severe ? "to the model" : "");
  }
} finally {
  await pool.close();
  rmSync(scratchDir, { recursive: true, force: true });
}

const percent = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
const row = (label: string, of: Outcome[]): string => {
  const count = (holds: (outcome: Outcome) => boolean): string => percent(of.filter(holds).length, of.length);
  const sum = (value: (outcome: Outcome) => number): number => of.reduce((total, outcome) => total + value(outcome), 0);
  return `| ${[
    ...[label, of.length, count(({ plain }) => plain.shown), count(({ repaired }) => repaired.shown)],
    percent(
      sum(({ repaired }) => repaired.kept),
      sum(({ repaired }) => repaired.written),
    ),
    ...[count(({ plain }) => !plain.shown || plain.severe), count(({ repaired }) => repaired.severe)],
  ].join(" | ")} |`;
};
const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
const lines = [
  ...["# First render of a model's scenes, without and with repair", ""],
  `By \`npm run bench:model\`: a provider on this machine answers with the ${outcomes.length} scenes of bench/repair/corpus, as models`,
  "write them; author, sandbox and check are real. A scene is shown where its own code is rendered to its end (without repair), or",
  "where it is no slate (with it). What is left for the model is a slate, lost plays or a finding of severity error: each is one",
  "question or two, which cost as much as the scene itself did.",
  "",
  "| kind | scenes | shown without repair | shown with repair | plays kept | left for the model without repair | with repair |",
  "|---|---|---|---|---|---|---|",
  ...kinds.map((kind) =>
    row(
      kind,
      outcomes.filter((outcome) => outcome.kind === kind),
    ),
  ),
  row("**all**", outcomes),
];
if (wanted.length === 0) writeFileSync(join(import.meta.dirname, "../results/model.md"), `${lines.join("\n")}\n`);
console.log(lines.join("\n"));
