// For the tests of a file: a folder of their own with a pool of real renderers, both gone when the last test is done.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { defaultPython } from "../../process/python.ts";
import { createRendererPool, type PoolOptions, type RendererPool } from "./rendererPool.ts";

/** To be read in tests and hooks: before the first of them there is neither. */
export type TestPool = { readonly folder: string; readonly pool: RendererPool };

/** One renderer unless `size` says otherwise, in `scratch` of the folder. */
export function testPool(options: Partial<PoolOptions> = {}): TestPool {
  let opened: TestPool | undefined;
  const here = (): TestPool => {
    if (!opened) throw new Error("The pool is opened by beforeAll.");
    return opened;
  };
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "proofreel-pool-"));
    const scratchDir = join(folder, "scratch");
    opened = { folder, pool: createRendererPool({ python: defaultPython, size: 1, scratchDir, ...options }) };
    await opened.pool.warm();
  }, 60_000);
  afterAll(async () => {
    if (!opened) return;
    await opened.pool.close();
    await rm(opened.folder, { recursive: true, force: true });
  });
  return {
    get folder() {
      return here().folder;
    },
    get pool() {
      return here().pool;
    },
  };
}
