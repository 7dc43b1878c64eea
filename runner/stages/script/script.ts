// script: each planned scene gets its narration with cues and its Manim code.
import type { Plan } from "../../../shared/plan.ts";
import { Script } from "../../../shared/scene.ts";
import type { Source } from "../../../shared/source.ts";
import type { AuthorContext } from "../../authors/author.ts";
import { authorOf } from "../../authors/authors.ts";

/** Scripts by scene key, written in order; `onScript` hears of each as soon as it is there. */
export async function writeScripts(
  plan: Plan,
  source: Source,
  context: AuthorContext,
  onScript?: (sceneKey: string, script: Script) => void | Promise<void>,
): Promise<Record<string, Script>> {
  const author = authorOf(plan);
  const scripts: Record<string, Script> = {};
  for (const { key } of plan.scenes) {
    const script = Script.parse(await author.script(plan, key, source, context));
    scripts[key] = script;
    await onScript?.(key, script);
  }
  return scripts;
}
