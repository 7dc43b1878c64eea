import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Failure, type FailureCode, PipelineError } from "../../shared/failures.ts";
import { cueTimes, parseNarration } from "../../shared/narration.ts";
import { frameFormats } from "../../shared/quality.ts";
import { type Clip, type Narration, type SceneWarnings, warningLimits } from "../../shared/scene.ts";
import { asDiskFailure, hasNoRoom } from "../storage/diskFailure.ts";
import type { RenderedClip } from "./artifactIndex.ts";
import type { Attempt, SceneWork } from "./attempt.ts";
import { clipHash } from "./inputsHash.ts";
import { mended } from "./mended.ts";
import type { Rendered, RenderRequest } from "./stages.ts";

/** These lie in the scene's own code, and the next try would end the same way. */
const codeFailures: ReadonlySet<FailureCode> = new Set([
  "render_failed",
  "render_timeout",
  "render_out_of_memory",
  "render_refused",
]);

/**
 * A scene's picture: the one it has if code, cues and length are the same, else one that exists for them, else a new
 * one. A scene whose code fails gets a slate, and the others are not held up.
 */
export async function renderScene(attempt: Attempt, scene: SceneWork, narration: Narration): Promise<Clip> {
  const { order, signal, report, stages, storage, artifacts, pictures, workDir } = attempt;
  const { cues: marks } = parseNarration(scene.narration);
  const { durationMs } = narration;
  const request: Omit<RenderRequest, "pictures"> = {
    code: scene.code,
    format: frameFormats[order.quality],
    cues: cueTimes(marks, narration.words, durationMs),
    durationMs,
    outputDir: join(workDir, "render", scene.key),
  };
  const hashOf = async (code: string): Promise<string> =>
    clipHash({ ...request, code, pictures: await pictures.hashesIn(code), rendererVersion: stages.rendererVersion });
  const inputsHash = await hashOf(scene.code);
  const event = { type: "sceneRendered", sceneKey: scene.key, revision: scene.revision } as const;

  const known = order.scenes.find(({ key }) => key === scene.key);
  const shown = known?.status === "ready" || known?.status === "slate";
  if (shown && known.clip?.inputsHash === inputsHash && (await storage.renew(known.clip.key))) return known.clip;

  const existing = artifacts.clip(inputsHash);
  if (existing && (await storage.renew(existing.clip.key))) {
    report({ ...event, ...existing });
    return existing.clip;
  }

  const startedAt = performance.now();
  const progress = progressReporter(attempt, scene);
  progress("render", 0);
  const draw = async (code: string, round: number): Promise<Drawn> => {
    const outputDir = join(request.outputDir, String(round));
    const asked = { ...request, code, outputDir, pictures: await pictures.filesIn(code) };
    return { code, ...(await renderOrSlate(attempt, { ...scene, code }, asked, progress)) };
  };
  const drawn = await mended(attempt, scene, await draw(scene.code, 0), draw);
  const { rendered, failure } = drawn;
  signal.throwIfAborted();
  const stored = await storage.put(rendered.clipPath, "mp4");
  await rm(request.outputDir, { recursive: true, force: true });
  const result: RenderedClip = {
    clip: { ...stored, inputsHash: await hashOf(drawn.code), durationMs: rendered.durationMs, frames: rendered.frames },
    ...(rendered.warnings.length === 0 ? {} : { warnings: bounded(rendered.warnings) }),
  };
  // In a slate the machine may have had a say, short of time or memory, and another day it may say otherwise.
  if (failure === undefined) artifacts.rememberClip(result);
  if (drawn.code !== scene.code) {
    const { key: sceneKey, revision, narration } = scene;
    report({ type: "sceneScripted", sceneKey, revision, script: { narration, code: drawn.code } });
  }
  report({ ...event, ...result, ...(failure === undefined ? {} : { failure }) });
  report({ type: "usage", unit: "renderSeconds", quantity: (performance.now() - startedAt) / 1000 });
  return result.clip;
}

/** A scene's picture, and the code that it is of. */
export type Drawn = { code: string; rendered: Rendered; failure?: Failure };

async function renderOrSlate(
  attempt: Attempt,
  scene: SceneWork,
  request: RenderRequest,
  progress: SceneProgress,
): Promise<{ rendered: Rendered; failure?: Failure }> {
  const { signal, stages, log, workDir } = attempt;
  const render = async (code: string, part: string, slate?: { title: string }): Promise<Rendered> => {
    const outputDir = join(request.outputDir, part);
    await mkdir(outputDir, { recursive: true });
    return await stages.render(
      { ...request, code, outputDir, ...(slate ? { slate } : {}) },
      {
        signal,
        onProgress: (share) => progress("render", share),
        onCheck: () => progress("check", 0),
      },
    );
  };
  try {
    const { failure, ...rendered } = await render(scene.code, "scene", { title: scene.title });
    if (rendered.warnings.length > 0)
      log.warn({ sceneKey: scene.key, warnings: rendered.warnings }, "the scene is kept, but a viewer may notice this");
    // TeX, for one, says of a full disk only that it could not set the formula.
    if (failure && (await hasNoRoom(workDir))) throw new PipelineError("disk_full");
    if (failure) log.warn({ sceneKey: scene.key, failure }, "the scene can't be rendered; a slate took its place");
    return { rendered, ...(failure ? { failure } : {}) };
  } catch (error) {
    signal.throwIfAborted();
    const { failure } = asDiskFailure(error, "internal");
    if (!codeFailures.has(failure.code)) throw error;
    // TeX, for one, says of a full disk only that it could not set the formula.
    if (failure.code === "render_failed" && (await hasNoRoom(workDir)))
      throw new PipelineError("disk_full", undefined, { cause: error });
    log.warn({ sceneKey: scene.key, failure }, "the scene can't be rendered; a slate takes its place");
    const sentence = "This scene could not be drawn.";
    try {
      return { rendered: await render(stages.slate({ title: scene.title, sentence }), "slate"), failure };
    } catch (cause) {
      signal.throwIfAborted();
      if (asDiskFailure(cause, "internal").failure.code === "disk_full") throw cause;
      throw new PipelineError(failure.code, failure.message, { cause });
    }
  }
}

/** As many and as long as a report may have them. */
function bounded(warnings: string[]): SceneWarnings {
  const { warnings: most, characters } = warningLimits;
  const left = warnings.length - most;
  const shown = left > 0 ? [...warnings.slice(0, most - 1), `and ${left + 1} more`] : warnings;
  return shown.map((text) => (text.length > characters ? `${text.slice(0, characters - 1)}…`.toWellFormed() : text));
}

const progressPauseMs = 200;

type SceneProgress = (stage: "render" | "check", share: number) => void;

/** Reports a scene's progress a few times a second at most; within a stage it never goes back. */
function progressReporter({ report, signal }: Attempt, { key, revision }: SceneWork): SceneProgress {
  let last: { stage: "render" | "check"; progress: number; at: number } | undefined;
  return (stage, share) => {
    const progress = Math.min(1, Math.max(0, share));
    const at = performance.now();
    const step =
      last?.stage !== stage || (progress > last.progress && (progress === 1 || at - last.at >= progressPauseMs));
    if (signal.aborted || !step) return;
    last = { stage, progress, at };
    report({ type: "sceneProgress", sceneKey: key, revision, stage, progress });
  };
}
