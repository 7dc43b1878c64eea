// The check that is started before its clip, on real files.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { descendants } from "../../process/processTree.ts";
import { run } from "../../process/run.ts";
import { awaitedCheck } from "./checkScene.ts";

const format = { width: 64, height: 36, fps: 15 };
const expected = { durationMs: 2000, frames: 30, format };
let folder: string;
let clip: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofreel-awaited-"));
  clip = join(folder, "clip.mp4");
  const source = ["-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x36:r=15:d=2"];
  await run("ffmpeg", [...source, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-movflags", "+faststart", clip], {
    timeoutMs: 30_000,
  });
});
afterAll(() => rm(folder, { recursive: true }));

test("a clip that is what was asked for has no problems, one that is not is told", async () => {
  expect((await awaitedCheck(undefined).of(clip, expected)).problems).toEqual([]);
  const { problems } = await awaitedCheck(undefined).of(clip, { ...expected, frames: 31 });
  expect(problems).toEqual(["the number of frames is 30, not 31"]);
});

test("a clip that is cut short, or damaged, does not pass", async () => {
  const whole = await readFile(clip);
  const cut = join(folder, "cut.mp4");
  await writeFile(cut, whole.subarray(0, whole.length - 400));
  expect((await awaitedCheck(undefined).of(cut, expected)).problems).not.toEqual([]);
  const damaged = Buffer.from(whole);
  damaged.fill(0x5a, whole.length - 900, whole.length - 300);
  await writeFile(cut, damaged);
  expect((await awaitedCheck(undefined).of(cut, expected)).problems).not.toEqual([]);
});

test("one that gets no clip leaves nothing running", async () => {
  const before = descendants(process.pid).length;
  const check = awaitedCheck(undefined);
  expect(descendants(process.pid).length).toBeGreaterThan(before);
  check.close();
  await expect.poll(() => descendants(process.pid).length).toBe(before);
});
