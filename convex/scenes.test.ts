// @vitest-environment edge-runtime
import { describe, expect, it } from "vitest";
import { api } from "./_generated/api.js";
import {
  clip,
  createBackend,
  finishedSession,
  master,
  narration,
  plan,
  prompt,
  rendered,
  startedSession,
} from "./backend.testing.ts";

describe("scenes.edit", () => {
  it("stores the new revision at once and sends a job for that scene alone", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, intro, steps } = await finishedSession(backend, owner);
    const { jobId } = await owner.mutation(api.scenes.edit, {
      sceneId: steps._id,
      narration: "Now with [[curve]] cues.",
    });
    await backend.settle();
    expect(await owner.query(api.scenes.get, { sceneId: steps._id })).toMatchObject({
      ...{ revision: 2, status: "waiting", progress: 0, narration: "Now with [[curve]] cues.", code: "code of steps" },
    });
    expect(JSON.parse(backend.received[1]?.body ?? "")).toMatchObject({
      ...{ kind: "edit", jobId, sessionId, sceneId: steps._id, revision: 2 },
      change: { kind: "narration", narration: "Now with [[curve]] cues." },
    });
    expect(backend.received[1]?.path).toBe("/jobs/edit");

    const { order } = await backend.claim(jobId);
    expect(order).toMatchObject({
      ...{ kind: "edit", attempt: 1, plan: { answer: plan.answer } },
      scenes: [
        { key: "intro", revision: 1, status: "ready", clip: clip("intro1"), spoken: narration("intro1") },
        { key: "steps", revision: 2, status: "waiting", clip: clip("steps1"), narration: "Now with [[curve]] cues." },
      ],
    });
    await backend.report(jobId, 1, 1, ...rendered("steps", 2), { type: "published", master: master("second") });
    const session = await owner.query(api.videoSessions.get, { sessionId });
    expect(session.status).toBe("ready");
    const after = await owner.query(api.scenes.list, { sessionId });
    expect(after.map(({ clipKey }) => clipKey)).toEqual([clip("intro1").key, clip("steps2").key]);
    expect(intro.clipKey).toBeUndefined();
  });

  it("of code keeps the narration", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { intro } = await finishedSession(backend, owner);
    await owner.mutation(api.scenes.edit, { sceneId: intro._id, code: "new code" });
    await backend.settle();
    expect(JSON.parse(backend.received[1]?.body ?? "").change).toEqual({ kind: "code", code: "new code" });
    expect(await owner.query(api.scenes.get, { sceneId: intro._id })).toMatchObject({
      ...{ narration: "Narration of intro", code: "new code" },
    });
  });

  it("keeps the former video playable until the new one is published", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, intro } = await finishedSession(backend, owner);
    const before = (await owner.query(api.videoSessions.get, { sessionId })).master?.videoUrl;
    const { jobId } = await owner.mutation(api.scenes.edit, { sceneId: intro._id, narration: "New" });
    await backend.settle();
    await backend.claim(jobId);
    const during = await owner.query(api.videoSessions.get, { sessionId });
    expect(during).toMatchObject({ status: "running", master: { videoUrl: before } });
    await backend.report(jobId, 1, 1, { type: "jobFailed", failure: { code: "compose_failed", message: "No." } });
    const after = await owner.query(api.videoSessions.get, { sessionId });
    expect(after).toMatchObject({ status: "ready", master: { videoUrl: before } });
    expect((await owner.query(api.jobs.bySession, { sessionId }))[0]).toMatchObject({
      ...{ status: "failed", failure: { code: "compose_failed" } },
    });
  });

  it("during a render waits for its turn, and the render's reports of the older revision have no effect", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId, intro } = await startedSession(backend, owner);
    const edited = await owner.mutation(api.scenes.edit, { sceneId: intro._id, narration: "Mine" });
    await backend.settle();
    expect(backend.received).toHaveLength(1);
    expect(await backend.claim(edited.jobId)).toEqual({ outcome: "unknown" });

    const late = rendered("intro", 1);
    const outcomes = await backend.report(jobId, 1, 4, ...late, ...rendered("steps", 1));
    expect(outcomes).toEqual(["applied", "applied", "applied", "applied"]);
    const overtaken = await owner.query(api.scenes.get, { sceneId: intro._id });
    expect(overtaken).toMatchObject({ revision: 2, status: "waiting", narration: "Mine" });
    expect(overtaken.clipKey).toBeUndefined();

    await backend.report(jobId, 1, 8, { type: "published", master: master("first") });
    const between = await owner.query(api.videoSessions.get, { sessionId });
    expect(between).toMatchObject({ status: "queued", master: { durationMs: 4000 } });
    await backend.settle();
    expect(backend.received.map(({ path }) => path)).toEqual(["/jobs/generate", "/jobs/edit"]);
    expect((await backend.claim(edited.jobId)).order.scenes[0]).toMatchObject({ revision: 2, narration: "Mine" });
    await backend.report(edited.jobId, 1, 1, ...rendered("intro", 2), { type: "published", master: master("second") });
    expect((await owner.query(api.videoSessions.get, { sessionId })).status).toBe("ready");
    expect((await owner.query(api.scenes.get, { sceneId: intro._id })).clipKey).toBe(clip("intro2").key);
  });

  it("is refused with conflict before the scene is written", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await owner.mutation(api.videoSessions.create, prompt);
    await backend.settle();
    await backend.claim(jobId);
    await backend.report(jobId, 1, 1, { type: "planned", plan });
    const [intro] = await owner.query(api.scenes.list, { sessionId });
    await expect(
      owner.mutation(api.scenes.edit, { sceneId: intro?._id ?? "", narration: "Mine" }),
    ).rejects.toMatchObject({ data: { code: "conflict" } });
  });

  it.each([{}, { narration: " " }, { narration: "x".repeat(10_001) }, { code: "" }, { code: "a\u0000" }])(
    "refuses %j",
    async (change) => {
      const backend = createBackend();
      const owner = backend.signIn("ada");
      const { intro } = await finishedSession(backend, owner);
      const cut = Object.fromEntries(Object.entries(change));
      await expect(owner.mutation(api.scenes.edit, { sceneId: intro._id, ...cut })).rejects.toMatchObject({
        data: { code: "invalid_request" },
      });
    },
  );
});

describe("scenes.reorder", () => {
  it("moves a scene, numbers all of them anew and renders none again", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, steps } = await finishedSession(backend, owner);
    const { jobId } = await owner.mutation(api.scenes.reorder, { sceneId: steps._id, position: 0 });
    await backend.settle();
    const scenes = await owner.query(api.scenes.list, { sessionId });
    expect(scenes.map(({ key, position, status }) => [key, position, status])).toEqual([
      ["steps", 0, "ready"],
      ["intro", 1, "ready"],
    ]);
    const { order } = await backend.claim(jobId);
    expect(order.scenes.map(({ key }: { key: string }) => key)).toEqual(["steps", "intro"]);
    expect(order.plan.scenes.map(({ key }: { key: string }) => key)).toEqual(["steps", "intro"]);
  });

  it.each([-1, 2, 0.5, Number.NaN])("refuses the position %s", async (position) => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { steps } = await finishedSession(backend, owner);
    await expect(owner.mutation(api.scenes.reorder, { sceneId: steps._id, position })).rejects.toMatchObject({
      data: { code: "invalid_request" },
    });
  });
});

describe("scenes.remove", () => {
  it("takes the scene out at once, and the next order is without it", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, intro, steps } = await finishedSession(backend, owner);
    const { jobId } = await owner.mutation(api.scenes.remove, { sceneId: intro._id });
    await backend.settle();
    await backend.settle();
    await backend.settle();
    expect(await owner.query(api.scenes.list, { sessionId })).toMatchObject([{ _id: steps._id, position: 0 }]);
    const { order } = await backend.claim(jobId);
    expect([order.scenes.length, order.plan.scenes.length]).toEqual([1, 1]);
    const left = await backend.t.run((ctx) =>
      ctx.db
        .query("sceneRevisions")
        .withIndex("by_scene", (q) => q.eq("sceneId", intro._id))
        .collect(),
    );
    expect(left).toEqual([]);
  });

  it("is not undone by reports of a running attempt that still knows the scene", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId, intro } = await startedSession(backend, owner);
    await owner.mutation(api.scenes.remove, { sceneId: intro._id });
    const outcomes = await backend.report(jobId, 1, 4, { type: "planned", plan }, ...rendered("intro"));
    expect(outcomes).toEqual(["applied", "applied", "applied"]);
    expect((await owner.query(api.scenes.list, { sessionId })).map(({ key }) => key)).toEqual(["steps"]);
  });

  it("refuses to take out the last scene", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { intro, steps } = await finishedSession(backend, owner);
    await owner.mutation(api.scenes.remove, { sceneId: intro._id });
    await expect(owner.mutation(api.scenes.remove, { sceneId: steps._id })).rejects.toMatchObject({
      data: { code: "invalid_request" },
    });
  });
});

describe("scenes.history and scenes.revert", () => {
  it("show every revision, and make an old one the newest with its sound and picture", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { intro } = await finishedSession(backend, owner);
    const edit = await owner.mutation(api.scenes.edit, { sceneId: intro._id, narration: "Second" });
    await backend.settle();
    await backend.claim(edit.jobId);
    await backend.report(edit.jobId, 1, 1, ...rendered("intro", 2), { type: "published", master: master("second") });

    const { jobId } = await owner.mutation(api.scenes.revert, { sceneId: intro._id, revision: 1 });
    await backend.settle();
    const history = await owner.query(api.scenes.history, { sceneId: intro._id });
    expect(history.map(({ revision, cause, narration: text }) => [revision, cause, text])).toEqual([
      [3, "revert", "Narration of intro"],
      [2, "narration", "Second"],
      [1, "written", "Narration of intro"],
    ]);
    const { order } = await backend.claim(jobId);
    expect(order.scenes[0]).toMatchObject({ revision: 3, clip: clip("intro1"), spoken: narration("intro1") });
  });

  it("refuse a revision that is none", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { intro } = await finishedSession(backend, owner);
    await expect(owner.mutation(api.scenes.revert, { sceneId: intro._id, revision: 7 })).rejects.toMatchObject({
      data: { code: "not_found" },
    });
  });
});
