// @vitest-environment edge-runtime
import { describe, expect, it } from "vitest";
import { api, internal } from "./_generated/api.js";
import {
  type Backend,
  createBackend,
  finishedSession,
  master,
  prompt,
  rendered,
  startedSession,
} from "./backend.testing.ts";
import { attemptLimit } from "./transitions.ts";

async function reconcileAfter(backend: Backend, ms: number) {
  await backend.advance(ms);
  await backend.t.mutation(internal.reconciler.reconcile, {});
  await backend.settle();
}

const ids = (backend: Backend) => backend.received.map(({ headers }) => headers.get("x-webhook-id"));

describe("the reconciler", () => {
  it("delivers anew, under a new id, what was acknowledged and never claimed", async () => {
    const backend = createBackend();
    const { jobId } = await backend.signIn("ada").mutation(api.videoSessions.create, prompt);
    await backend.settle();
    await reconcileAfter(backend, 59_999);
    expect(ids(backend)).toEqual([`${jobId}-1`]);
    await reconcileAfter(backend, 1);
    expect(ids(backend)).toEqual([`${jobId}-1`, `${jobId}-2`]);
    expect(await backend.job(jobId)).toMatchObject({ status: "sent", attempt: 0, delivery: 2 });
  });

  it("is patient with what just stands in a long queue, and never fails it", async () => {
    const backend = createBackend();
    const { jobId } = await backend.signIn("ada").mutation(api.videoSessions.create, prompt);
    await backend.settle();
    for (let minute = 0; minute < 60; minute++) await reconcileAfter(backend, 60_000);
    expect(await backend.job(jobId)).toMatchObject({ status: "sent", attempt: 0 });
    expect(backend.received.length).toBeLessThan(20);
  });

  it("delivers anew what runs and has not been heard of for 60 seconds; a heartbeat puts it off", async () => {
    const backend = createBackend();
    const { jobId } = await startedSession(backend, backend.signIn("ada"));
    await backend.advance(50_000);
    await backend.report(jobId, 1, 4, { type: "heartbeat" });
    await reconcileAfter(backend, 50_000);
    expect((await backend.job(jobId)).status).toBe("running");
    await reconcileAfter(backend, 10_000);
    expect(await backend.job(jobId)).toMatchObject({ status: "sent", delivery: 2, attempt: 1 });
    expect((await backend.claim(jobId)).order.attempt).toBe(2);
    expect(await backend.report(jobId, 1, 5, { type: "heartbeat" })).toEqual(["stale_attempt"]);
  });

  it("lets an attempt that was only out of reach go on until another has claimed", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await startedSession(backend, owner);
    await reconcileAfter(backend, 60_000);
    const published = { type: "published", master: master("first") } as const;
    expect(await backend.report(jobId, 1, 4, ...rendered("intro"), published)).toEqual([
      "applied",
      "applied",
      "applied",
    ]);
    expect((await owner.query(api.videoSessions.get, { sessionId })).status).toBe("ready");
    expect(await backend.claim(jobId)).toEqual({ outcome: "finished" });
  });

  it("gives up after 5 lost attempts with internal", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await startedSession(backend, owner);
    for (let attempt = 2; attempt <= attemptLimit; attempt++) {
      await reconcileAfter(backend, 60_000);
      expect((await backend.claim(jobId)).order.attempt).toBe(attempt);
    }
    await reconcileAfter(backend, 60_000);
    expect(await backend.job(jobId)).toMatchObject({ status: "failed", failure: { code: "internal" } });
    expect((await owner.query(api.videoSessions.get, { sessionId })).status).toBe("failed");
  });

  it("leaves finished jobs alone", async () => {
    const backend = createBackend();
    await finishedSession(backend, backend.signIn("ada"));
    await reconcileAfter(backend, 3_600_000);
    expect(backend.received).toHaveLength(1);
  });
});
