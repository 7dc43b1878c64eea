import { planVideo } from "../../runner/stages/plan/plan.ts";
import { exitCodes } from "../commandError.ts";
import { sourceOf } from "../session/source.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export type PlanOptions = { lesson?: string; language: string; scenes?: number; json?: boolean };

/** The plan alone: nothing is started, nothing rendered. */
export async function plan({ home, print }: Verb, prompt: string | undefined, options: PlanOptions): VerbAnswer {
  const { source } = await sourceOf(prompt, options.lesson);
  const made = await planVideo(source, {
    python: home.python,
    language: options.language,
    ...(options.scenes === undefined ? {} : { sceneCount: options.scenes }),
  });
  if (options.json) {
    print(JSON.stringify(made));
    return exitCodes.done;
  }
  print(made.title);
  for (const [index, scene] of made.scenes.entries()) {
    print(`${String(index + 1).padStart(2)}  ${scene.title}: ${scene.goal}`);
    for (const claim of scene.claims) print(`      ${claim.checked ? "✓" : "·"} ${claim.text}`);
  }
  if (made.answer !== undefined) print(`Answer: ${made.answer}`);
  return exitCodes.done;
}
