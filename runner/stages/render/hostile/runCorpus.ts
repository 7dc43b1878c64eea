// A pool, the bait and the scenes one after the other; at the end nothing of all that may be left.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { descendants } from "../../../process/processTree.ts";
import { defaultPython } from "../../../process/python.ts";
import { createRendererPool } from "../rendererPool.ts";
import { type Attempt, attempt, honestHash } from "./attempt.ts";
import { layBait } from "./bait.ts";
import type { HostileScene } from "./corpus.ts";

export type Tried = { scene: HostileScene; attempt: Attempt };

/** Shorter than for honest scenes: none of these needs as long for a frame. */
const stallSeconds = 5;

type CorpusOptions = {
  onTried?: (tried: Tried) => void;
  /** Without the sandbox, to see that what gets out is noticed: for scenes that do no harm then. */
  trusted?: boolean;
};

/** `leftBehind`: what is still there of the scenes after the pool is closed, in words. */
export async function runCorpus(
  scenes: HostileScene[],
  { onTried, trusted = false }: CorpusOptions = {},
): Promise<{ tried: Tried[]; leftBehind: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "proofreel-hostile-"));
  const scratchDir = join(folder, "scratch");
  const bait = await layBait(join(folder, "own"), scratchDir);
  const pool = createRendererPool({ python: defaultPython, size: 1, scratchDir, stallSeconds, trusted });
  const range = { pool, bait, outputDir: join(folder, "clips") };
  const tried: Tried[] = [];
  try {
    await pool.warm();
    const honest = await honestHash(range);
    for (const scene of scenes) {
      const one = { scene, attempt: await attempt(scene, range, honest) };
      tried.push(one);
      onTried?.(one);
    }
  } finally {
    await pool.close();
    await bait.close();
  }
  const leftBehind = [
    ...(await readdir(scratchDir)).map((name) => `the folder ${name}`),
    ...descendants(process.pid)
      .slice(1)
      .map((pid) => `the process ${pid}`),
  ];
  await rm(folder, { recursive: true, force: true });
  return { tried, leftBehind };
}
