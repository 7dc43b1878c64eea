// The sweep against the running stack: the real functions say what is wanted, of the files that a real job has stored.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { madeVideo, startTestStack, type TestStack } from "../../cli/testStack.ts";
import { api } from "../../convex/_generated/api.js";
import { silentLog } from "../jobs/testRunner.ts";
import { createConvexSite } from "../report/convexSite.ts";
import { createDiskStorage } from "./diskStorage.ts";
import { openSweep } from "./sweep.ts";

let stack: TestStack;
let folder: string;
beforeAll(async () => {
  stack = await startTestStack();
  folder = await mkdtemp(join(tmpdir(), "proofreel-sweep-"));
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

test("of a video nothing is swept away while it is there, and everything once it is removed", async () => {
  const made = madeVideo(await stack.proofreel("make", "Solve 2x + 3 = 7", "--quality", "draft", "--json"));
  const storage = await createDiskStorage(join(stack.home.data, "storage"));
  const keys = async () => (await Array.fromAsync(storage.keys())).sort();
  const ofVideo = await keys();
  expect(ofVideo.length).toBeGreaterThanOrEqual(2 * made.scenes.length + 3);
  await writeFile(join(folder, "orphan"), "made by a job that was canceled");
  const orphan = await storage.put(join(folder, "orphan"), "wav");

  const site = createConvexSite({ url: stack.state().siteUrl, secrets: [stack.webhookSecret()] });
  const outbox = { names: () => false };
  const path = join(folder, "sweep.sqlite");
  // Files count as unused from the next moment on, and the clock has gone on a little by then.
  const sweep = openSweep({ storage, site, outbox, path, log: silentLog, keepMs: -60_000 });
  try {
    expect(await sweep.run()).toBe(1);
    expect(await storage.has(orphan.key)).toBe(false);
    expect(await keys()).toEqual(ofVideo);

    const client = await stack.client();
    await client.mutation(api.videoSessions.remove, { sessionId: made.sessionId });
    await expect.poll(async () => (await site.wanted({ keys: ofVideo.slice(0, 100) })).wanted).toEqual([]);
    expect(await sweep.run()).toBe(ofVideo.length);
    expect(await keys()).toEqual([]);
  } finally {
    sweep.end();
  }
});
