// @vitest-environment edge-runtime
import { describe, expect, it, vi } from "vitest";
import { verify } from "../shared/signing.ts";
import { api, internal } from "./_generated/api.js";
import { type Backend, createBackend, prompt, type Received, secret } from "./backend.testing.ts";
import { sendLimit } from "./transitions.ts";

const signed = ({ headers }: Received) => ({
  id: headers.get("x-webhook-id") ?? undefined,
  timestamp: headers.get("x-webhook-timestamp") ?? undefined,
  signature: headers.get("x-webhook-signature") ?? undefined,
});

const start = async (backend: Backend) => await backend.signIn("ada").mutation(api.videoSessions.create, prompt);

const refuseWith = (backend: Backend, status: number, body: unknown = {}) => {
  backend.runner.answer = () => Response.json(body, { status });
};

describe("a webhook", () => {
  it("is sent by the mutation that inserts the job, signed, and acknowledged by a 2xx", async () => {
    const backend = createBackend();
    const { sessionId, jobId } = await start(backend);
    await backend.settle();
    const [webhook] = backend.received;
    if (!webhook) throw new Error("Nothing was sent.");
    expect(webhook.path).toBe("/jobs/generate");
    expect(JSON.parse(webhook.body)).toMatchObject({
      ...{ kind: "generate", sessionId, jobId, source: prompt.source, timestamp: Math.floor(Date.now() / 1000) },
    });
    expect(signed(webhook).id).toBe(`${jobId}-1`);
    expect(await verify([secret], signed(webhook), webhook.body, Date.now() / 1000)).toBeNull();
    const job = await backend.job(jobId);
    expect(job).toMatchObject({ status: "sent", delivery: 1, heardAt: Date.now() });
    expect(job.nextSendAt).toBeUndefined();
  });

  it("carries a signature of each secret while one is rotated", async () => {
    const backend = createBackend();
    vi.stubEnv("WEBHOOK_SECRET", "new secret, old secret");
    await start(backend);
    await backend.settle();
    const [webhook] = backend.received;
    if (!webhook) throw new Error("Nothing was sent.");
    for (const known of ["new secret", "old secret"])
      expect(await verify([known], signed(webhook), webhook.body, Date.now() / 1000)).toBeNull();
  });

  it.each([401, 404, 409, 429, 500, 503])(
    "that is answered with %i is sent again under the same id, later each time",
    async (status) => {
      const backend = createBackend();
      refuseWith(backend, status);
      const { jobId } = await start(backend);
      await backend.settle();
      expect(await backend.job(jobId)).toMatchObject({ status: "queued", sends: 1 });
      await backend.advance(999);
      expect(backend.received).toHaveLength(1);
      await backend.advance(1);
      expect(backend.received).toHaveLength(2);
      await backend.advance(1_999);
      expect(backend.received).toHaveLength(2);
      backend.runner.answer = () => Response.json({}, { status: 202 });
      await backend.advance(1);
      expect(backend.received.map((webhook) => signed(webhook).id)).toEqual(Array(3).fill(`${jobId}-1`));
      expect(await backend.job(jobId)).toMatchObject({ status: "sent", sends: 0 });
    },
  );

  it("is sent again where no runner can be reached", async () => {
    const backend = createBackend();
    vi.spyOn(console, "warn").mockReturnValue();
    backend.runner.answer = () => Promise.reject(new TypeError("fetch failed"));
    const { jobId } = await start(backend);
    await backend.settle();
    expect(await backend.job(jobId)).toMatchObject({ status: "queued", sends: 1 });
  });

  it.each([400, 413, 422])("that is refused with %i fails the job with the runner's reason", async (status) => {
    const backend = createBackend();
    refuseWith(backend, status, { code: "unsupported_prompt", message: "Not that." });
    const { sessionId, jobId } = await start(backend);
    await backend.settle();
    expect(await backend.job(jobId)).toMatchObject({ status: "failed" });
    const session = await backend.signIn("ada").query(api.videoSessions.get, { sessionId });
    expect(session).toMatchObject({ status: "failed", failure: { code: "unsupported_prompt", message: "Not that." } });
  });

  it("that is refused without a reason fails the job with invalid_request", async () => {
    const backend = createBackend();
    refuseWith(backend, 400, "nonsense");
    const { jobId } = await start(backend);
    await backend.settle();
    expect(await backend.job(jobId)).toMatchObject({ status: "failed", failure: { code: "invalid_request" } });
  });

  it("that nobody takes in the end fails the job with backend_unavailable", async () => {
    const backend = createBackend();
    refuseWith(backend, 503);
    const { jobId } = await start(backend);
    await backend.settle();
    for (let send = 1; send < sendLimit; send++) await backend.advance(60_000);
    expect(backend.received).toHaveLength(sendLimit);
    expect(await backend.job(jobId)).toMatchObject({ status: "failed", failure: { code: "backend_unavailable" } });
  });

  it("of a job that was canceled meanwhile is not sent", async () => {
    const backend = createBackend();
    const { sessionId } = await start(backend);
    await backend.signIn("ada").mutation(api.videoSessions.cancel, { sessionId });
    await backend.settle();
    expect(backend.received).toEqual([]);
  });
});

describe("the outbox sweep", () => {
  it("sends what died between the commit and the webhook, once it is due", async () => {
    const backend = createBackend();
    const { jobId } = await start(backend);
    // The scheduled send is lost with its process.
    await backend.t.run(async (ctx) => {
      for (const lost of await ctx.db.system.query("_scheduled_functions").collect())
        await ctx.scheduler.cancel(lost._id);
    });
    await backend.t.mutation(internal.webhooks.sweep, {});
    await backend.settle();
    expect(backend.received).toEqual([]);
    await backend.advance(30_000);
    await backend.t.mutation(internal.webhooks.sweep, {});
    await backend.settle();
    expect(backend.received.map((webhook) => signed(webhook).id)).toEqual([`${jobId}-1`]);
    expect((await backend.job(jobId)).status).toBe("sent");
  });

  it("leaves alone what waits for an earlier job of its session, and what is acknowledged", async () => {
    const backend = createBackend();
    await start(backend);
    await backend.settle();
    await backend.advance(3_600_000);
    await backend.t.mutation(internal.webhooks.sweep, {});
    await backend.settle();
    expect(backend.received).toHaveLength(1);
  });
});
