import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultPython } from "../../process/python.ts";
import { compileRenderer, isCompiled } from "./rendererBytecode.ts";

test("modules are compiled once, and again when one has changed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "proofreel-bytecode-"));
  const { signal } = new AbortController();
  try {
    await mkdir(join(folder, "inner"));
    for (const name of ["one.py", "inner/two.py"]) await writeFile(join(folder, name), "x = 1\n");
    expect(isCompiled(defaultPython, folder)).toBe(false);
    await compileRenderer(defaultPython, signal, folder);
    expect(isCompiled(defaultPython, folder)).toBe(true);
    const later = new Date(Date.now() + 60_000);
    await utimes(join(folder, "inner/two.py"), later, later);
    expect(isCompiled(defaultPython, folder)).toBe(false);
  } finally {
    await rm(folder, { recursive: true });
  }
});
