// @vitest-environment edge-runtime
import { describe, expect, it } from "vitest";
import { api, internal } from "./_generated/api.js";
import { type Backend, createBackend, finishedSession, prompt, rendered, startedSession } from "./backend.testing.ts";

const day = 24 * 60 * 60 * 1000;

async function sweep(backend: Backend) {
  await backend.t.mutation(internal.retention.sweep, {});
  for (let round = 0; round < 20; round++) await backend.settle();
}

describe("retention", () => {
  it("finishes deleting a removed session whose deletion was interrupted", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId } = await finishedSession(backend, owner);
    const kept = await owner.mutation(api.videoSessions.create, prompt);
    await backend.t.run((ctx) => ctx.db.patch(sessionId, { removedAt: Date.now() }));
    await sweep(backend);
    const left = await backend.t.run(async (ctx) => ({
      sessions: (await ctx.db.query("videoSessions").collect()).map(({ _id }) => _id),
      scenes: await ctx.db.query("scenes").collect(),
      artifacts: await ctx.db.query("artifacts").collect(),
    }));
    expect(left).toEqual({ sessions: [kept.sessionId], scenes: [], artifacts: [] });
  });

  it("keeps the newest 50 revisions of a scene, and the artifacts that they use", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { jobId, intro } = await startedSession(backend, owner);
    await backend.report(jobId, 1, 4, ...rendered("intro"));
    const { narrationId, clipId } = await backend.t.run(async (ctx) => {
      const scene = await ctx.db.get(intro._id);
      if (!scene) throw new Error("The scene is gone.");
      const { _id: sceneId, sessionId } = scene;
      for (let revision = 2; revision <= 60; revision++)
        await ctx.db.insert("sceneRevisions", { sceneId, sessionId, revision, cause: "narration", narration: "n" });
      const old = await ctx.db.insert("artifacts", {
        sceneId,
        sessionId,
        made: { kind: "clip", clip: { key: "x", bytes: 1, inputsHash: "x", durationMs: 1, frames: 1 } },
      });
      const third = await ctx.db
        .query("sceneRevisions")
        .withIndex("by_scene", (q) => q.eq("sceneId", sceneId).eq("revision", 3))
        .unique();
      if (third) await ctx.db.patch(third._id, { clipId: old });
      await ctx.db.patch(sceneId, { revision: 60 });
      return scene;
    });
    await sweep(backend);
    const rows = await backend.t.run((ctx) =>
      ctx.db
        .query("sceneRevisions")
        .withIndex("by_scene", (q) => q.eq("sceneId", intro._id))
        .collect(),
    );
    expect([rows.length, rows[0]?.revision, rows.at(-1)?.revision]).toEqual([50, 11, 60]);
    const artifacts = await backend.t.run((ctx) => ctx.db.query("artifacts").collect());
    expect(artifacts.map(({ _id }) => _id)).toEqual([narrationId, clipId]);
    expect(await owner.query(api.scenes.history, { sceneId: intro._id })).toHaveLength(50);
  });

  it("deletes jobs 30 days after their end, not before, and never unfinished ones", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId } = await finishedSession(backend, owner);
    const unfinished = await owner.mutation(api.videoSessions.create, prompt);
    await backend.advance(30 * day);
    await sweep(backend);
    expect(await owner.query(api.jobs.bySession, { sessionId })).toHaveLength(1);
    await backend.advance(1);
    await sweep(backend);
    expect(await owner.query(api.jobs.bySession, { sessionId })).toEqual([]);
    expect(await owner.query(api.jobs.bySession, { sessionId: unfinished.sessionId })).toHaveLength(1);
    expect((await owner.query(api.videoSessions.get, { sessionId })).master).toBeDefined();
  });
});
