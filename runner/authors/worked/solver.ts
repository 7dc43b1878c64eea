// Asks the Python solver, in a process of its own with a time limit, since SymPy can take for ever on an innocent formula.
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { PipelineError } from "../../../shared/failures.ts";
import { Claim, WorkedStep } from "../../../shared/plan.ts";
import { ProcessError, run } from "../../process/run.ts";
import type { AuthorContext } from "../author.ts";
import { Beat } from "../storyboard.ts";

const Solution = z.object({
  ok: z.literal(true),
  kind: z.string(),
  understood: z.string(),
  title: z.string(),
  answer: z.string(),
  checked: z.boolean(),
  steps: z.array(WorkedStep),
  scenes: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      goal: z.string(),
      claims: z.array(Claim),
      beats: z.array(Beat),
      split: z.boolean(),
    }),
  ),
});
export type Solution = z.infer<typeof Solution>;

const Refusal = z.object({ ok: z.literal(false), message: z.string() });

// The solver's package is a module of its own in this folder: importing it so does not load Manim.
const packageFolder = fileURLToPath(new URL("../../../renderer/proofreel", import.meta.url));
const timeoutMs = 30_000;

/** The worked solution of a prompt; throws `unsupported_prompt` with the solver's sentence. */
export async function solve(prompt: string, context: AuthorContext): Promise<Solution> {
  const answer = z.union([Solution, Refusal]).parse(await ask({ prompt }, context));
  if (!answer.ok) throw new PipelineError("unsupported_prompt", answer.message.slice(0, 2000));
  return answer;
}

const range = z.tuple([z.number(), z.number()]);
const FormulaAnswer = z.object({
  ok: z.literal(true),
  spoken: z.array(z.string().nullable()),
  plots: z.array(
    z
      .object({
        x: range,
        y: range,
        curves: z.array(
          z.object({
            f: z.string(),
            label: z.string(),
            said: z.string(),
            role: z.enum(["blue", "yellow", "red", "green"]),
          }),
        ),
      })
      .nullable(),
  ),
});
export type FormulaAnswer = z.infer<typeof FormulaAnswer>;

/** How formulas are said, and what plots look like; null for each that can't be read. */
export async function readFormulas(
  formulas: readonly string[],
  plots: readonly string[],
  context: AuthorContext,
): Promise<FormulaAnswer> {
  if (formulas.length + plots.length === 0) return { ok: true, spoken: [], plots: [] };
  return FormulaAnswer.parse(await ask({ formulas, plots }, context));
}

const Verdict = z.object({ verdict: z.enum(["true", "false", "unknown"]), why: z.string() });
export type Verdict = z.infer<typeof Verdict>;

/** Whether claims such as `diff(x**2, x) = 2*x` hold, by claim; what takes too long in all is not known. */
export async function judgeClaims(claims: readonly string[], context: AuthorContext): Promise<Map<string, Verdict>> {
  if (claims.length === 0) return new Map();
  try {
    const { verdicts } = z.object({ verdicts: z.array(Verdict) }).parse(await ask({ claims }, context));
    return new Map(claims.flatMap((claim, index) => (verdicts[index] ? [[claim, verdicts[index]]] : [])));
  } catch (error) {
    if (error instanceof PipelineError && error.failure.code !== "unsupported_prompt") throw error;
    return new Map();
  }
}

async function ask(request: unknown, context: AuthorContext): Promise<unknown> {
  try {
    const { stdout } = await run(context.python, ["-m", "solver"], {
      input: JSON.stringify(request),
      timeoutMs,
      env: { ...process.env, PYTHONPATH: packageFolder, PYTHONHASHSEED: "0" },
      ...(context.signal ? { signal: context.signal } : {}),
    });
    return JSON.parse(stdout);
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    if (error.canceled) throw new PipelineError("canceled", undefined, { cause: error });
    if (error.timedOut) {
      throw new PipelineError(
        "unsupported_prompt",
        "That problem takes too long to solve: try one with smaller numbers or fewer terms.",
        { cause: error },
      );
    }
    throw new PipelineError("internal", undefined, { cause: error });
  }
}
