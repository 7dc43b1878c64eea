// Which scenes count as hung: real ones in real sandboxes, with a second of computing for each frame.
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RenderedClip } from "./renderRequest.ts";
import { testPool } from "./testPool.ts";

const here = testPool({ stallSeconds: 1 });

function render(durationMs: number | undefined, ...lines: string[]): Promise<RenderedClip> {
  const code = ["import time", "from manim import *", "class Tried(Scene):", "    def construct(self):", ...lines];
  return here.pool.render({
    code: code.map((line, index) => (index < 4 ? line : `        ${line}`)).join("\n"),
    format: { width: 160, height: 90, fps: 10 },
    cues: {},
    outputDir: join(here.folder, "out"),
    ...(durationMs === undefined ? {} : { durationMs }),
  });
}

const busy = (seconds: number): string =>
  `end = time.process_time() + ${seconds}\n        while time.process_time() < end: pass`;

test.each([
  ["computes for ever", "while True: pass"],
  ["computes for ever after its first frames", "self.wait(0.5)\n        while True: pass"],
  [
    "computes for ever and swallows the end of its clip",
    "while True:\n            try: self.wait(1)\n            except BaseException: pass",
  ],
  ["waits for ever", "time.sleep(1e6)"],
])("a scene that %s is ended soon", async (_, line) => {
  const startedAt = performance.now();
  await expect(render(2000, line)).rejects.toMatchObject({
    failure: { code: "render_timeout", message: expect.stringContaining("without a new frame") },
  });
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test("a scene whose frames are slow, together far slower than the limit, is rendered", async () => {
  const slow = `for _ in range(5):\n            ${busy(0.5).replaceAll("\n", "\n    ")}\n            self.wait(0.1)`;
  expect((await render(500, slow)).frames).toBe(5);
});

test("a picture that is held for long is no stall", async () => {
  expect((await render(undefined, "self.add(Circle())", "self.wait(3000)", "self.wait(0.1)")).frames).toBe(30_001);
});
