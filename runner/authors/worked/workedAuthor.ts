// Worked problems: the solver derives every step and checks the answer; here it becomes a plan and scripts.
import { PipelineError } from "../../../shared/failures.ts";
import { Plan } from "../../../shared/plan.ts";
import { Prompt, type Source } from "../../../shared/source.ts";
import type { Author, AuthorContext } from "../author.ts";
import { withSceneCount } from "../sceneCount.ts";
import { scriptOf } from "../storyboard.ts";
import { type Solution, solve } from "./solver.ts";

/** Solutions by prompt: scripts are asked for scene by scene, right after the plan. The newest few are kept. */
const solutions = new Map<string, Solution>();
const keptSolutions = 16;

export const workedAuthor: Author = {
  name: "worked",

  accepts: (source) => source.kind === "prompt",

  async plan(source, context) {
    const solution = await solutionOf(source, context);
    return Plan.parse({
      author: "worked",
      title: clip(solution.title, 200),
      audience: "Learners who want to see every step",
      language: context.language,
      scenes: withSceneCount(solution.scenes, context.sceneCount).map(({ key, title, goal, claims }) => ({
        key,
        title: clip(title, 200),
        goal: clip(goal, 1000),
        claims,
      })),
      understood: clip(solution.understood, 2000),
      answer: solution.answer,
      checked: solution.checked,
      steps: solution.steps,
    });
  },

  async script(plan, sceneKey, source, context) {
    const solution = await solutionOf(source, context);
    const scene = withSceneCount(solution.scenes, context.sceneCount).find(({ key }) => key === sceneKey);
    if (!scene) throw new PipelineError("not_found", `The plan “${clip(plan.title, 80)}” has no scene ${sceneKey}.`);
    return scriptOf(scene);
  },
};

async function solutionOf(source: Source, context: AuthorContext): Promise<Solution> {
  if (source.kind !== "prompt" || !Prompt.safeParse(source.prompt).success) throw new PipelineError("invalid_prompt");
  const known = solutions.get(source.prompt);
  if (known) return known;
  const solution = await solve(source.prompt, context);
  const [oldest] = solutions.keys();
  if (solutions.size >= keptSolutions && oldest !== undefined) solutions.delete(oldest);
  solutions.set(source.prompt, solution);
  return solution;
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
