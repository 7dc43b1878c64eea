// Frames out of clips, and many of them joined into one picture.
import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../../runner/process/run.ts";

/** `count` frames of a clip as files, from its middle to its end, where most of it is there. */
export async function framesOf(
  { clipPath, durationMs }: { clipPath: string; durationMs: number },
  count: number,
  folder: string,
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const shares =
    count === 1 ? [0.93] : Array.from({ length: count }, (_, index) => 0.25 + (0.72 * index) / (count - 1));
  return Promise.all(
    shares.map(async (share, index) => {
      const path = join(folder, `${index}.png`);
      const at = ((durationMs / 1000) * share).toFixed(2);
      await run("ffmpeg", ["-v", "error", "-y", "-ss", at, "-i", clipPath, "-frames:v", "1", "-update", "1", path], {
        timeoutMs: 60_000,
      });
      return path;
    }),
  );
}

/** Rows of `columns` frames, each `width` pixels wide; "" leaves a place free. */
export async function sheetOf(frames: readonly string[], columns: number, width: number, out: string): Promise<void> {
  const first = frames.find(Boolean);
  if (first === undefined) return;
  const folder = `${dirname(dirname(first))}/sheet`;
  mkdirSync(folder, { recursive: true });
  const blank = join(folder, "blank.png");
  await ffmpeg("-f", "lavfi", "-i", "color=0x0F1419:s=854x480", "-frames:v", "1", "-update", "1", blank);
  for (const [index, frame] of frames.entries())
    symlinkSync(frame || blank, join(folder, `${String(index).padStart(4, "0")}.png`));
  const rows = Math.ceil(frames.length / columns);
  const tile = `scale=${width}:-2,tile=${columns}x${rows}:padding=4:color=0x3A4554`;
  await ffmpeg("-i", join(folder, "%04d.png"), "-vf", tile, "-frames:v", "1", "-q:v", "5", "-update", "1", out);
}

async function ffmpeg(...options: string[]): Promise<void> {
  await run("ffmpeg", ["-v", "error", "-y", ...options], { timeoutMs: 120_000 });
}
