// A small sample of bench/check, whose whole takes minutes, in real sandboxes.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PipelineError } from "../../../shared/failures.ts";
import { testPool } from "../render/testPool.ts";
import { checkFile } from "./checkFile.ts";
import { fixFile } from "./fixFile.ts";
import { narrationLength } from "./narrationLength.ts";

const bench = join(import.meta.dirname, "../../../bench/check");

const here = testPool({ size: 2 });

const scene = async (name: string) => ({ code: await readFile(join(bench, `${name}.py`), "utf8"), assets: {} });

test.each(["labels_in_shapes", "strike_through", "moving_camera", "cards_over_cards"])(
  "nothing is said of %s, in which nothing is wrong",
  async (name) => {
    const { findings, rests } = await checkFile(await scene(`clean/${name}`), { pool: here.pool });
    expect(findings).toEqual([]);
    expect(rests).toBeGreaterThan(1);
  },
);

test.each([
  ["two_titles", "text_overlap", ["Text('What is a limit?')", "Text('A value that is approached')"], 12],
  ["label_on_arrow", "text_on_lines", ["Text('velocity')", "Arrow"], 10],
  ["frozen_dot", "animation_lost", ["ValueTracker"], 13],
  ["target_faded", "left_behind", ["Square", "Circle"], 13],
  ["dark_on_dark", "low_contrast", ["Text('never decreases in a closed system')"], 10],
])("in %s the %s is found, with objects and line", async (name, kind, objects, line) => {
  const { findings } = await checkFile(await scene(`defects/${name}`), { pool: here.pool });
  expect(findings).toMatchObject([{ kind, objects, line }]);
  expect(findings[0]?.suggestion).toMatch(/\w+ .*\.$/);
});

test("the picture is held against the narration's length", async () => {
  const { findings } = await checkFile(await scene("defects/short_picture"), { pool: here.pool, narrationMs: 20_000 });
  expect(findings).toMatchObject([{ kind: "picture_shorter", at: 3, box: null }]);
});

test("what is safely fixed is fixed, and checked again", async () => {
  const file = await scene("defects/two_animates");
  const fixed = await fixFile(file, { pool: here.pool });
  expect(fixed.before).toHaveLength(1);
  expect(fixed.findings).toEqual([]);
  expect(fixed.fixes).toMatchObject([{ kind: "animation_lost", line: 11 }]);
  expect(fixed.code).toContain("self.play(ball.animate.shift(3 * RIGHT).set_color(RED))");
});

test("a scene that can't be run is no finding", async () => {
  const broken = checkFile(
    { code: "from manim import *\nclass A(Scene):\n    def construct(self): nothing()", assets: {} },
    { pool: here.pool },
  );
  await expect(broken).rejects.toThrow(PipelineError);
});

test("a narration's length is given in seconds or by its file", async () => {
  await expect(narrationLength("12.5")).resolves.toBe(12_500);
  await expect(narrationLength("long")).rejects.toThrow("neither an audio file nor a length");
});
