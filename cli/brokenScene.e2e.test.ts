// One's own code for a scene that does not end, takes all memory or forks without end: that scene becomes a slate. Code
// that could be mended, and a picture that is not there, are said.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MadeVideo } from "./session/result.ts";
import { madeVideo, startTestStack, type TestStack } from "./testStack.ts";

let stack: TestStack;
let made: MadeVideo;
beforeAll(async () => {
  // Long enough for a slow machine to hand out all the memory that a renderer may have.
  stack = await startTestStack({ RENDER_STALL_SECONDS: "12" });
  const lesson = join(stack.folder, "lesson.md");
  await writeFile(lesson, "# One\n\nThe first.\n\n# Two\n\nThe second.\n");
  const said = await stack.proofreel("make", "--lesson", lesson, "--quality", "draft", "--json");
  expect(said, said.stderr).toMatchObject({ exitCode: 0 });
  made = madeVideo(said);
});
afterAll(() => stack?.stop());

const forks = "import os\n        while True: os.fork()";

test.each<[string, string, string[], RegExp]>([
  ["loops without end", "while True: pass", ["render_timeout"], /without a new frame: it may hold an endless loop/],
  [
    "takes memory without end",
    "x = [bytearray(2**24) for _ in iter(int, 1)]",
    ["render_out_of_memory"],
    /more memory than a renderer has/,
  ],
  // Which of the limits it meets first lies in the machine.
  ["forks without end", forks, ["render_refused", "render_out_of_memory"], /more (processes|memory) than/],
])("a scene that %s is a slate with its narration; the others keep their clips", async (_, line, codes, sentence) => {
  const file = join(stack.folder, "scene.py");
  await writeFile(
    file,
    `from manim import *\nclass Broken(Scene):\n    def construct(self):\n        self.wait(0.2)\n        ${line}\n`,
  );
  const startedAt = performance.now();
  const said = await stack.proofreel("edit", made.sessionId, "--scene", "2", "--code", file, "--json");
  expect(said, said.stderr).toMatchObject({ exitCode: 3 });
  expect(performance.now() - startedAt).toBeLessThan(45_000);
  expect(said.stderr).toMatch(sentence);

  const { status, scenes, durationMs } = madeVideo(said);
  expect(status).toBe("partial");
  for (const [index, before] of made.scenes.entries()) {
    if (index !== 1) expect(scenes[index]).toEqual(before);
    else
      expect(scenes[index]).toMatchObject({
        status: "slate",
        ...{ narrationKey: before.narrationKey, durationMs: before.durationMs },
      });
  }
  expect(codes).toContain(scenes[1]?.failure?.code);
  expect(scenes[1]?.clipKey).not.toBe(made.scenes[1]?.clipKey);
  expect(durationMs).toBe(made.durationMs);
  const shown = await stack.proofreel("show", made.sessionId);
  expect(shown.stdout).toMatch(/slate/);
});

test("what had to be mended of a scene's code is said where it is made and where it is shown", async () => {
  const file = join(stack.folder, "old.py");
  const lines = ["self.play(ShowCreation(Square()))", 'self.play(FadeIn(ImageMobject("absent.png")))'];
  await writeFile(
    file,
    [
      "from manim import *",
      "class Old(Scene):",
      "    def construct(self):",
      ...lines.map((line) => `        ${line}`),
    ].join("\n"),
  );
  const said = await stack.proofreel("edit", made.sessionId, "--scene", "1", "--code", file, "--json");
  expect(madeVideo(said).scenes[0]).toMatchObject({ status: "ready", failure: null });
  const mended = [
    "repaired, line 4: ShowCreation became Create (a name of ManimGL or of an older Manim)",
    "repaired, line 5: the file of ImageMobject is not there; its place is shown (OSError: could not find absent.png)",
  ];
  expect(madeVideo(said).scenes[0]?.warnings).toEqual(expect.arrayContaining(mended));
  for (const sentence of mended) expect(said.stderr).toContain(`Scene 1: ${sentence}`);
  const shown = await stack.proofreel("show", made.sessionId);
  for (const sentence of mended) expect(shown.stdout).toContain(`! ${sentence}`);
});
