import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openClipCache } from "./clipCache.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofreel-clips-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const hashes = ["a", "b", "c"].map((letter) => letter.repeat(64));
const [first = "", second = "", lineage = ""] = hashes;
const parts = [{ pieces: ["0".repeat(32)], frames: 3 }];
const clip = { kind: "mp4" as const, durationMs: 100, frames: 3, warnings: [], notes: {} };

test("a scene's clip of before is the one that was kept last, whole and with its parts, or there is none", async () => {
  const clips = join(folder, "clips");
  const cache = openClipCache(clips);
  const source = join(folder, "source");
  const target = join(folder, "target");
  expect(await cache.fetchBefore(lineage, target)).toBeNull();
  for (const [hash, content] of [
    [first, "one"],
    [second, "other"],
  ] as const) {
    await writeFile(source, content);
    await cache.keep(hash, source, { ...clip, parts }, lineage);
  }
  expect(await cache.fetchBefore(lineage, target)).toEqual({ path: target, parts });
  expect(await readFile(target, "utf8")).toBe("other");
  expect(await cache.fetchBefore(first, target)).toBeNull();

  await writeFile(join(clips, `${second}.mp4`), "OTHER");
  expect(await cache.fetchBefore(lineage, target)).toBeNull();
  await cache.keep(first, source, clip, lineage);
  expect(await cache.fetchBefore(lineage, target)).toBeNull();
});

test("what names a scene's last clip goes with that clip when room is short", async () => {
  const clips = join(folder, "small");
  const source = join(folder, "source");
  await writeFile(source, "ten bytes.");
  await openClipCache(clips).keep(first, source, { ...clip, parts }, lineage);
  await openClipCache(clips, 1).keep(second, source, clip);
  await openClipCache(clips, 1).keep(second, source, clip);
  expect((await readdir(clips)).filter((name) => name.endsWith(".last"))).toEqual([]);
});
