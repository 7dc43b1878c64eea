// `./proofreel render FILE.py`: one's own Manim code straight to a video, through the same sandbox as everything else.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { PipelineError } from "../../../shared/failures.ts";
import type { FrameFormat } from "../../../shared/quality.ts";
import { clipHash } from "../../jobs/inputsHash.ts";
import { finishMp4, topBoxes } from "../../media/mp4.ts";
import { run } from "../../process/run.ts";
import { type AwaitedCheck, awaitedCheck } from "../check/checkScene.ts";
import type { CachedClip, ClipCache } from "./clipCache.ts";
import type { Reused } from "./messages.ts";
import type { RendererPool } from "./rendererPool.ts";
import { manimBackground, type RenderControl, type RenderRequest } from "./renderRequest.ts";
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
  let check: AwaitedCheck | undefined;
  const begin = () => {
    check ??= awaitedCheck(signal);
    return check;
  };
  const onDrawn = (seconds: number) => {
    begin();
    onSeconds?.(seconds);
  };
  try {
    const clip = await pool.render(reuse ? { ...request, reuse } : request, { signal, onSeconds: onDrawn });
    const { durationMs, frames, geometry, repair: repaired, stillPath } = clip;
    // What is checked is the file that is given out.
    await moveIndexToFront(clip.clipPath, finished);
    const { problems, warnings } = await begin().of(finished, { durationMs, frames, format }, geometry);
    if (problems.length > 0) throw broken(problems.join("; "));
    if (stillPath !== undefined) await copyPicture(stillPath, finished, signal);
    const shape = stillPath === undefined ? { kind: "mp4" as const, durationMs, frames } : picture;
    const told = { ...shape, warnings, notes: { ...repaired } };
    if (!clip.reuse) return told;
    const { parts, ...reused } = clip.reuse;
    return { ...told, parts, reused };
  } finally {
    check?.close();
  }
}

const picture = { kind: "png" as const, durationMs: 0, frames: 1 };

const broken = (how: string, cause?: unknown): PipelineError =>
  new PipelineError("render_failed", `The rendered clip is broken: ${how}.`, { cause });

/** As the renderer's own muxer writes it; what else a scene may have put there is not handed on. */
const boxes = new Set(["ftyp", "free", "moov", "mdat"]);

/** So that a browser starts to play before it has all of the file. */
async function moveIndexToFront(from: string, to: string): Promise<void> {
  try {
    const foreign = (await topBoxes(from)).find((type) => !boxes.has(type));
    if (foreign !== undefined) throw new Error("it was not written by the renderer");
    await finishMp4(from, to, []);
  } catch (error) {
    // Errors of the disk are no fault of the clip.
    if (
      !(error instanceof Error) ||
      ("code" in error && typeof error.code === "string" && !error.code.startsWith("ERR_"))
    )
      throw error;
    throw broken(error.message, error);
  }
}

/** Decoded and written anew: the sandbox may have named anything a picture. */
async function copyPicture(from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  const input = ["-v", "error", "-xerror", "-protocol_whitelist", "file", "-f", "png_pipe", "-i", from];
  await run("ffmpeg", [...input, "-frames:v", "1", "-c:v", "png", "-f", "image2", "-update", "1", "-y", to], {
    timeoutMs: 60_000,
    signal,
  });
}
