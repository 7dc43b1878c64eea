import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testPool } from "./testPool.ts";

const here = testPool({ spares: 0, trusted: true });

const render = (...lines: string[]) => {
  const head = ["import os", "from manim import *", "class Own(Scene):", "    def construct(self):"];
  const code = [...head, ...lines.map((line) => `        ${line}`)].join("\n");
  const format = { width: 160, height: 90, fps: 10 };
  return here.pool.render({ code, format, cues: {}, outputDir: join(here.folder, "out"), timeoutMs: 20_000 });
};

test("trusted code has the files, the home and the rights of whoever runs it, and leaves no folders of the renderer", async () => {
  const mine = join(here.folder, "mine");
  await writeFile(mine, "read");
  const clip = await render(
    `seen = open("${mine}").read()`,
    `open("${mine}", "w").write(f"{seen} {os.environ['HOME']} {os.getuid()}")`,
    "self.play(Write(MathTex('x^2')), run_time=0.5)",
  );
  expect(clip.frames).toBe(5);
  expect(await readFile(mine, "utf8")).toBe(`read ${process.env.HOME} ${process.getuid?.()}`);
  expect(readdirSync(join(here.folder, "scratch")).filter((name) => name.startsWith("renderer-"))).toEqual([]);
});

test("it is still told what it did wrong, and ended when it hangs", async () => {
  await expect(render("1 / 0")).rejects.toMatchObject({ failure: { code: "render_failed" } });
  const place = join(here.folder, "never");
  const hanging = here.pool.render({
    code: `from manim import *\nclass Own(Scene):\n    def construct(self):\n        while True: pass\n`,
    ...{ format: { width: 160, height: 90, fps: 10 }, cues: {}, outputDir: place, timeoutMs: 3000 },
  });
  await expect(hanging).rejects.toMatchObject({ failure: { code: "render_timeout" } });
  expect(existsSync(place)).toBe(false);
});
