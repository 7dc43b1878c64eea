// @vitest-environment edge-runtime
import { describe, expect, it, vi } from "vitest";
import { sign } from "../shared/signing.ts";
import { type Backend, createBackend, secret, startedSession } from "./backend.testing.ts";

const claim = { jobId: "abcdefgh12345678", runner: "runner-1" };

const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;

/** The answer to a claim that is signed in some other way than it should be. */
async function signedBy(backend: Backend, secrets: string[], timestamp: number, signedText = JSON.stringify(claim)) {
  const headers = await sign(secrets, "an-id", timestamp, signedText);
  return await backend.post("/runner/claim", claim, { headers });
}

describe.each(["/runner/claim", "/runner/reports"])("POST %s", (path) => {
  it("refuses a body without a signature with 401 bad_signature", async () => {
    const backend = createBackend();
    const answer = await backend.t.fetch(path, { method: "POST", body: JSON.stringify(claim) });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      code: "bad_signature",
      message: expect.stringContaining("WEBHOOK_SECRET"),
    });
  });

  it("refuses broken JSON and an unknown form with 400, once the signature fits", async () => {
    const backend = createBackend();
    const text = "{broken";
    const headers = await sign([secret], "an-id", seconds(0), text);
    const broken = await backend.post(path, {}, { headers, text });
    expect([broken.status, (await broken.json()).code]).toEqual([400, "invalid_request"]);
    const unknown = await backend.post(path, { jobs: [] });
    expect([unknown.status, (await unknown.json()).code]).toEqual([400, "invalid_request"]);
  });

  it("refuses more than 1 MiB with 413, whatever its length is said to be", async () => {
    const backend = createBackend();
    const answer = await backend.post(path, { text: "é".repeat(530_000) });
    expect([answer.status, (await answer.json()).code]).toEqual([413, "too_large"]);
  });
});

describe("a signature", () => {
  it("of another secret, or of another body, is refused", async () => {
    const backend = createBackend();
    expect((await signedBy(backend, ["another secret"], seconds(0))).status).toBe(401);
    expect((await signedBy(backend, [secret], seconds(0), '{"jobId":"another"}')).status).toBe(401);
  });

  it("passes 299 seconds from now, and not 301", async () => {
    const backend = createBackend();
    for (const offset of [299, -299]) expect((await signedBy(backend, [secret], seconds(offset))).status).toBe(200);
    for (const offset of [301, -301]) {
      const answer = await signedBy(backend, [secret], seconds(offset));
      expect([answer.status, (await answer.json()).code]).toEqual([401, "timestamp_out_of_range"]);
    }
  });

  it("of either secret passes while one is rotated", async () => {
    const backend = createBackend();
    vi.stubEnv("WEBHOOK_SECRET", `newer,${secret}`);
    expect((await signedBy(backend, [secret], seconds(0))).status).toBe(200);
    expect((await signedBy(backend, ["newer"], seconds(0))).status).toBe(200);
  });

  it("is never enough where the deployment has no secret", async () => {
    const backend = createBackend();
    vi.stubEnv("WEBHOOK_SECRET", "");
    expect((await signedBy(backend, [""], seconds(0)).catch(() => ({ status: 401 }))).status).toBe(401);
    expect((await signedBy(backend, ["x"], seconds(0))).status).toBe(401);
  });
});

it("a batch replayed as it was has no effect", async () => {
  const backend = createBackend();
  const { jobId } = await startedSession(backend, backend.signIn("ada"));
  const usage = { type: "usage", unit: "renderSeconds", quantity: 3 } as const;
  for (let delivery = 0; delivery < 10; delivery++) await backend.report(jobId, 1, 4, usage);
  expect(await backend.t.run((ctx) => ctx.db.query("usage").collect())).toHaveLength(1);
});
