// `./proofreel render FILE.py`: one's own Manim code straight to a video, through the same sandbox as everything else.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { PipelineError } from "../../../shared/failures.ts";
import type { FrameFormat } from "../../../shared/quality.ts";
import { clipHash } from "../../jobs/inputsHash.ts";
import { run } from "../../process/run.ts";
import { checkScene } from "../check/checkScene.ts";
import type { CachedClip, ClipCache } from "./clipCache.ts";
import type { Reused } from "./messages.ts";
import type { RendererPool } from "./rendererPool.ts";
import { manimBackground, type RenderControl, type RenderedClip, type RenderRequest } from "./renderRequest.ts";
import type { SceneFile } from "./sceneFile.ts";

export type RenderFileOptions = RenderControl & {
  pool: Pick<RendererPool, "render">;
  format: FrameFormat;
  /** The scene's class; without it the only one. */
  scene?: string;
  /** Of the video; a scene that plays nothing becomes a picture, with .png in place of .mp4. */
  out: string;
  /** Whether code that fails is mended, and what is said of files that are not there; see RenderRequest. */
  repair?: boolean;
  placeholders?: boolean;
  cache?: { clips: ClipCache; rendererVersion: string };
};

export type RenderedFile = {
  /** The file, of which `kind` tells what it is. */
  path: string;
  kind: "video" | "picture";
  /** 0 for a picture. */
  durationMs: number;
  frames: number;
  warnings: string[];
  /** What else is told of it. */
  notes: CachedClip["notes"];
  cached: boolean;
  /** Plays in which something moves, and those of them that were not drawn again; where that is known. */
  plays?: number;
  playsReused?: number;
};

/** Renders one scene of a Python file; nothing is left beside `out`, whichever way it ends. */
export async function renderFile(file: SceneFile, options: RenderFileOptions): Promise<RenderedFile> {
  const { scene, cache } = options;
  const out = resolve(options.out);
  await mkdir(dirname(out), { recursive: true });
  // Beside the target, so that the last step is one rename.
  const work = await mkdtemp(join(dirname(out), `.proofreel-${randomUUID().slice(0, 8)}-`));
  // A second Ctrl-C ends the process without coming back here.
  const leaveNothing = () => rmSync(work, { recursive: true, force: true });
  process.once("exit", leaveNothing);
  try {
    const inputs = file.inputsOf(scene);
    const hashes = cache && inputs ? hashesOf(file, options, inputs, cache.rendererVersion) : null;
    const finished = join(work, "finished");
    const known = hashes && cache ? await knownClip(cache.clips, hashes, finished) : null;
    const before = hashes && !known ? await cache?.clips.fetchBefore(hashes.lineage, join(work, "before")) : null;
    const reuse = hashes ? { before: before ?? null } : undefined;
    const { reused, ...clip }: Clip = known ?? (await render(file, options, work, finished, reuse));
    options.signal?.throwIfAborted();
    // A slate may be there because the machine was short of time or memory. A full disk costs the next one its time.
    if (hashes && !known && typeof clip.notes["slate"] !== "string") {
      const { lineage, whole, withinLineage } = hashes;
      await cache?.clips.keep(before ? withinLineage : whole, finished, clip, lineage).catch(() => undefined);
    }
    const { kind, parts, ...facts } = clip;
    // Whichever was expected: a name that says what the file is not helps nobody.
    const path = kind === "png" ? `${out.replace(/\.mp4$|\.png$/i, "")}.png` : out.replace(/\.png$/i, ".mp4");
    await rename(finished, path);
    return { path, kind: kind === "png" ? "picture" : "video", ...facts, ...reused, cached: Boolean(known) };
  } finally {
    process.off("exit", leaveNothing);
    await rm(work, { recursive: true, force: true });
  }
}

type Inputs = NonNullable<ReturnType<SceneFile["inputsOf"]>>;

/**
 * Hashes of all that decides how a scene looks. A clip for which a renderer was handed the clip of before is worth as much
 * as the code of before, which saw to that one; so it has a hash of its own, which only the same scene finds.
 */
type Hashes = { whole: string; withinLineage: string; lineage: string };

function hashesOf(
  file: SceneFile,
  { format, scene, repair, placeholders }: RenderFileOptions,
  inputs: Inputs,
  renderer: string,
): Hashes {
  const rendererVersion = `${renderer} manim ${file.manim}${repair ? " repaired" : ""}${placeholders ? " placeholders" : ""}`;
  const hashOf = (code: string): string =>
    clipHash({ ...inputs, code, format, cues: {}, durationMs: null, rendererVersion });
  // Whatever becomes of the scene's code; what it reads is the same.
  const lineage = hashOf(JSON.stringify(["lineage", file.path, scene ?? null]));
  return { lineage, whole: hashOf(inputs.code), withinLineage: hashOf(`${inputs.code} ${lineage}`) };
}

async function knownClip(
  clips: ClipCache,
  { whole, withinLineage }: Hashes,
  target: string,
): Promise<CachedClip | null> {
  return (await clips.fetch(whole, target)) ?? (await clips.fetch(withinLineage, target));
}

type Clip = CachedClip & { reused?: Pick<Reused, "plays" | "playsReused"> };

async function render(
  file: SceneFile,
  { pool, format, scene, signal, onSeconds, repair = false, placeholders = false }: RenderFileOptions,
  work: string,
  finished: string,
  reuse: RenderRequest["reuse"],
): Promise<Clip> {
  const { assets } = file;
  const code = file.codeOf(scene);
  const named = scene === undefined ? {} : { scene };
  const shown = { format, background: manimBackground, still: true };
  const request = { code, assets, ...shown, cues: {}, outputDir: work, repair, placeholders, ...named };
  const clip = await pool.render(reuse ? { ...request, reuse } : request, { signal, onSeconds });
  const expected = { ...clip, format };
  // Side by side; what the check says counts first, and nothing of it runs on when the folder is removed.
  const [check, end] = await Promise.allSettled([
    checkScene(clip.clipPath, expected, clip.geometry, signal),
    finish(clip, finished, signal),
  ]);
  if (check.status === "rejected") throw check.reason;
  const { problems, warnings } = check.value;
  if (problems.length > 0)
    throw new PipelineError("render_failed", `The rendered clip is broken: ${problems.join("; ")}.`);
  if (end.status === "rejected") throw end.reason;
  const told = { ...end.value, warnings, notes: { ...clip.repair } };
  if (!clip.reuse) return told;
  const { parts, ...reused } = clip.reuse;
  return { ...told, parts, reused };
}

async function finish(
  { clipPath, stillPath, durationMs, frames }: RenderedClip,
  finished: string,
  signal: AbortSignal | undefined,
): Promise<Pick<CachedClip, "kind" | "durationMs" | "frames">> {
  if (stillPath === undefined) {
    await moveIndexToFront(clipPath, finished, signal);
    return { kind: "mp4", durationMs, frames };
  }
  await copyPicture(stillPath, finished, signal);
  return { kind: "png", durationMs: 0, frames: 1 };
}

/** So that a browser starts to play before it has all of the file. */
async function moveIndexToFront(from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  const input = ["-v", "error", "-protocol_whitelist", "file", "-f", "mp4", "-i", from];
  await run("ffmpeg", [...input, "-c", "copy", "-movflags", "+faststart", "-f", "mp4", to], {
    timeoutMs: 120_000,
    signal,
  });
}

/** Decoded and written anew: the sandbox may have named anything a picture. */
async function copyPicture(from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  const input = ["-v", "error", "-xerror", "-protocol_whitelist", "file", "-f", "png_pipe", "-i", from];
  await run("ffmpeg", [...input, "-frames:v", "1", "-c:v", "png", "-f", "image2", "-update", "1", to], {
    timeoutMs: 60_000,
    signal,
  });
}
