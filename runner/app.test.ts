import { once } from "node:events";
import { stat, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PipelineError } from "../shared/failures.ts";
import { mediaExpiry, signMediaAddress } from "../shared/mediaAddress.ts";
import { sign } from "../shared/signing.ts";
import { createApp } from "./app.ts";
import { openAccounts } from "./issuer/accounts.ts";
import { openTokens } from "./issuer/tokens.ts";
import { silentLog, temporaryFolder } from "./jobs/testRunner.ts";
import { createAcceptWebhook } from "./queue/acceptWebhook.ts";
import { openSeenWebhooks } from "./queue/seenWebhooks.ts";
import { createDiskStorage } from "./storage/diskStorage.ts";

const secret = "a-secret-for-tests-only";
const issuer = "http://runner.example";
const now = () => Math.floor(Date.now() / 1000);

describe("the runner over HTTP", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: Server;
  let url: string;
  let queued: string[];
  let queueAway: boolean;
  let ok: boolean;
  const open: { end(): void }[] = [];
  let put: (content: string, extension: string) => Promise<string>;

  beforeEach(async () => {
    folder = await temporaryFolder();
    queued = [];
    queueAway = false;
    ok = true;
    const storage = await createDiskStorage(join(folder.path, "storage"));
    const accounts = openAccounts(join(folder.path, "accounts.sqlite"));
    const seen = openSeenWebhooks(join(folder.path, "webhooks.sqlite"));
    open.push(accounts, seen);
    const queue = {
      async add(id: string) {
        if (queueAway) throw new PipelineError("queue_unavailable");
        queued.push(id);
      },
    };
    const app = createApp({
      secrets: [secret],
      log: silentLog,
      storage,
      accounts,
      tokens: await openTokens({ path: join(folder.path, "issuerKey.json"), issuer }),
      accept: createAcceptWebhook({ queue, seen }),
      checks: { redis: async () => ({ ok, essential: true }) },
    });
    server = app.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    put = async (content, extension) => {
      await writeFile(join(folder.path, "file"), content);
      return (await storage.put(join(folder.path, "file"), extension)).key;
    };
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    for (const part of open.splice(0)) part.end();
    await folder[Symbol.asyncDispose]();
  });

  const job = { projectId: "project00001", sessionId: "session00001", jobId: "job00000001", timestamp: now() };
  const generate = { ...job, kind: "generate", source: { kind: "prompt", prompt: "Differentiate x^2" } };
  const send = async (
    body: unknown,
    { id = "job00000001-1", at = now(), by = secret, altered = "", path = "/jobs/generate" } = {},
  ) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const headers = await sign([by], id, at, text);
    const response = await fetch(`${url}${path}`, { method: "POST", headers, body: text + altered });
    return { status: response.status, body: await response.json() };
  };

  it("queues a signed webhook once: 202 first, 200 ever after", async () => {
    expect(await send(generate)).toEqual({ status: 202, body: { jobId: job.jobId, queued: true } });
    const again = await Promise.all([send(generate), send(generate)]);
    for (const answer of again) expect(answer).toEqual({ status: 200, body: { jobId: job.jobId, duplicate: true } });
    expect(queued).toEqual(["job00000001-1"]);
  });

  it("queues a webhook once that comes ten times at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(generate)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(queued).toHaveLength(1);
  });

  it("takes an edit", async () => {
    const change = { kind: "narration", narration: "Anew." };
    const edit = { ...job, kind: "edit", sceneId: "scene0000001", revision: 2, change };
    expect((await send(edit, { path: "/jobs/edit" })).status).toBe(202);
  });

  it.each([
    ["a wrong signature", {}, { by: "another-secret-entirely" }, 401, "bad_signature"],
    ["an altered body", {}, { altered: " " }, 401, "bad_signature"],
    ["an old timestamp", {}, { at: now() - 310 }, 401, "timestamp_out_of_range"],
    ["a timestamp ahead", {}, { at: now() + 310 }, 401, "timestamp_out_of_range"],
    ["broken JSON", "{", {}, 400, "invalid_request"],
    ["an unknown kind", { ...generate, kind: "dance" }, {}, 400, "invalid_request"],
    ["an empty prompt", { ...generate, source: { kind: "prompt", prompt: " " } }, {}, 400, "invalid_prompt"],
    [
      "a long prompt",
      { ...generate, source: { kind: "prompt", prompt: "x".repeat(20_000) } },
      {},
      400,
      "invalid_prompt",
    ],
    ["a flat lesson", { ...generate, source: { kind: "lesson", markdown: "text" } }, {}, 400, "invalid_lesson"],
    ["an id with a colon", generate, { id: "a:b" }, 400, "invalid_request"],
    ["more than 1 MiB", "x".repeat(1024 * 1024 + 1), {}, 413, "too_large"],
  ])("refuses %s", async (_what, body, options, status, code) => {
    expect(await send(body, options)).toMatchObject({ status, body: { code } });
    expect(queued).toEqual([]);
  });

  it("takes a timestamp 299 seconds off", async () => {
    expect((await send(generate, { at: now() - 299 })).status).toBe(202);
  });

  it("answers 503 while Redis is away, and takes the same webhook afterwards", async () => {
    queueAway = true;
    expect(await send(generate)).toMatchObject({ status: 503, body: { code: "queue_unavailable" } });
    queueAway = false;
    expect((await send(generate)).status).toBe(202);
  });

  it("says 404 in a sentence where there is nothing", async () => {
    const response = await fetch(`${url}/nothing`);
    expect([response.status, await response.json()]).toMatchObject([404, { code: "not_found" }]);
  });

  it("says in its health which part is away", async () => {
    expect((await fetch(`${url}/health`)).status).toBe(200);
    ok = false;
    const response = await fetch(`${url}/health`);
    expect([response.status, await response.json()]).toMatchObject([503, { parts: { redis: { ok: false } } }]);
  });

  const address = async (key: string) => signMediaAddress(secret, url, key, mediaExpiry(Date.now()));

  it("serves a file whole, in ranges, by HEAD and not again", async () => {
    const at = await address(await put("0123456789", "mp4"));
    const whole = await fetch(at);
    expect(await whole.text()).toBe("0123456789");
    expect(whole.headers.get("content-type")).toBe("video/mp4");
    expect(whole.headers.get("access-control-allow-origin")).toBe("*");
    const ranges = { "bytes=2-4": "234", "bytes=7-": "789", "bytes=-3": "789", "bytes=8-99": "89" };
    for (const [range, content] of Object.entries(ranges)) {
      const response = await fetch(at, { headers: { range } });
      expect([response.status, await response.text()]).toEqual([206, content]);
    }
    const outside = await fetch(at, { headers: { range: "bytes=10-" } });
    expect([outside.status, outside.headers.get("content-range")]).toEqual([416, "bytes */10"]);
    const head = await fetch(at, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "10"]);
    const etag = whole.headers.get("etag") ?? "";
    expect((await fetch(at, { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await fetch(at, { headers: { range: "bytes=0-1", "if-range": '"other"' } })).status).toBe(200);
  });

  it("keeps files from who has no address, an altered or an expired one", async () => {
    const key = await put("secret", "mp4");
    const expired = await signMediaAddress(secret, url, key, now() - 1);
    const at = await address(key);
    for (const wrong of [`${url}/media/${key}`, expired, at.replace(/expires=\d+/, `expires=${now() + 9}`)])
      expect((await fetch(wrong)).status).toBe(403);
    expect((await fetch(await address(`${"0".repeat(64)}.mp4`))).status).toBe(404);
  });

  const post = (path: string, body: unknown) =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  it("signs up and in with a token that its JWKS confirms", async () => {
    const account = { email: "Ada@Example.org", password: "correct horse" };
    expect((await post("/auth/sign-up", account)).status).toBe(201);
    const { token } = (await (await post("/auth/sign-in", account)).json()) as { token: string };
    const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(token, keys, { issuer, audience: "convex", algorithms: ["ES256"] });
    expect(payload).toMatchObject({ email: "ada@example.org", name: "ada" });
    expect(JSON.stringify(await (await fetch(`${url}/.well-known/jwks.json`)).json())).not.toContain('"d"');
    expect((await stat(join(folder.path, "issuerKey.json"))).mode & 0o777).toBe(0o600);
  });

  it("refuses a taken address, a wrong password, a weak one, and endless guessing", async () => {
    const account = { email: "ada@example.org", password: "correct horse" };
    await post("/auth/sign-up", account);
    expect((await post("/auth/sign-up", account)).status).toBe(409);
    expect((await post("/auth/sign-up", { email: "bob@example.org", password: "short" })).status).toBe(400);
    const wrong = { ...account, password: "wrong horse" };
    expect((await post("/auth/sign-in", wrong)).status).toBe(401);
    const guesses = await Promise.all(Array.from({ length: 10 }, () => post("/auth/sign-in", wrong)));
    expect(guesses.some(({ status }) => status === 429)).toBe(true);
  });
});
