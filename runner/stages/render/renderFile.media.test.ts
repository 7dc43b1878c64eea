// What a renderer that scene code has taken over may hand out as a clip.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultPython } from "../../process/python.ts";
import { run } from "../../process/run.ts";
import { renderFile } from "./renderFile.ts";
import { readSceneFile, type SceneFile } from "./sceneFile.ts";

const format = { width: 64, height: 36, fps: 15 };
let folder: string;
let file: SceneFile;
let honest: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofreel-handed-"));
  await writeFile(
    join(folder, "scene.py"),
    "from manim import *\nclass A(Scene):\n    def construct(self): self.wait()\n",
  );
  file = await readSceneFile(join(folder, "scene.py"), defaultPython);
  const made = join(folder, "made.mp4");
  const source = ["-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x36:r=15:d=1"];
  await run("ffmpeg", [...source, "-pix_fmt", "yuv420p", "-c:v", "libx264", made], { timeoutMs: 30_000 });
  honest = await readFile(made);
});
afterAll(() => rm(folder, { recursive: true }));

async function handOut(bytes: Buffer): Promise<void> {
  const out = join(folder, "out.mp4");
  await rm(out, { force: true });
  const pool = {
    async render({ outputDir }: { outputDir: string }) {
      const clipPath = join(outputDir, "clip.mp4");
      await writeFile(clipPath, bytes);
      return { clipPath, durationMs: 1000, frames: 15, geometry: { findings: [], samples: 0 } };
    },
  };
  await renderFile(file, { pool, format, out });
}

const box = (type: string, size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32BE(size, 0);
  bytes.write(type, 4, "latin1");
  return bytes;
};

test("a clip is handed on with its index first", async () => {
  await handOut(honest);
  const made = await readFile(join(folder, "out.mp4"));
  expect(honest.indexOf("moov")).toBeGreaterThan(honest.indexOf("mdat"));
  expect(made.indexOf("moov")).toBeLessThan(made.indexOf("mdat"));
});

test.each([
  ["something beside the clip", () => Buffer.concat([honest, box("uuid", 400)])],
  [
    "a box that never ends",
    () => Buffer.concat([honest.subarray(0, 32), Buffer.from([0xff, 0xff, 0xff, 0xff]), honest]),
  ],
  ["very many boxes", () => Buffer.concat([honest, ...Array.from({ length: 200 }, () => box("free", 8))])],
  ["no video at all", () => Buffer.from("not a video".repeat(40))],
  [
    "an index that points outside",
    () =>
      Buffer.from(honest.subarray(0, honest.length)).fill(
        0xfe,
        honest.indexOf("stco") + 12,
        honest.indexOf("stco") + 16,
      ),
  ],
])("%s is refused, and nothing is left", async (_, bytes) => {
  await expect(handOut(bytes())).rejects.toMatchObject({ failure: { code: "render_failed" } });
  expect(await readdir(folder)).toEqual(["made.mp4", "scene.py"]);
});
