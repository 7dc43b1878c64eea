// Concepts: lessons that were written by hand, found by what a prompt means, with the prompt's numbers in them.
import { PipelineError } from "../../../shared/failures.ts";
import { Plan } from "../../../shared/plan.ts";
import { type Author, type AuthorContext, Offer } from "../author.ts";
import { judgeClaims } from "../worked/solver.ts";
import type { Concept } from "./concept.ts";
import { finderOf } from "./find.ts";
import { concepts } from "./library/library.ts";
import { sceneCode } from "./sceneCode.ts";

const finder = finderOf(concepts);

export const conceptAuthor: Author = {
  name: "concepts",

  accepts: (source) => source.kind === "prompt",

  async plan(source, context) {
    if (source.kind !== "prompt") throw new PipelineError("invalid_prompt");
    const { concept, values } = conceptOf(source.prompt);
    return planOf(concept, values, context);
  },

  async script(plan, sceneKey, source) {
    if (source.kind !== "prompt") throw new PipelineError("invalid_prompt");
    const { concept, values } = conceptOf(source.prompt);
    const scene = concept.scenesOf(values).find(({ key }) => key === sceneKey);
    if (!scene) throw new PipelineError("not_found", `The plan “${plan.title.slice(0, 80)}” has no scene ${sceneKey}.`);
    return { narration: scene.narration, code: sceneCode(concept, sceneKey, values) };
  },
};

/** The concept that a prompt means, and its values; throws `unsupported_prompt` with what is offered instead. */
function conceptOf(prompt: string): { concept: Concept; values: Record<string, unknown> } {
  const finding = finder.find(prompt);
  if (finding.kind === "near") throw new Offer(`Did you mean ${listed(finding.offered)}? Ask for it by that name.`);
  if (finding.kind === "none") throw new PipelineError("unsupported_prompt", others);
  return { concept: finding.concept, values: valuesOf(finding.concept, prompt) };
}

const others = `It also has ${concepts.length} lessons on concepts, such as ${listed(concepts.slice(0, 3), "and")}.`;

function listed(offered: readonly Pick<Concept, "name">[], word = "or"): string {
  const names = offered.map(({ name }) => `“${name}”`);
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} ${word} ${last}`;
}

/** A value for every parameter: the prompt's, or the fallback. A value out of range is refused, not bent. */
export function valuesOf(concept: Concept, prompt: string): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, { schema, fallback, read, wants }] of Object.entries(concept.parameters)) {
    const asked = read(prompt);
    const parsed = schema.safeParse(asked ?? fallback);
    if (!parsed.success) throw new Offer(`The lesson “${concept.name}” takes ${wants}.`);
    values[key] = parsed.data;
  }
  const refusal = concept.refuse(values);
  if (refusal !== null) throw new Offer(refusal);
  return values;
}

export const fallbacksOf = ({ parameters }: Concept): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parameters).map(([key, { fallback }]) => [key, fallback]));

async function planOf(concept: Concept, values: Record<string, unknown>, context: AuthorContext): Promise<Plan> {
  const scenes = concept.scenesOf(values);
  const expressions = scenes.flatMap(({ claims }) => claims.flatMap(({ expression }) => expression ?? []));
  const verdicts = await judgeClaims([...new Set(expressions)], context);
  const verdictOf = (expression: string | undefined): string | undefined =>
    expression === undefined ? undefined : verdicts.get(expression)?.verdict;
  const wrong = scenes.flatMap(({ claims }) => claims).find(({ expression }) => verdictOf(expression) === "false");
  if (wrong) throw new PipelineError("internal", `The lesson “${concept.name}” states something wrong: ${wrong.text}.`);
  return Plan.parse({
    author: conceptAuthor.name,
    title: concept.titleOf(values),
    audience: "Learners who want to see why",
    language: context.language,
    scenes: scenes.map(({ key, title, goal, claims }) => ({
      key,
      title,
      goal,
      claims: claims.map((claim) => ({ ...claim, checked: verdictOf(claim.expression) === "true" })),
    })),
  });
}
