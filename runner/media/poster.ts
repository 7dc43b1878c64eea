import { stat } from "node:fs/promises";
import { ffmpeg, input, output } from "./ffmpeg.ts";

/**
 * Writes a JPEG of the fullest of a few moments of a video: late in a scene, when its formulas and pictures are there.
 * The most bytes of equal quality is the frame with the most to see.
 */
export async function writePoster(
  videoPath: string,
  momentsMs: readonly number[],
  pathOf: (index: number) => string,
  options: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<string> {
  const frames = momentsMs.map(async (momentMs, index) => {
    const path = pathOf(index);
    const seek = ["-ss", (momentMs / 1000).toFixed(3)];
    const picture = ["-map", "0:v:0", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p"];
    await ffmpeg([...seek, ...input(videoPath, "mp4"), ...picture, "-update", "1", ...output(path, "image2")], options);
    return { path, bytes: (await stat(path)).size };
  });
  const [best] = (await Promise.all(frames)).sort((one, other) => other.bytes - one.bytes);
  if (!best) throw new Error("the video has no moment for a poster");
  return best.path;
}
