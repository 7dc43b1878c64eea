import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FrameFormat } from "../../../shared/quality.ts";
import { topBoxes } from "../../media/mp4.ts";
import { probe, streamOf } from "../../media/probe.ts";
import { run } from "../../process/run.ts";
import { narrate } from "../narrate/narrate.ts";
import { publish } from "../publish/publish.ts";
import { checkMaster } from "./checkMaster.ts";
import { type Composed, type ComposeScene, compose } from "./compose.ts";
import { timelineOf } from "./timeline.ts";

let dir: string;
let narrations: Omit<ComposeScene, "clipPath">[];
const draft: FrameFormat = { width: 426, height: 240, fps: 15 };
const high: FrameFormat = { width: 426, height: 240, fps: 60 };
const texts = ["Here is the first scene, it's <short>.", "The second one & its rule.", "That was all."];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "proofreel-compose-"));
  narrations = [];
  for (const [index, narration] of texts.entries()) {
    const outputDir = join(dir, `it's scene ${index}`);
    await mkdir(outputDir);
    const narrated = await narrate({ narration, voice: "espeak", language: "en", outputDir });
    narrations.push({ title: `Scene = ${index};\n#é`, narration, ...narrated });
  }
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function clip(path: string, { width, height, fps }: FrameFormat, frames: number): Promise<string> {
  const source = `testsrc=size=${width}x${height}:rate=${fps}`;
  const encode = ["-frames:v", String(frames), "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", path];
  await run("ffmpeg", ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", source, ...encode], { timeoutMs: 30_000 });
  return path;
}

async function scenesAt(format: FrameFormat): Promise<ComposeScene[]> {
  return Promise.all(
    narrations.map(async (scene, index) => {
      const frames = Math.round((scene.durationMs * format.fps) / 1000);
      return { ...scene, clipPath: await clip(join(dir, `it's ${index}-${format.fps}.mp4`), format, frames) };
    }),
  );
}

const requestOf = (scenes: ComposeScene[], format: FrameFormat, outputDir: string) => ({
  scenes,
  format,
  title: "A 'title' = ü;",
  language: "en",
  outputDir,
});

describe.each([
  ["draft", draft],
  ["high", high],
])("a video of three scenes at the %s rate", (name, format) => {
  let composed: Composed;
  let progress: number[];
  beforeAll(async () => {
    progress = [];
    const onProgress = (value: number) => progress.push(value);
    composed = await compose({ ...requestOf(await scenesAt(format), format, join(dir, name)), onProgress });
  });

  it("has picture and sound that end within a millisecond, and one frame every 1/fps s", async () => {
    const probed = await probe(composed.videoPath, "mp4");
    const video = streamOf(probed, "video");
    const audio = streamOf(probed, "audio");
    expect(video).toMatchObject({ codec_name: "h264", pix_fmt: "yuv420p", avg_frame_rate: `${format.fps}/1` });
    expect(audio).toMatchObject({ codec_name: "aac", sample_rate: 48_000, start_time: 0 });
    expect(Math.abs((video?.duration ?? 0) - (audio?.duration ?? 1))).toBeLessThan(0.001);
    expect(Math.abs((video?.duration ?? 0) * 1000 - composed.durationMs)).toBeLessThan(1);
  });

  it("has only the streams that every player takes", async () => {
    const probed = await probe(composed.videoPath, "mp4");
    expect(probed.streams.map((stream) => stream.codec_name)).toEqual(["h264", "aac", "mov_text"]);
    expect(probed.format.tags?.title).toBe("A 'title' = ü;");
  });

  it("starts to play at once: its index stands before its content", async () => {
    const boxes = await topBoxes(composed.videoPath);
    expect(boxes.slice(0, 2)).toEqual(["ftyp", "moov"]);
  });

  it("has a chapter for each scene, where its frames begin", async () => {
    const { chapters } = await probe(composed.videoPath, "mp4");
    expect(chapters.map((chapter) => chapter["TAG:title"])).toEqual(texts.map((_, index) => `Scene = ${index}; #é`));
    expect(chapters.map((chapter) => Math.round(chapter.start_time * 1000))).toEqual(
      composed.chapters.map((chapter) => chapter.startMs),
    );
    expect(composed.chapters.at(-1)?.endMs).toBe(composed.durationMs);
  });

  it("has subtitles that begin with the first word of their scene", async () => {
    const text = await readFile(composed.subtitlesPath, "utf8");
    expect(text).toContain("Here is the first scene, it's &lt;short&gt;.");
    expect(text).toContain("The second one &amp; its rule.");
    const startMs = (composed.chapters[1]?.startMs ?? 0) + (narrations[1]?.words[0]?.startMs ?? 0);
    expect(text).toContain(`00:00:${(startMs / 1000).toFixed(3).padStart(6, "0")} -->`);
  });

  it("is as loud as it should be", async () => {
    const scenes = await Promise.all(
      narrations.map(async ({ durationMs }) => ({ durationMs, frames: Math.round((durationMs * format.fps) / 1000) })),
    );
    const timeline = timelineOf(scenes, format.fps);
    const loudness = await checkMaster(composed.videoPath, { format, timeline, timeoutMs: 60_000 });
    expect(Math.abs(loudness.integratedLufs + 16)).toBeLessThanOrEqual(0.6);
    expect(loudness.truePeakDb).toBeLessThanOrEqual(-1);
  });

  it("has a poster of its own size, and leaves nothing else behind", async () => {
    expect((await readdir(join(dir, name))).sort()).toEqual(["poster.jpg", "subtitles.vtt", "video.mp4"]);
    const jpeg = await readFile(composed.posterPath);
    expect(jpeg.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(jpeg.length).toBeGreaterThan(1000);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
  });

  it("is published with the hash and the size of each file", async () => {
    const put = async (path: string, extension: string) => {
      const bytes = await readFile(path);
      return { key: `${createHash("sha256").update(bytes).digest("hex")}.${extension}`, bytes: bytes.length };
    };
    const master = await publish({ put }, composed);
    expect(master.video.bytes).toBe((await stat(composed.videoPath)).size);
    expect(master.subtitles.key).toMatch(/\.vtt$/);
    expect(master).toMatchObject({ durationMs: composed.durationMs, chapters: composed.chapters });
  });
});

describe("no video is made", () => {
  let scenes: ComposeScene[];
  beforeAll(async () => {
    scenes = await scenesAt(draft);
  });

  async function refused(
    change: (second: ComposeScene) => Promise<ComposeScene>,
    because: RegExp,
    code = "compose_failed",
  ) {
    const [first, second, third] = scenes as [ComposeScene, ComposeScene, ComposeScene];
    const outputDir = await mkdtemp(join(dir, "refused-"));
    const outcome = compose(requestOf([first, await change(second), third], draft, outputDir));
    await expect(outcome).rejects.toMatchObject({ failure: { code, message: expect.stringMatching(because) } });
    expect(await readdir(outputDir)).toEqual([]);
  }
  const framesOf = (scene: ComposeScene) => Math.round((scene.durationMs * draft.fps) / 1000);
  const other = (name: string) => join(dir, `other ${name}.mp4`);

  it("of a missing clip", () =>
    refused(async (scene) => ({ ...scene, clipPath: other("missing") }), /clip of scene 2 is missing or broken/));

  it("of a clip that is a link", () =>
    refused(async (scene) => {
      await symlink(scene.clipPath, other("link"));
      return { ...scene, clipPath: other("link") };
    }, /clip of scene 2 is missing or broken/));

  it("of a clip that is a list of other files", () =>
    refused(async (scene) => {
      await writeFile(other("list"), "ffconcat version 1.0\nfile '/etc/passwd'\n");
      return { ...scene, clipPath: other("list") };
    }, /clip of scene 2 is missing or broken/));

  it("of a clip whose end is cut off", () =>
    refused(async (scene) => {
      const faststart = ["-c", "copy", "-movflags", "+faststart", other("cut")];
      await run("ffmpeg", ["-v", "error", "-nostdin", "-y", "-i", scene.clipPath, ...faststart], { timeoutMs: 30_000 });
      await truncate(other("cut"), Math.round((await stat(other("cut"))).size * 0.6));
      return { ...scene, clipPath: other("cut") };
    }, /frames could be joined, a clip is cut short or damaged/));

  it("of a clip with damage in the middle", () =>
    refused(async (scene) => {
      await copyFile(scene.clipPath, other("damaged"));
      const bytes = await readFile(other("damaged"));
      bytes.fill(0x5a, Math.round(bytes.length * 0.3), Math.round(bytes.length * 0.6));
      await writeFile(other("damaged"), bytes);
      return { ...scene, clipPath: other("damaged") };
    }, /clip/));

  it.each<[string, FrameFormat, RegExp]>([
    ["size", { ...draft, width: 320 }, /320x240 pixels/],
    ["rate", { ...draft, fps: 30 }, /30\/1 frames a second/],
  ])("of clips that differ in %s", (name, format, because) =>
    refused(async (scene) => ({ ...scene, clipPath: await clip(other(name), format, framesOf(scene)) }), because),
  );

  it("of a clip that is shorter than its narration", () =>
    refused(async (scene) => {
      const clipPath = await clip(other("short"), draft, framesOf(scene) - 1);
      return { ...scene, clipPath };
    }, /frames, its narration needs/));

  it("of a narration that is missing or cut short", async () => {
    await refused(async (scene) => ({ ...scene, wavPath: join(dir, "none.wav") }), /narration of scene 2 is missing/);
    await refused(async (scene) => {
      const wavPath = join(dir, "cut.wav");
      await copyFile(scene.wavPath, wavPath);
      await truncate(wavPath, 20_000);
      return { ...scene, wavPath };
    }, /narration of scene 2 is missing or broken/);
  });

  it("of no scene, or for a canceled job", async () => {
    await expect(compose(requestOf([], draft, join(dir, "none")))).rejects.toThrow("There is no scene");
    const canceled = { ...requestOf(scenes, draft, join(dir, "canceled")), signal: AbortSignal.abort() };
    await expect(compose(canceled)).rejects.toMatchObject({ failure: { code: "canceled" } });
  });
});
