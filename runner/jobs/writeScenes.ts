import { PipelineError } from "../../shared/failures.ts";
import type { Plan } from "../../shared/plan.ts";
import type { Attempt, SceneWork } from "./attempt.ts";
import type { WritingContext } from "./stages.ts";

/** The plan the session has already, or a new one, reported. */
export async function planOf({ order, signal, report, stages }: Attempt): Promise<Plan> {
  if (order.plan) return order.plan;
  report({ type: "stageStarted", stage: "plan" });
  const plan = await stages.plan(order.source, writingContext(order, signal));
  signal.throwIfAborted();
  report({ type: "planned", plan });
  return plan;
}

/**
 * Hands over each scene as soon as its narration and code are there, those that the session has already first, and
 * reports the new ones. Resolves to the keys of all scenes in the order in which they are shown.
 */
export async function writeScenes(
  attempt: Attempt,
  plan: Plan,
  onScene: (scene: SceneWork) => void,
): Promise<string[]> {
  const { order, signal, report, stages } = attempt;
  const keys = order.scenes.length > 0 ? order.scenes.map(({ key }) => key) : plan.scenes.map(({ key }) => key);
  const known = new Map(order.scenes.map((scene) => [scene.key, scene]));
  const handed = new Set<string>();
  const hand = (scene: SceneWork): void => {
    handed.add(scene.key);
    onScene(scene);
  };

  for (const { key, title, revision, narration, code } of order.scenes)
    if (narration !== undefined && code !== undefined) hand({ key, title, revision, narration, code });
  if (keys.every((key) => handed.has(key))) return keys;

  report({ type: "stageStarted", stage: "script" });
  const titles = new Map(plan.scenes.map(({ key, title }) => [key, title]));
  const wanted = new Set(keys);
  const onScript = (key: string, script: { narration: string; code: string }): void => {
    if (!wanted.has(key) || handed.has(key) || signal.aborted) return;
    const revision = Math.max(firstRevision, known.get(key)?.revision ?? 0);
    report({ type: "sceneScripted", sceneKey: key, revision, script });
    hand({ key, title: known.get(key)?.title ?? titles.get(key) ?? key, revision, ...script });
  };
  const scripts = await stages.script(plan, order.source, writingContext(order, signal), onScript);
  signal.throwIfAborted();
  for (const [key, script] of Object.entries(scripts)) onScript(key, script);
  const missing = keys.find((key) => !handed.has(key));
  if (missing !== undefined) throw new PipelineError("internal", `The scene "${missing}" was not written.`);
  return keys;
}

/** A scene that has only been planned is at revision 0; its first script makes the first one. */
const firstRevision = 1;

const writingContext = (order: Attempt["order"], signal: AbortSignal): WritingContext => ({
  signal,
  language: order.language,
  ...(order.sceneCount === undefined ? {} : { sceneCount: order.sceneCount }),
});
