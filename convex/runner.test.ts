// @vitest-environment edge-runtime
import { describe, expect, it } from "vitest";
import { ClaimAnswer } from "../shared/jobs.ts";
import type { ReportEvent } from "../shared/reports.ts";
import { api } from "./_generated/api.js";
import { clip, createBackend, master, plan, prompt, rendered, scripted, startedSession } from "./backend.testing.ts";

const heartbeat: ReportEvent = { type: "heartbeat" };
const published: ReportEvent = { type: "published", master: master("first") };
const failed: ReportEvent = { type: "jobFailed", failure: { code: "render_failed", message: "Line 3 is wrong." } };

describe("a claim", () => {
  it("gives the newest truth as attempt 1 and sets the session running", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await owner.mutation(api.videoSessions.create, { ...prompt, sceneCount: 4 });
    await backend.settle();
    expect(await backend.claim(jobId)).toEqual({
      outcome: "claimed",
      order: {
        ...{ jobId, sessionId, attempt: 1, kind: "generate", source: prompt.source, sceneCount: 4 },
        ...{ quality: "draft", voice: "espeak", language: "en", scenes: [], spentUsd: 0 },
      },
    });
    expect((await owner.query(api.videoSessions.get, { sessionId })).status).toBe("running");
  });

  it("before the acknowledgement was written down is as good, and is not sent again", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { jobId } = await owner.mutation(api.videoSessions.create, prompt);
    let early: unknown;
    backend.runner.answer = async () => {
      early = await backend.claim(jobId);
      return Response.json({}, { status: 202 });
    };
    await backend.settle();
    expect(early).toMatchObject({ outcome: "claimed", order: { attempt: 1 } });
    const job = await backend.job(jobId);
    expect(job.status).toBe("running");
    expect(job.nextSendAt).toBeUndefined();
  });

  it("again is a new attempt, with what the first one did", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { jobId } = await startedSession(backend, owner);
    await backend.report(jobId, 1, 4, ...rendered("intro"));
    const answer = await backend.claim(jobId);
    expect(answer.order).toMatchObject({
      ...{ attempt: 2, plan },
      scenes: [
        { key: "intro", status: "ready", revision: 1, clip: clip("intro1") },
        { key: "steps", status: "waiting" },
      ],
    });
    expect(answer.order.scenes[1].clip).toBeUndefined();
  });

  it("of a finished job has no work, and of an unknown one neither", async () => {
    const backend = createBackend();
    const { jobId, sessionId } = await startedSession(backend, backend.signIn("ada"));
    await backend.report(jobId, 1, 4, failed);
    expect(await backend.claim(jobId)).toEqual({ outcome: "finished" });
    expect(await backend.claim("abcdefgh12345678")).toEqual({ outcome: "unknown" });
    expect(await backend.claim(sessionId.toLowerCase())).toEqual({ outcome: "unknown" });
  });

  it("is answered in the form of the contract", async () => {
    const backend = createBackend();
    const { jobId } = await startedSession(backend, backend.signIn("ada"));
    await backend.report(jobId, 1, 4, ...rendered("intro"));
    const answer = await backend.claim(jobId);
    // The ids of convex-test hold the table's name with its capitals; those of a deployment are lower case.
    answer.order.sessionId = answer.order.sessionId.toLowerCase();
    expect(ClaimAnswer.parse(answer)).toEqual(answer);
  });
});

describe("reports", () => {
  it("move a session the whole way to ready", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await startedSession(backend, owner);
    await backend.report(jobId, 1, 4, { type: "stageStarted", stage: "compose" });
    expect((await owner.query(api.videoSessions.get, { sessionId })).stage).toBe("compose");
    await backend.report(jobId, 1, 5, ...rendered("intro"), ...rendered("steps"), published);
    const session = await owner.query(api.videoSessions.get, { sessionId });
    expect(session).toMatchObject({ status: "ready", title: plan.title, plan });
    expect(session.stage).toBeUndefined();
    expect(await owner.query(api.scenes.list, { sessionId })).toMatchObject([
      { status: "ready", progress: 1, durationMs: 2000, clipKey: clip("intro1").key },
      { status: "ready", progress: 1 },
    ]);
    expect(await backend.job(jobId)).toMatchObject({ status: "done", finishedAt: Date.now() });
  });

  it("make the session partial where a scene is a slate", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await startedSession(backend, owner);
    const failure = { code: "render_timeout", message: "An endless loop." } as const;
    const slate: ReportEvent = { type: "sceneRendered", sceneKey: "steps", revision: 1, clip: clip("slate"), failure };
    await backend.report(jobId, 1, 4, ...rendered("intro"), slate, published);
    expect((await owner.query(api.videoSessions.get, { sessionId })).status).toBe("partial");
    expect((await owner.query(api.scenes.list, { sessionId }))[1]).toMatchObject({ status: "slate", failure });
  });

  it("keep what is to be said of a scene's picture until there is another one", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await startedSession(backend, owner);
    const warnings = ["repaired, line 4: ShowCreation became Create"];
    const told = rendered("intro").map((event) => (event.type === "sceneRendered" ? { ...event, warnings } : event));
    await backend.report(jobId, 1, 4, ...told, ...rendered("steps"), published);
    const [scene] = await owner.query(api.scenes.list, { sessionId });
    expect(scene).toMatchObject({ status: "ready", warnings });
    await owner.mutation(api.scenes.edit, { sceneId: scene?._id ?? "", code: "other" });
    expect((await owner.query(api.scenes.list, { sessionId }))[0]?.warnings).toBeUndefined();
  });

  it("fail the session with the reason", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await startedSession(backend, owner);
    await backend.report(jobId, 1, 4, failed);
    expect(await owner.query(api.videoSessions.get, { sessionId })).toMatchObject({
      ...{ status: "failed", failure: { code: "render_failed", message: "Line 3 is wrong." } },
    });
  });

  it("are applied once, and usage is counted once", async () => {
    const backend = createBackend();
    const { jobId } = await startedSession(backend, backend.signIn("ada"));
    const usage: ReportEvent = { type: "usage", unit: "speechCharacters", quantity: 120 };
    expect(await backend.report(jobId, 1, 4, usage)).toEqual(["applied"]);
    expect(await backend.report(jobId, 1, 4, usage, heartbeat)).toEqual(["duplicate", "applied"]);
    const rows = await backend.t.run((ctx) => ctx.db.query("usage").collect());
    expect(rows).toMatchObject([{ jobId, attempt: 1, unit: "speechCharacters", quantity: 120 }]);
  });

  it("are applied in order only", async () => {
    const backend = createBackend();
    const { jobId } = await startedSession(backend, backend.signIn("ada"));
    expect(await backend.report(jobId, 1, 5, published)).toEqual(["outOfOrder"]);
    expect((await backend.job(jobId)).status).toBe("running");
    expect(await backend.report(jobId, 1, 4, heartbeat, published)).toEqual(["applied", "applied"]);
  });

  it("of an attempt that was overtaken are refused", async () => {
    const backend = createBackend();
    const { jobId } = await startedSession(backend, backend.signIn("ada"));
    await backend.claim(jobId);
    expect(await backend.report(jobId, 1, 4, published)).toEqual(["stale_attempt"]);
    expect(await backend.report(jobId, 3, 1, published)).toEqual(["stale_attempt"]);
    expect(await backend.report(jobId, 2, 1, heartbeat)).toEqual(["applied"]);
  });

  it("never move a finished job back", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await startedSession(backend, owner);
    expect(await backend.report(jobId, 1, 4, published, failed, heartbeat)).toEqual([
      ...["applied", "stale_attempt", "stale_attempt"],
    ]);
    expect(await backend.report(jobId, 1, 4, published)).toEqual(["duplicate"]);
    expect((await owner.query(api.videoSessions.get, { sessionId })).status).toBe("ready");
  });

  it("of several jobs in one batch are each judged by themselves", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const [one, two] = [await startedSession(backend, owner), await startedSession(backend, owner)];
    const reports = [
      { jobId: one.jobId, attempt: 1, seq: 4, event: published },
      { jobId: "nobody", attempt: 1, seq: 1, event: heartbeat },
      { jobId: two.jobId, attempt: 1, seq: 9, event: heartbeat },
    ];
    const answer = await (await backend.post("/runner/reports", { reports })).json();
    expect(answer.outcomes).toMatchObject([
      { jobId: one.jobId, seq: 4, outcome: "applied" },
      { jobId: "nobody", outcome: "unknown" },
      { jobId: two.jobId, outcome: "outOfOrder" },
    ]);
  });

  it("of progress write the scene only for a step of 0.05 or another stage", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { jobId, intro } = await startedSession(backend, owner);
    const shown: unknown[] = [];
    let seq = 4;
    for (const [stage, progress] of [
      ["narrate", 0],
      ["narrate", 0.04],
      ["narrate", 0.05],
      ["render", 0.06],
    ] as const) {
      await backend.report(jobId, 1, seq++, { type: "sceneProgress", sceneKey: "intro", revision: 1, stage, progress });
      const scene = await owner.query(api.scenes.get, { sceneId: intro._id });
      shown.push([scene.status, scene.stage, scene.progress]);
    }
    expect(shown).toEqual([
      ["running", "narrate", 0],
      ["running", "narrate", 0],
      ["running", "narrate", 0.05],
      ["running", "render", 0.06],
    ]);
  });

  it("of scenes that nobody planned have no effect", async () => {
    const backend = createBackend();
    const { jobId } = await startedSession(backend, backend.signIn("ada"));
    expect(await backend.report(jobId, 1, 4, scripted("nowhere"), ...rendered("nowhere"))).toEqual([
      ...["applied", "applied", "applied"],
    ]);
  });
});
