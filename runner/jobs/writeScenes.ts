import { PipelineError } from "../../shared/failures.ts";
import type { Plan } from "../../shared/plan.ts";
import type { Attempt, SceneWork } from "./attempt.ts";
import type { WritingContext } from "./stages.ts";

/** The plan the session has already, or a new one, reported. */
export async function planOf(attempt: Attempt): Promise<Plan> {
  const { order, signal, report, stages } = attempt;
  if (order.plan) return order.plan;
  report({ type: "stageStarted", stage: "plan" });
  const plan = await stages.plan(order.source, writingContext(attempt));
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
  const planned = new Map(plan.scenes.map((scene) => [scene.key, scene]));
  const hand = (scene: Omit<SceneWork, "byModel" | "mayCheck">): void => {
    handed.add(scene.key);
    onScene({
      ...scene,
      byModel: isByModel(attempt, plan, scene),
      mayCheck: planned.get(scene.key)?.claims.some(({ checked }) => checked) ?? false,
    });
  };

  for (const { key, title, revision, narration, code } of order.scenes)
    if (narration !== undefined && code !== undefined) hand({ key, title, revision, narration, code });
  if (keys.every((key) => handed.has(key))) return keys;

  report({ type: "stageStarted", stage: "script" });
  const wanted = new Set(keys);
  const onScript = (key: string, script: { narration: string; code: string }): void => {
    if (!wanted.has(key) || handed.has(key) || signal.aborted) return;
    const revision = Math.max(firstRevision, known.get(key)?.revision ?? 0);
    report({ type: "sceneScripted", sceneKey: key, revision, script });
    hand({ key, title: known.get(key)?.title ?? planned.get(key)?.title ?? key, revision, ...script });
  };
  const missing = new Set(keys.filter((key) => !handed.has(key)));
  const scripts = await stages.script(plan, order.source, writingContext(attempt), onScript, missing);
  signal.throwIfAborted();
  for (const [key, script] of Object.entries(scripts)) onScript(key, script);
  const unwritten = keys.find((key) => !handed.has(key));
  if (unwritten !== undefined) throw new PipelineError("internal", `The scene "${unwritten}" was not written.`);
  return keys;
}

/** A scene that has only been planned is at revision 0; its first script makes the first one. */
const firstRevision = 1;

/** Its owner's own code is nothing that a model should rewrite unasked. */
function isByModel({ order }: Attempt, plan: Plan, { key, revision }: Pick<SceneWork, "key" | "revision">): boolean {
  const { instruction } = order;
  if (instruction?.sceneKey === key && instruction.revision === revision) return true;
  return plan.author === "model" && revision === firstRevision;
}

export function writingContext(attempt: Attempt): WritingContext {
  const { order, signal, model, readFile } = attempt;
  return {
    ...{ signal, readFile, language: order.language, model, onText: textReporter(attempt) },
    ...(order.sceneCount === undefined ? {} : { sceneCount: order.sceneCount }),
  };
}

/** About how long a model's script is, in characters; a longer one stays at the end. */
const usualScript = 5000;
const textPauseMs = 500;

/** Reports how far scenes are written, twice a second at most. */
function textReporter({ order, report, signal }: Attempt): (characters: number, sceneKey?: string) => void {
  const told = new Map<string, number>();
  const revisions = new Map(order.scenes.map(({ key, revision }) => [key, revision]));
  return (characters, sceneKey) => {
    if (sceneKey === undefined || signal.aborted) return;
    const now = performance.now();
    if (now - (told.get(sceneKey) ?? Number.NEGATIVE_INFINITY) < textPauseMs) return;
    told.set(sceneKey, now);
    const progress = Math.min(0.95, characters / usualScript);
    const revision = revisions.get(sceneKey) ?? 0;
    report({ type: "sceneProgress", sceneKey, revision, stage: "script", progress });
  };
}
