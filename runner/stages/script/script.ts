// script: each planned scene gets its narration with cues and its Manim code.
import type { Plan } from "../../../shared/plan.ts";
import { Script } from "../../../shared/scene.ts";
import type { Source } from "../../../shared/source.ts";
import type { AuthorContext } from "../../authors/author.ts";
import { authorOf } from "../../authors/authors.ts";

/**
 * Scripts by scene key, begun in order, as many at a time as the author takes; `onScript` hears of each as soon as it is
 * there. `only`: the scenes that are wanted, where some are written already.
 */
export async function writeScripts(
  plan: Plan,
  source: Source,
  context: AuthorContext,
  onScript?: (sceneKey: string, script: Script) => void | Promise<void>,
  only?: ReadonlySet<string>,
): Promise<Record<string, Script>> {
  const author = authorOf(plan);
  const keys = plan.scenes.map(({ key }) => key).filter((key) => only?.has(key) ?? true);
  const scripts: Record<string, Script> = {};
  const failed = new AbortController();
  const signal = context.signal ? AbortSignal.any([context.signal, failed.signal]) : failed.signal;
  const waiting = keys.values();
  const write = async (): Promise<void> => {
    for (const key of waiting) {
      if (failed.signal.aborted) return;
      const script = Script.parse(await author.script(plan, key, source, { ...context, signal }));
      scripts[key] = script;
      await onScript?.(key, script);
    }
  };
  const writers = Array.from({ length: Math.min(keys.length, author.parallel ?? 1) }, async () => {
    try {
      await write();
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  });
  // The first failure stops the others; nobody goes on once this returns.
  await Promise.allSettled(writers);
  context.signal?.throwIfAborted();
  failed.signal.throwIfAborted();
  return Object.fromEntries(keys.flatMap((key) => (scripts[key] ? [[key, scripts[key]]] : [])));
}
