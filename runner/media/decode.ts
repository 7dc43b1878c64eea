import { ffmpeg, input } from "./ffmpeg.ts";
import { type Loudness, loudnessFilter, parseLoudness } from "./loudness.ts";

export type Decoded = { frames: number; loudness: Loudness };

/**
 * Decodes picture and sound to the end, and measures the sound on the way. Throws ProcessError at the first fault:
 * without -xerror ffmpeg skips what is broken and exits with 0.
 */
export async function decode(
  path: string,
  options: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<Decoded> {
  const report = ["-v", "info", "-xerror", "-progress", "pipe:1", "-err_detect", "explode"];
  const maps = ["-map", "0:v", "-map", "0:a", "-af", loudnessFilter];
  const { stdout, stderr } = await ffmpeg([...report, ...input(path, "mp4"), ...maps, "-f", "null", "-"], options);
  const frames = stdout
    .match(/^frame=\s*(\d+)$/gm)
    ?.at(-1)
    ?.replace(/\D/g, "");
  return { frames: Number(frames ?? 0), loudness: parseLoudness(stderr) };
}
