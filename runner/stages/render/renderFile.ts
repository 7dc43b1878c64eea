// `./proofreel render FILE.py`: one's own Manim code straight to a video, through the same sandbox as everything else.
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { PipelineError } from "../../../shared/failures.ts";
import type { FrameFormat } from "../../../shared/quality.ts";
import { codeLimit } from "../../../shared/scene.ts";
import { run } from "../../process/run.ts";
import { checkScene } from "../check/checkScene.ts";
import { createRendererPool } from "./rendererPool.ts";
import type { RenderControl } from "./renderRequest.ts";

export type RenderFileOptions = RenderControl & {
  python: string;
  format: FrameFormat;
  scene?: string;
  stallSeconds?: number;
  /** By default the file's name with .mp4, in the current folder. */
  out?: string;
};

export type RenderedFile = { video: string; durationMs: number; warnings: string[] };

/** Renders a scene of a Python file; nothing is left beside `out`, whichever way it ends. */
export async function renderFile(path: string, options: RenderFileOptions): Promise<RenderedFile> {
  const code = await readCode(path);
  const video = resolve(options.out ?? `${options.scene ?? basename(path, extname(path))}.mp4`);
  await mkdir(dirname(video), { recursive: true });
  // Beside the target, so that the last step is one rename.
  const work = await mkdtemp(join(dirname(video), `.proofreel-${randomUUID().slice(0, 8)}-`));
  const pool = createRendererPool({
    python: options.python,
    size: 1,
    scratchDir: join(work, "scratch"),
    spares: 0,
    ...(options.stallSeconds === undefined ? {} : { stallSeconds: options.stallSeconds }),
  });
  try {
    const clip = await pool.render(
      {
        code,
        format: options.format,
        cues: {},
        outputDir: work,
        ...(options.scene === undefined ? {} : { scene: options.scene }),
      },
      options,
    );
    const { problems, warnings } = await checkScene(clip.clipPath, { ...clip, format: options.format }, clip.geometry);
    if (problems.length > 0)
      throw new PipelineError("render_failed", `The rendered clip is broken: ${problems.join("; ")}.`);
    const playable = join(work, "video.mp4");
    await moveIndexToFront(clip.clipPath, playable, options.signal);
    await rename(playable, video);
    return { video, durationMs: clip.durationMs, warnings };
  } finally {
    await pool.close();
    await rm(work, { recursive: true, force: true });
  }
}

/** So that a browser starts to play before it has all of the file. */
async function moveIndexToFront(from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  const input = ["-v", "error", "-protocol_whitelist", "file", "-f", "mp4", "-i", from];
  await run("ffmpeg", [...input, "-c", "copy", "-movflags", "+faststart", to], { timeoutMs: 120_000, signal });
}

async function readCode(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > codeLimit) throw new PipelineError("too_large", `${path} is larger than ${codeLimit} bytes.`);
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new PipelineError("not_found", `There is no file ${path}.`, { cause: error });
    if (code === "EISDIR") throw new PipelineError("invalid_request", `${path} is a folder, not a Python file.`);
    throw error;
  }
}
