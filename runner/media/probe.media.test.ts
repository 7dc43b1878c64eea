import { mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ProcessError } from "../process/run.ts";
import { ffmpeg, output } from "./ffmpeg.ts";
import { probe, streamOf } from "./probe.ts";

let folder: string;
let video: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofreel-probe-"));
  video = join(folder, "a file - with = [signs].mp4");
  const picture = [
    "-f",
    "lavfi",
    "-i",
    "testsrc=size=160x90:rate=15:duration=2",
    "-c:v",
    "libx264",
    "-pix_fmt",
    "yuv420p",
  ];
  await ffmpeg([...picture, "-metadata", "title=[STREAM] = 3", ...output(video, "mp4")], { timeoutMs: 20_000 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const failure = (path: string, signal?: AbortSignal) => probe(path, "mp4", signal).catch((error: unknown) => error);

test("a file tells its streams, its length and its title", async () => {
  const probed = await probe(video, "mp4");
  expect(streamOf(probed, "video")).toMatchObject({
    ...{ codec_name: "h264", width: 160, height: 90, pix_fmt: "yuv420p" },
    ...{ r_frame_rate: "15/1", nb_frames: 30, start_time: 0 },
  });
  expect(streamOf(probed, "audio")).toBeUndefined();
  expect(probed.chapters).toEqual([]);
  expect(probed.format.duration).toBeCloseTo(2);
  expect(probed.format.tags?.title).toBe("[STREAM] = 3");
});

test("what is no such file fails with what ffprobe said", async () => {
  const broken = join(folder, "broken.mp4");
  await writeFile(broken, "#EXTM3U\nfile:///etc/passwd");
  const error = await failure(broken);
  expect(error).toBeInstanceOf(ProcessError);
  expect(error).toMatchObject({ exitCode: 1, stderrTail: expect.stringContaining("Invalid data") });
  await truncate(broken, 0);
  expect(await failure(broken)).toBeInstanceOf(ProcessError);
});

test("a link, a missing file and a relative path are refused", async () => {
  const link = join(folder, "link.mp4");
  await symlink(video, link);
  expect(await failure(link)).toBeInstanceOf(Error);
  expect(await failure(join(folder, "none.mp4"))).toBeInstanceOf(Error);
  expect(await failure(relative(process.cwd(), video))).toMatchObject({
    message: expect.stringContaining("not a regular file"),
  });
});

test("a canceled probe says so", async () => {
  expect(await failure(video, AbortSignal.abort())).toMatchObject({ canceled: true });
});
