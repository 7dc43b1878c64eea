// kill -9 of a deployment under load, again and again, at moments that a seed chooses. KILLS=200 for a long run.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterEach, expect, it, vi } from "vitest";
import { Database } from "./database/database.ts";
import { seeded } from "./database/seeded.ts";
import { decodeTimestamp } from "./http/publicApi.ts";
import { startTestProcess, type TestProcess } from "./testProcess.ts";
import { fixtureFunctions } from "./testServer.ts";

const kills = Number(process.env["KILLS"] ?? 8);
const seed = Number(process.env["SEED"] ?? 1);
const record = makeFunctionReference<"mutation", { op: string }, number>("ledger:record");
const list = makeFunctionReference<"query", { channel: string }, string[]>("messages:list");
const count = makeFunctionReference<"query", { name: string }, number>("counters:get");
const uploadUrl = makeFunctionReference<"mutation", Record<string, never>, string>("runtime:uploadUrl");

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ended.splice(0).map((end) => end()));
});

async function timestamp(server: TestProcess): Promise<bigint> {
  const response = await fetch(`${server.url}/api/query_ts`, { method: "POST" });
  return decodeTimestamp(((await response.json()) as { ts: string }).ts);
}

/** Uploads until told to stop; answers the hashes whose storage was acknowledged. */
async function upload(url: string, goesOn: () => boolean): Promise<string[]> {
  const acknowledged: string[] = [];
  const client = new ConvexHttpClient(url, { logger: false });
  for (let n = 0; goesOn(); n++) {
    const bytes = Buffer.from(`file ${n} `.repeat(5_000));
    try {
      const response = await fetch(await client.mutation(uploadUrl, {}), { method: "POST", body: bytes });
      if (response.ok) acknowledged.push(createHash("sha256").update(bytes).digest("hex"));
    } catch {
      // The server is down: nothing was acknowledged.
      await wait(50);
    }
  }
  return acknowledged;
}

it(`[DUR1] ${kills} times kill -9 under load: nothing acknowledged is lost, nothing happens twice`, {
  timeout: 60_000 + kills * 8_000,
}, async () => {
  const random = seeded(seed);
  const server = await startTestProcess(fixtureFunctions);
  ended.push(() => server.dispose());
  const clients = Array.from({ length: 4 }, () => new ConvexClient(server.url, { logger: false }));
  ended.push(...clients.map((client) => () => client.close()));
  let running = true;
  const values: number[] = [];
  const recording = clients.map(async (client, index) => {
    const ops: string[] = [];
    while (running) {
      const op = `${index}.${ops.length}`;
      ops.push(op);
      values.push(await client.mutation(record, { op }));
    }
    return ops;
  });
  const uploading = upload(server.url, () => running);

  let seen = await timestamp(server);
  for (let kill = 0; kill < kills; kill++) {
    // Not before the clients are back, and then at any moment.
    const before = values.length;
    await vi.waitFor(() => expect(values.length).toBeGreaterThan(before + 4), { timeout: 40_000, interval: 5 });
    await wait(random() * 150);
    seen = await timestamp(server);
    await server.kill();
    await server.start();
    expect(await timestamp(server)).toBeGreaterThanOrEqual(seen);
  }
  running = false;
  const ops = (await Promise.all(recording)).flat().sort();
  const uploaded = await uploading;

  const reader = new ConvexHttpClient(server.url, { logger: false });
  await vi.waitFor(async () => expect((await reader.query(list, { channel: "echoes" })).sort()).toEqual(ops), 20_000);
  expect((await reader.query(list, { channel: "ops" })).sort()).toEqual(ops);
  expect(await reader.query(count, { name: "ops" })).toBe(ops.length);
  expect(values.sort((a, b) => a - b)).toEqual(ops.map((_, index) => index + 1));

  await server.kill("SIGTERM");
  const db = Database.open(join(server.dataDir, "convex.sqlite"));
  expect(db.integrityCheck()).toEqual([]);
  const storedRows = db.begin().count("_storage");
  db.close();
  const files = join(server.dataDir, "files");
  const kept = readdirSync(files, { withFileTypes: true }).filter((entry) => entry.isFile());
  const hashes = kept.map(({ name }) =>
    createHash("sha256")
      .update(readFileSync(join(files, name)))
      .digest("hex"),
  );
  expect(kept).toHaveLength(storedRows);
  expect(uploaded.length).toBeGreaterThan(0);
  expect(hashes).toEqual(expect.arrayContaining(uploaded));
});
