import { expect, it } from "vitest";
import { servedFixture } from "../testServer.ts";

const { query, mutation } = servedFixture();

it("[FN18] contexts are used again; time and randomness are each run's own", async () => {
  const runs = [];
  for (let n = 0; n < 4; n++) runs.push((await query("reusing", "frozen")) as { uuid: string; calls: number });
  expect(runs.map(({ calls }) => calls)).toEqual([1, 2, 3, 4]);
  expect(runs).toEqual(runs.map(() => expect.objectContaining({ moved: 0, sane: true })));
  expect(new Set(runs.map(({ uuid }) => uuid)).size).toBe(4);
});

it("[FN18] other modules get a fresh context for each run", async () => {
  for (let n = 0; n < 3; n++) expect(await query("runtime", "frozen")).toMatchObject({ calls: 1 });
});

it("[FN18] a run beside another, or one that did not end, has a context of its own", async () => {
  // Waits for the event loop, so that all of these run at once.
  const texts = Array.from({ length: 8 }, (_, n) => `text ${n}`);
  const digests = await Promise.all(texts.map((text) => query("reusing", "digest", { text })));
  expect(new Set(digests.map((digest) => Buffer.from(digest as ArrayBuffer).toString("hex"))).size).toBe(8);
  const calls = async () => ((await query("reusing", "frozen")) as { calls: number }).calls;
  // The first of them to end leaves its context, which may be a new one.
  const kept = await calls();
  expect(await calls()).toBe(kept + 1);
  await expect(query("reusing", "waitForever")).rejects.toThrow(/Returned promise will never resolve/);
  expect(await calls()).toBe(1);
  await expect(query("reusing", "spin")).rejects.toThrow(/timed out/);
  expect(await calls()).toBe(1);
});

it("[FN18] a failure, and a nested function that fails, leave nothing to the next run", async () => {
  await mutation("reusing", "addTwiceOnceFailing", { name: "again" });
  await mutation("reusing", "addTwiceOnceFailing", { name: "again" });
  expect(await query("reusing", "get", { name: "again" })).toBe(4);
  await expect(mutation("reusing", "refuse", { channel: "again" })).rejects.toMatchObject({
    data: { code: "refused", at: 7n },
  });
  expect(await query("reusing", "list", { channel: "again" })).toEqual([]);
});
