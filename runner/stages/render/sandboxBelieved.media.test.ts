// A record that the sandbox held, on a machine where it does so no more.
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSandboxRecord } from "../../process/sandboxRecord.ts";
import { createRendererPool } from "./rendererPool.ts";

const code = "from manim import *\nclass Plain(Scene):\n    def construct(self):\n        self.wait(1)\n";

test("where nothing starts although it held before, the sandbox is tried again and that is told", async () => {
  const folder = await mkdtemp(join(tmpdir(), "proofreel-believed-"));
  const python = join(folder, "python");
  const sandboxRecord = join(folder, "held");
  await writeFile(python, "no program", { mode: 0o755 });
  openSandboxRecord(sandboxRecord, python).keep();
  const pool = createRendererPool({ python, size: 1, scratchDir: join(folder, "scratch"), sandboxRecord });
  try {
    await pool.checkSandbox();
    const format = { width: 320, height: 180, fps: 15 };
    const rendered = pool.render({ code, format, cues: {}, outputDir: folder });
    await expect(rendered).rejects.toMatchObject({ failure: { code: "sandbox_unavailable" } });
    expect(existsSync(sandboxRecord)).toBe(false);
  } finally {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  }
});
