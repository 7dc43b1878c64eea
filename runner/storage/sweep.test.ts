import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { silentLog, temporaryFolder } from "../jobs/testRunner.ts";
import { createConvexSite } from "../report/convexSite.ts";
import { type Outbox, openOutbox } from "../report/outbox.ts";
import { startTestSite, type TestSite, testSecret } from "../report/testSite.ts";
import { createDiskStorage } from "./diskStorage.ts";
import type { Storage } from "./storage.ts";
import { openSweep, type Sweep } from "./sweep.ts";

const hour = 60 * 60 * 1000;
const keepMs = 48 * hour;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let site: TestSite;
let storage: Storage;
let outbox: Outbox;
let sweep: Sweep;
let now: number;

beforeEach(async () => {
  folder = await temporaryFolder();
  site = await startTestSite();
  storage = await createDiskStorage(join(folder.path, "storage"));
  outbox = openOutbox(join(folder.path, "outbox.sqlite"));
  const asked = createConvexSite({ url: site.url, secrets: [testSecret] });
  now = Date.now();
  const path = join(folder.path, "sweep.sqlite");
  sweep = openSweep({ storage, site: asked, outbox, path, log: silentLog, keepMs, now: () => now });
});
afterEach(async () => {
  sweep.end();
  outbox.end();
  await site.close();
  await folder[Symbol.asyncDispose]();
});

async function put(content: string): Promise<string> {
  const path = join(folder.path, "content");
  await writeFile(path, content);
  return (await storage.put(path, "mp4")).key;
}

async function sweepAfter(ms: number): Promise<number> {
  now += ms;
  return await sweep.run();
}

it("deletes a file that nobody has wanted for two days, and keeps a wanted one", async () => {
  const [orphan, kept] = [await put("orphan"), await put("kept")];
  site.wanted.add(kept);
  expect(await sweepAfter(0)).toBe(0);
  expect(await sweepAfter(keepMs - hour)).toBe(0);
  expect(await sweepAfter(2 * hour)).toBe(1);
  expect([await storage.has(orphan), await storage.has(kept)]).toEqual([false, true]);
});

it("counts from the moment at which the last row was gone, however old the file is", async () => {
  const key = await put("a video");
  site.wanted.add(key);
  await sweepAfter(30 * keepMs);
  site.wanted.delete(key);
  expect(await sweepAfter(hour)).toBe(0);
  expect(await sweepAfter(keepMs - hour)).toBe(0);
  expect(await sweepAfter(2 * hour)).toBe(1);
});

it("begins to count anew where the file was wanted again in between", async () => {
  const key = await put("a clip");
  await sweepAfter(0);
  site.wanted.add(key);
  await sweepAfter(keepMs - hour);
  site.wanted.delete(key);
  expect(await sweepAfter(2 * hour)).toBe(0);
  expect(await sweepAfter(keepMs + hour)).toBe(1);
});

it("keeps what a job has taken up again a moment ago, though it has been unwanted for long", async () => {
  const key = await put("a clip");
  now = Date.now() - 3 * keepMs;
  await sweep.run();
  now = Date.now();
  expect(await storage.renew(key)).toBe(true);
  expect(await sweep.run()).toBe(0);
  expect(await sweepAfter(keepMs + hour)).toBe(1);
});

it("keeps a file whose report still waits for Convex, however long", async () => {
  const key = await put("a narration");
  const narration = { key, bytes: 11, inputsHash: "x", durationMs: 1, voice: "espeak", words: [] };
  const attempt = { jobId: "job00000001", attempt: 1 };
  outbox.append(attempt, { type: "sceneNarrated", sceneKey: "intro", revision: 1, narration });
  await sweepAfter(0);
  expect(await sweepAfter(30 * keepMs)).toBe(0);
  outbox.close(attempt);
  await sweepAfter(0);
  expect(await sweepAfter(keepMs + hour)).toBe(1);
});

it("deletes nothing while Convex is away, by the word of another database, or of one that is empty", async () => {
  const key = await put("a video");
  await sweepAfter(0);
  now += 30 * keepMs;
  site.down = true;
  await expect(sweep.run()).rejects.toMatchObject({ failure: { code: "backend_unavailable" } });
  site.down = false;
  for (const deployment of ["another", null]) {
    site.deployment = deployment;
    expect(await sweep.run()).toBe(0);
  }
  expect(await storage.has(key)).toBe(true);
  site.deployment = "first";
  expect(await sweep.run()).toBe(1);
});

it("asks for any number of files, a hundred at a time", async () => {
  const keys = [];
  for (let count = 0; count < 230; count++) keys.push(await put(`file ${count}`));
  for (const key of keys.slice(0, 115)) site.wanted.add(key);
  await sweepAfter(0);
  expect(await sweepAfter(keepMs + hour)).toBe(115);
  expect((await Array.fromAsync(storage.keys())).sort()).toEqual(keys.slice(0, 115).sort());
});
