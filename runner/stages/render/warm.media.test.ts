// What a warm renderer is for, measured against what it saves.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultPython } from "../../process/python.ts";
import { createRendererPool } from "./rendererPool.ts";

const code =
  "from manim import *\nimport time\nclass Told(Scene):\n    def construct(self):\n" +
  '        a = MathTex("x^2")\n        raise RuntimeError(repr(time.time()))\n';

test("from the job to the first line of construct it takes a fraction of a renderer's start", async () => {
  const folder = await mkdtemp(join(tmpdir(), "proofreel-warm-"));
  const startedAt = Date.now();
  const pool = createRendererPool({
    ...{ python: defaultPython, size: 1, scratchDir: join(folder, "scratch"), formulasDir: join(folder, "formulas") },
  });
  try {
    await pool.warm();
    const startMs = Date.now() - startedAt;
    const toConstructMs: number[] = [];
    const format = { width: 1920, height: 1080, fps: 60 };
    for (let turn = 0; turn < 4; turn++) {
      await pool.warm();
      const assignedAt = Date.now();
      const error: unknown = await pool.render({ code, format, cues: {}, outputDir: folder }).catch((thrown) => thrown);
      const [, seconds] = /RuntimeError: ([\d.]+)/.exec(String(error)) ?? [];
      toConstructMs.push(Number(seconds) * 1000 - assignedAt);
    }
    // The first of them has to set the formula too. About 25 ms against 900 on two idle processors.
    const [, ...known] = toConstructMs;
    expect(Math.min(...known)).toBeGreaterThan(0);
    expect(Math.min(...known)).toBeLessThan(startMs / 5);
  } finally {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  }
});
