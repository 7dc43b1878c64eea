// kill -9 in the middle of imports, at moments that a seed chooses. IMPORT_KILLS=50 for a long run.
import { setTimeout as wait } from "node:timers/promises";
import { ConvexHttpClient } from "convex/browser";
import { afterEach, expect, it } from "vitest";
import { Database } from "../database/database.ts";
import { seeded } from "../database/seeded.ts";
import { databasePath } from "../keeping/dataFolder.ts";
import { startTestProcess, type TestProcess } from "../testProcess.ts";
import { fixtureFunctions, fn } from "../testServer.ts";
import { asAdmin, documents, importInto, lines, type State, upload, zipOf } from "./testSnapshots.ts";

const kills = Number(process.env["IMPORT_KILLS"] ?? 3);
const random = seeded(Number(process.env["SEED"] ?? 1));

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ended.splice(0).map((end) => end()));
});

/** Both tables of one import: they come together or not at all. */
const archive = (channel: string) =>
  zipOf({
    "messages/documents.jsonl": lines(...texts.map((text) => ({ channel, text }))),
    "articles/documents.jsonl": lines(...texts.map((text) => ({ body: `${channel} ${text}`, meaning: [1, 2] }))),
  });
const texts = Array.from({ length: 1_500 }, (_, n) => `text ${n}`);

/** Goes on until the server is gone; answers how many were acknowledged. */
async function count(client: ConvexHttpClient): Promise<number> {
  for (let acknowledged = 0; ; acknowledged++) {
    try {
      await client.mutation(fn("counters", "add_"), { name: "beside", by: 1 } as never);
    } catch {
      return acknowledged;
    }
  }
}

async function lastState(server: TestProcess): Promise<State | undefined> {
  return (await documents(server, "_snapshot_imports")).at(-1)?.["state"] as State | undefined;
}

it(`[SNAP11] ${kills} times kill -9 while an import is being written: all of it or nothing, as its state says`, {
  timeout: 60_000 + kills * 15_000,
}, async () => {
  const server = await startTestProcess(fixtureFunctions);
  ended.push(() => server.dispose());
  const client = new ConvexHttpClient(server.url, { logger: false });
  const list = (channel: string) => client.query(fn("messages", "list"), { channel } as never) as Promise<string[]>;
  const begun = performance.now();
  await importInto(server, await archive("start"), { format: "zip", mode: "replace" });
  const duration = performance.now() - begun;
  let present = ["start"];
  let acknowledged = 0;
  for (let kill = 0; kill < kills; kill++) {
    const channel = `round ${kill}`;
    const mode = random() < 0.5 ? "append" : "replace";
    const { importId } = await upload(server, await archive(channel), { format: "zip", mode });
    const counting = count(client);
    await asAdmin(server, "/api/perform_import", JSON.stringify({ importId }));
    await wait(random() * duration);
    await server.kill();
    acknowledged += await counting;
    await server.start();
    const state = await lastState(server);
    expect(["completed", "failed"]).toContain(state?.state);
    const before = present;
    if (state?.state === "completed") present = mode === "append" ? [...present, channel] : [channel];
    else expect(state?.error_message).toContain("Nothing was imported");
    for (const name of [...before, channel]) {
      expect((await list(name)).sort()).toEqual(present.includes(name) ? texts.toSorted() : []);
    }
    expect(await client.query(fn("counters", "get"), { name: "beside" } as never)).toBeGreaterThanOrEqual(acknowledged);
  }
  await server.kill();
  const db = Database.open(databasePath(server.dataDir));
  expect([...db.integrityCheck(), ...db.searchProblems()]).toEqual([]);
  expect(db.begin().count("articles")).toBe(present.length * texts.length);
  db.close();
});
