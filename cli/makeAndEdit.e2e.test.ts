import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../convex/_generated/api.js";
import { run } from "../runner/process/run.ts";
import type { Session } from "./session/follow.ts";
import { madeVideo, startTestStack, type TestStack } from "./testStack.ts";

const prompt = "Differentiate x^2 * sin(x) and explain each step";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

type Probe = { streams: { codec_type: string; codec_name: string; duration: string }[]; chapters: unknown[] };

async function probe(video: string): Promise<Probe> {
  const show = ["-v", "error", "-show_streams", "-show_chapters", "-of", "json", video];
  return JSON.parse((await run("ffprobe", show, { timeoutMs: 20_000 })).stdout);
}

async function decodes(video: string): Promise<void> {
  const { stderr } = await run("ffmpeg", ["-v", "error", "-xerror", "-i", video, "-f", "null", "-"], {
    timeoutMs: 60_000,
  });
  expect(stderr).toBe("");
}

/** What a subscriber is told of the newest session, each status once. */
async function watcher() {
  const client = await stack.client();
  const statuses: string[] = [];
  const stages: string[] = [];
  let last: Session | undefined;
  const progress = new Map<string, number[]>();
  let followed = false;
  client.onUpdate(api.videoSessions.list, { paginationOpts: { numItems: 1, cursor: null } }, ({ page }) => {
    const [newest] = page;
    if (!newest) return;
    if (statuses.at(-1) !== newest.status) statuses.push(newest.status);
    if (newest.stage && stages.at(-1) !== newest.stage) stages.push(newest.stage);
    if (followed) return;
    followed = true;
    client.onUpdate(api.videoSessions.get, { sessionId: newest._id }, (session) => {
      last = session;
    });
    client.onUpdate(api.scenes.list, { sessionId: newest._id }, (scenes) => {
      for (const scene of scenes) progress.set(scene.key, [...(progress.get(scene.key) ?? []), scene.progress]);
    });
  });
  return { statuses, stages, progress, last: () => last };
}

test("a question becomes a video while two subscribers watch, and an edit renders one scene alone", async () => {
  const watchers = await Promise.all([watcher(), watcher()]);
  const said = await stack.proofreel("make", prompt, "--quality", "draft", "--json");
  expect(said).toMatchObject({ exitCode: 0 });
  const made = madeVideo(said);
  expect(made.status).toBe("ready");
  expect(made.scenes.length).toBeGreaterThanOrEqual(4);
  expect(made.durationMs).toBeGreaterThanOrEqual(20_000);

  const { streams, chapters } = await probe(made.video);
  const video = streams.find(({ codec_type }) => codec_type === "video");
  const audio = streams.find(({ codec_type }) => codec_type === "audio");
  expect([video?.codec_name, audio?.codec_name]).toEqual(["h264", "aac"]);
  expect(streams.filter(({ codec_type }) => codec_type === "subtitle")).toHaveLength(1);
  expect(Math.abs(Number(video?.duration) - Number(audio?.duration))).toBeLessThanOrEqual(1 / 15);
  expect(chapters).toHaveLength(made.scenes.length);
  await decodes(made.video);

  const [left, right] = watchers;
  await expect.poll(() => [left.last()?.status, right.last()?.status]).toEqual(["ready", "ready"]);
  for (const { statuses, progress } of watchers) {
    expect(statuses).toEqual(["queued", "running", "ready"]);
    expect([...progress.keys()].sort()).toEqual(made.scenes.map(({ key }) => key).sort());
    for (const seen of progress.values()) expect(seen.at(-1)).toBe(1);
  }
  expect(left.last()).toEqual(right.last());
  expect(left.last()?.master?.chapters).toHaveLength(made.scenes.length);

  const narration = "Two factors, so we use the product rule.";
  const edit = await stack.proofreel("edit", made.sessionId, "--scene", "2", "--narration", narration, "--json");
  expect(edit).toMatchObject({ exitCode: 0 });
  const edited = madeVideo(edit);
  expect(edited.sessionId).toBe(made.sessionId);
  for (const [index, scene] of made.scenes.entries()) {
    const after = edited.scenes[index];
    if (index === 1) {
      expect(after?.revision).toBe(scene.revision + 1);
      expect(after?.narrationKey).not.toBe(scene.narrationKey);
      expect(after?.clipKey).not.toBe(scene.clipKey);
    } else expect(after).toEqual(scene);
  }
  expect(edited.durationMs).not.toBe(made.durationMs);
  await decodes(edited.video);

  // A wish that nobody understands changes nothing.
  const wish = await stack.proofreel("edit", made.sessionId, "--scene", "2", "make the formula sing");
  expect(wish).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("Without a model key I understand") });
  const { stdout } = await stack.proofreel("show", made.sessionId, "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    status: "ready",
    models: [],
    scenes: { 1: { revision: 2, status: "ready" } },
  });

  const wished = await stack.proofreel("edit", made.sessionId, "--scene", "2", "bigger text", "--json");
  expect(wished, wished.stderr).toMatchObject({ exitCode: 0 });
  const bigger = madeVideo(wished);
  expect(bigger.scenes[1]).toMatchObject({ revision: 3, narrationKey: edited.scenes[1]?.narrationKey });
  expect(bigger.scenes[1]?.clipKey).not.toBe(edited.scenes[1]?.clipKey);
  expect(bigger.scenes[0]).toEqual(edited.scenes[0]);

  const jobs = await (await stack.client()).query(api.jobs.bySession, { sessionId: made.sessionId });
  expect(jobs.map(({ kind, status, attempt }) => [kind, status, attempt])).toEqual([
    ["edit", "done", 1],
    ["edit", "failed", 1],
    ["edit", "done", 1],
    ["generate", "done", 1],
  ]);
});
