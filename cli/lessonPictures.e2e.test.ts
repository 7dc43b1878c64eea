// A lesson with pictures over the whole stack, and what is left of them once its video is deleted.
import { readdirSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../convex/_generated/api.js";
import { run } from "../runner/process/run.ts";
import { madeVideo, startTestStack, type TestStack } from "./testStack.ts";

const lesson = resolve(import.meta.dirname, "../examples/moon-phases.md");

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

/** The share of a frame's pixels that are as yellow as the sunlight in the example's second picture. */
async function sunlight(video: string, seconds: number): Promise<number> {
  const file = join(stack.folder, "frame.rgb");
  const frame = [
    "-ss",
    String(seconds),
    "-i",
    video,
    "-frames:v",
    "1",
    "-pix_fmt",
    "rgb24",
    "-f",
    "rawvideo",
    "-y",
    file,
  ];
  await run("ffmpeg", ["-v", "error", ...frame], { timeoutMs: 20_000 });
  const bytes = await readFile(file);
  let yellow = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = bytes.subarray(at, at + 3);
    if (red > 180 && green > 130 && red - blue > 70) yellow++;
  }
  return (yellow * 3) / bytes.length;
}

const storedPictures = (): string[] =>
  readdirSync(join(stack.home.data, "convex", "files")).filter((name) => name.length === 36);

test("a lesson's pictures appear in its video, stay through an edit, and go with it", async () => {
  const said = await stack.proofreel("make", "--lesson", lesson, "--quality", "draft", "--json");
  expect(said).toMatchObject({ exitCode: 0 });
  const made = madeVideo(said);
  expect(made.status).toBe("ready");
  expect(made.scenes.map(({ key }) => key)).toEqual([
    ...["why-the-moon-changes-its-face", "eight-phases", "where-the-moon-stands", "in-one-sentence"],
  ]);
  expect(storedPictures()).toHaveLength(2);
  const starts = made.scenes.map((_, index) =>
    made.scenes.slice(0, index).reduce((sum, { durationMs }) => sum + (durationMs ?? 0) / 1000, 0),
  );
  const end = (index: number): number => (starts[index] ?? 0) + (made.scenes[index]?.durationMs ?? 0) / 1000 - 0.5;
  expect(await sunlight(made.video, end(2))).toBeGreaterThan(0.001);
  expect(await sunlight(made.video, end(1))).toBe(0);

  const narration = "[[image]] The Sun shines from the left.";
  const edit = await stack.proofreel("edit", made.sessionId, "--scene", "3", "--narration", narration, "--json");
  expect(edit).toMatchObject({ exitCode: 0 });
  const edited = madeVideo(edit);
  expect(edited.scenes.map(({ clipKey }, index) => clipKey === made.scenes[index]?.clipKey)).toEqual([
    ...[true, true, false, true],
  ]);
  expect(
    await sunlight(edited.video, (starts[2] ?? 0) + (edited.scenes[2]?.durationMs ?? 0) / 1000 - 0.5),
  ).toBeGreaterThan(0.001);

  const client = await stack.client();
  await client.mutation(api.videoSessions.remove, { sessionId: made.sessionId });
  await expect.poll(storedPictures, { timeout: 20_000 }).toEqual([]);
});

test("a picture that is none, or whose data is damaged, ends in one sentence that names it", async () => {
  const folder = join(stack.folder, "lesson");
  await mkdir(folder);
  await writeFile(join(folder, "lesson.md"), "# One\n\n![A wave](wave.png)\n");
  const make = () => stack.proofreel("make", "--lesson", join(folder, "lesson.md"), "--quality", "draft");
  const planned = () => stack.proofreel("plan", "--lesson", join(folder, "lesson.md"));
  for (const tried of [make, planned]) {
    expect(await tried()).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^(?:.*\n)*The picture wave.png of the lesson can't be used: there is no such file [^\n]*\.$/,
      ),
    });
  }
  const noise = [
    "-f",
    "lavfi",
    "-i",
    "nullsrc=s=200x200,geq=random(1)*255",
    "-frames:v",
    "1",
    join(folder, "whole.png"),
  ];
  await run("ffmpeg", ["-v", "error", ...noise], { timeoutMs: 20_000 });
  // Bytes in the middle are wrong; all lengths are right, so that only a decoder can tell.
  await run(
    "sh",
    ["-c", "cp whole.png wave.png && printf damaged-damaged | dd of=wave.png bs=1 seek=3000 conv=notrunc"],
    {
      cwd: folder,
      timeoutMs: 5_000,
    },
  );
  const damaged = await make();
  expect(damaged).toMatchObject({ exitCode: 1, stdout: "" });
  expect(damaged.stderr.split("\n").at(-1)).toBe(
    "The picture wave.png of the lesson can't be used: its data is broken or cut off: save it again.",
  );
});
