// Whatever is asked, where a key is set: the model plans, SymPy checks what can be checked, and scenes are written in parallel.
import { PipelineError } from "../../../shared/failures.ts";
import type { Plan, PlannedScene } from "../../../shared/plan.ts";
import type { Source } from "../../../shared/source.ts";
import type { Author, AuthorContext } from "../author.ts";
import { judged } from "./checkClaims.ts";
import { material } from "./material.ts";
import type { Model } from "./model.ts";
import { PlanAnswer, planOf } from "./planAnswer.ts";
import { planSystem, scriptSystem } from "./prompts.ts";
import type { Turn } from "./provider/provider.ts";
import { manimReference } from "./reference.ts";
import { bare, ScriptAnswer, scriptFault, settled } from "./scriptAnswer.ts";

/** Answers of this many tokens are longer than any plan or scene; what thinks before it answers needs room for that too. */
const planTokens = 12_000;
const scriptTokens = 16_000;

export const modelAuthor: Author = {
  name: "model",
  parallel: 4,

  accepts: (source) => source.kind === "prompt",

  async plan(source, context) {
    const model = modelIn(context);
    const question = {
      purpose: "plan" as const,
      system: planSystem,
      form: { name: "plan", schema: PlanAnswer },
      maxTokens: planTokens,
      signal: context.signal,
      onText: (characters: number) => context.onText?.(characters),
    };
    const turns: Turn[] = [{ role: "user", text: planQuestion(source, context) }];
    let answer = await model.ask({ ...question, turns });
    let { scenes, wrong } = await judged(answer.scenes, context);
    if (wrong.length > 0) {
      const told = `Computer algebra found false:\n${wrong.map((one) => `- ${one}`).join("\n")}\nPlan once more in full, with what is false put right wherever the plan rests on it.`;
      const again: Turn[] = [
        ...turns,
        { role: "assistant", text: JSON.stringify(answer) },
        { role: "user", text: told },
      ];
      answer = await model.ask({ ...question, turns: again });
      ({ scenes, wrong } = await judged(answer.scenes, context));
    }
    if (wrong.length > 0)
      throw new PipelineError(
        "model_answer",
        `The model goes on claiming what is false, ${wrong[0]?.slice(0, 500)}: no video is made of it.`,
      );
    return planOf(answer, scenes, modelAuthor.name, context.language);
  },

  async script(plan, sceneKey, source, context) {
    const model = modelIn(context);
    const index = plan.scenes.findIndex(({ key }) => key === sceneKey);
    const scene = plan.scenes[index];
    if (!scene) throw new PipelineError("not_found", `The plan “${plan.title.slice(0, 80)}” has no scene ${sceneKey}.`);
    const allowed = { mayCheck: scene.claims.some(({ checked }) => checked) };
    const answer = await model.ask({
      purpose: "script",
      sceneKey,
      system: scriptSystem(await manimReference(context.python, context.modelFolder, context.signal)),
      turns: [{ role: "user", text: scriptQuestion(plan, index, source, context) }],
      form: { name: "scene", schema: ScriptAnswer },
      fault: (script) => scriptFault(bare(script), allowed),
      lastResort: (script) => settled(bare(script), allowed),
      maxTokens: scriptTokens,
      signal: context.signal,
      onText: (characters) => context.onText?.(characters, sceneKey),
    });
    return bare(answer);
  },
};

/** Without a key there is no model, and its part of what can be explained is not there. */
export function modelIn({ model }: AuthorContext): Model {
  if (!model) throw new PipelineError("unsupported_prompt", withKey);
  return model;
}

const withKey = "With a model key (OPENAI_API_KEY or ANTHROPIC_API_KEY) it explains anything else.";

function planQuestion(source: Source, { language, sceneCount }: AuthorContext): string {
  const wished = sceneCount === undefined ? "4 to 8" : `${Math.max(3, Math.min(16, sceneCount))}`;
  const text = source.kind === "prompt" ? source.prompt : source.kind === "lesson" ? source.markdown : "";
  return `Plan a video of ${wished} scenes, titles and goals in the language ${language}, that explains what is asked here:\n\n${material(text)}`;
}

function scriptQuestion(plan: Plan, index: number, source: Source, { language }: AuthorContext): string {
  const scenes = plan.scenes.map((scene, number) => sceneLines(scene, number, number === index)).join("\n");
  const asked = source.kind === "prompt" ? source.prompt : "";
  return [
    `Write scene ${index + 1} of ${plan.scenes.length}, narration in the language ${language}.`,
    "The plan, made for what somebody asked:",
    material(`Asked: ${asked}\nTitle: ${plan.title}\nFor: ${plan.audience}\n\n${scenes}`),
  ].join("\n\n");
}

function sceneLines({ title, goal, claims }: PlannedScene, number: number, whole: boolean): string {
  const told = claims.map(({ text, expression, checked }) => {
    const formula = expression === undefined ? "" : ` (${expression})`;
    return `   - ${text}${formula}${checked ? " [checked]" : " [not checked]"}`;
  });
  return [`${number + 1}. ${title}: ${goal}`, ...(whole ? told : [])].join("\n");
}
