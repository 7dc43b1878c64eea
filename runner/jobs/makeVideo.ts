// The way of a video from its scenes' scripts to the published file; generate and edit differ only in how they begin.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { failureFacts, PipelineError } from "../../shared/failures.ts";
import type { Plan } from "../../shared/plan.ts";
import { frameFormats } from "../../shared/quality.ts";
import type { Clip, Narration } from "../../shared/scene.ts";
import type { Stage } from "../../shared/stages.ts";
import type { ComposeScene } from "../stages/compose/compose.ts";
import { asDiskFailure } from "../storage/diskFailure.ts";
import type { Attempt, SceneWork } from "./attempt.ts";
import { createLanes } from "./lanes.ts";
import { narrateScene } from "./narrateScene.ts";
import { renderScene } from "./renderScene.ts";
import { writeScenes } from "./writeScenes.ts";

type MadeScene = { scene: SceneWork; narration: Narration; clip: Clip };

/** Makes whatever is missing of the session's scenes, joins them, and reports the published video. */
export async function makeVideo(attempt: Attempt, plan: Plan): Promise<void> {
  const made = await makeScenes(attempt, plan);
  const { order, report, signal, stages, storage, workDir } = attempt;
  signal.throwIfAborted();

  report({ type: "stageStarted", stage: "compose" });
  const outputDir = join(workDir, "compose");
  await mkdir(outputDir, { recursive: true });
  const scenes = await Promise.all(made.map((scene, index) => bring(attempt, scene, index)));
  const format = frameFormats[order.quality];
  const { title, language } = plan;
  const composed = await withSecondTry(attempt, "compose", () =>
    stages.compose({ scenes, format, title, language, outputDir, signal }),
  );
  signal.throwIfAborted();

  report({ type: "stageStarted", stage: "publish" });
  const master = await withSecondTry(attempt, "publish", () => stages.publish(storage, composed));
  signal.throwIfAborted();
  report({ type: "published", master });
}

/** Narrates and renders each scene as soon as it is written; the first failure stops the others. */
async function makeScenes(outer: Attempt, plan: Plan): Promise<MadeScene[]> {
  const failed = new AbortController();
  const attempt = { ...outer, signal: AbortSignal.any([outer.signal, failed.signal]) };
  const started = new Set<Stage>();
  const start = (stage: Stage): void => {
    if (started.has(stage)) return;
    started.add(stage);
    attempt.report({ type: "stageStarted", stage });
  };
  const speaking = createLanes(attempt.width);
  const rendering = createLanes(attempt.width);

  const make = async (scene: SceneWork): Promise<MadeScene> => {
    const narration = await speaking(() => {
      attempt.signal.throwIfAborted();
      start("narrate");
      return narrateScene(attempt, scene);
    });
    const clip = await rendering(() => {
      attempt.signal.throwIfAborted();
      start("render");
      return renderScene(attempt, scene, narration);
    });
    return { scene, narration, clip };
  };

  /** Never rejects: the first failure is kept as the reason of `failed`, and stops everything else. */
  const guarded = async <T>(promise: Promise<T>): Promise<T | undefined> => {
    try {
      return await promise;
    } catch (error) {
      failed.abort(error);
      return undefined;
    }
  };
  const work = new Map<string, Promise<MadeScene | undefined>>();
  const keys = await guarded(writeScenes(attempt, plan, (scene) => work.set(scene.key, guarded(make(scene)))));
  // Nothing may go on in the work directory once this returns, so the scenes are awaited whatever came of the writing.
  const made = new Map((await Promise.all(work.values())).flatMap((one) => (one ? [[one.scene.key, one]] : [])));
  outer.signal.throwIfAborted();
  failed.signal.throwIfAborted();
  return (keys ?? []).flatMap((key) => made.get(key) ?? []);
}

async function bring({ storage, workDir }: Attempt, made: MadeScene, index: number): Promise<ComposeScene> {
  const { scene, narration, clip } = made;
  const local = async (key: string): Promise<string> => {
    const { path } = await storage.open(key);
    if (path !== undefined) return path;
    const copy = join(workDir, "compose", `${index}-${key}`);
    await storage.fetchTo(key, copy);
    return copy;
  };
  return {
    title: scene.title,
    clipPath: await local(clip.key),
    wavPath: await local(narration.key),
    durationMs: narration.durationMs,
    words: narration.words,
    narration: scene.narration,
  };
}

/** A stage that failed for a passing reason gets a second try. */
async function withSecondTry<T>(attempt: Attempt, stage: "compose" | "publish", run: () => Promise<T>): Promise<T> {
  const otherwise = stage === "compose" ? "compose_failed" : "publish_failed";
  try {
    return await run();
  } catch (error) {
    attempt.signal.throwIfAborted();
    const failure = asDiskFailure(error, otherwise);
    if (!failureFacts[failure.failure.code].retryable) throw failure;
    attempt.log.warn({ err: error }, `${stage} failed; trying once more`);
  }
  try {
    return await run();
  } catch (error) {
    attempt.signal.throwIfAborted();
    throw error instanceof PipelineError ? error : asDiskFailure(error, otherwise);
  }
}
