import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterEach, beforeEach, expect, it } from "vitest";
import { asAdmin, importInto, lines, upload } from "../snapshot/testSnapshots.ts";
import { adminKey, startTestServer, type TestServer } from "../testServer.ts";
import { checkFolder } from "./check.ts";
import { restore } from "./restore.ts";

let folder: string;
let server: TestServer;
let closed = false;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "keeping-"));
  server = await startTestServer({ dataDir: join(folder, "data") });
  closed = false;
});
afterEach(async () => {
  if (!closed) await server.close();
  rmSync(folder, { recursive: true });
});

const fn = (module: string, name: string) => (anyApi[module] as Record<string, never>)[name] as never;
const client = () => new ConvexHttpClient(server.url, { logger: false });
const send = (text: string) => client().mutation(fn("messages", "send"), { channel: "kept", text } as never);
const texts = () => client().query(fn("messages", "list"), { channel: "kept" } as never) as Promise<string[]>;
const backupFolder = () => join(folder, "backup");
const storedFiles = () => readdirSync(join(server.dataDir, "files")).filter((name) => name !== "arriving");

async function admin(path: string, body: object) {
  const headers = { Authorization: `Convex ${adminKey}`, "Content-Type": "application/json" };
  const response = await fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}
const backUp = () => admin("/api/embedded/backup", { folder: backupFolder() });

async function store(text: string): Promise<string> {
  const address = (await client().mutation(fn("runtime", "uploadUrl"))) as string;
  const { storageId } = await (await fetch(address, { method: "POST", body: text })).json();
  return (await client().query(fn("runtime", "fileUrl"), { storageId } as never)) as string;
}
async function stop() {
  await server.close();
  closed = true;
}
async function start(dataDir: string) {
  server = await startTestServer({ dataDir, push: false });
  closed = false;
}

it("[KEEP1] a backup made under load is whole: a prefix of what was written, with its files", async () => {
  const address = await store("bytes");
  let writing = true;
  let sent = 0;
  const load = (async () => {
    while (writing) await send(String(sent++));
  })();
  expect(await backUp()).toMatchObject({ status: 200, body: { files: 1, bytes: 5 } });
  writing = false;
  await load;
  await stop();
  expect(await checkFolder(backupFolder())).toEqual([]);
  expect(restore(backupFolder(), join(folder, "other"), { replace: false })).toBeNull();
  await start(join(folder, "other"));
  const kept = await texts();
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, n) => String(n)));
  expect(kept.length).toBeLessThanOrEqual(sent);
  const path = new URL(address).pathname;
  expect(await (await fetch(`${server.url}${path}`)).text()).toBe("bytes");
  await send("goes on");
});

it("[KEEP2] a restore moves what was there aside, and only when it is told to", async () => {
  await send("before");
  await backUp();
  await send("after");
  expect(() => restore(backupFolder(), server.dataDir, { replace: true })).toThrow("used by another process");
  await stop();
  expect(() => restore(backupFolder(), server.dataDir, { replace: false })).toThrow("holds a database already");
  const aside = restore(backupFolder(), server.dataDir, { replace: true });
  await start(server.dataDir);
  expect(await texts()).toEqual(["before"]);
  await stop();
  expect(await checkFolder(aside ?? "")).toEqual([]);
  await start(aside ?? "");
  expect(await texts()).toEqual(["before", "after"]);
});

it("[KEEP3] what is no backup, a damaged one, one of a newer format and a taken folder are refused; nothing changes", async () => {
  await send("stays");
  await backUp();
  expect(await backUp()).toMatchObject({ status: 400, body: { message: expect.stringContaining("is not empty") } });
  expect(await admin("/api/embedded/backup", { folder: "relative" })).toMatchObject({ status: 400 });
  await stop();
  const tries = () => restore(backupFolder(), server.dataDir, { replace: true });
  const description = join(backupFolder(), "backup.json");
  const whole = readFileSync(description, "utf8");
  rmSync(description);
  expect(tries).toThrow("is not a whole backup");
  writeFileSync(description, JSON.stringify({ ...JSON.parse(whole), format: 1_000 }));
  expect(tries).toThrow("which a newer version wrote");
  writeFileSync(description, whole);
  writeFileSync(join(backupFolder(), "convex.sqlite"), "not a database, but long enough to be looked at".repeat(100));
  expect(tries).toThrow("is damaged");
  await start(server.dataDir);
  expect(await texts()).toEqual(["stays"]);
});

it("[KEEP4] the check finds lost, changed and shortened files; a running deployment does it on demand", async () => {
  await store("the first");
  await store("the second");
  expect(await admin("/api/embedded/check", {})).toEqual({ status: 200, body: { problems: [] } });
  const [first = "", second = ""] = storedFiles();
  appendFileSync(join(server.dataDir, "files", first), "more");
  rmSync(join(server.dataDir, "files", second));
  const { problems } = (await admin("/api/embedded/check", {})).body;
  expect(problems).toHaveLength(2);
  expect(problems).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^The stored file \w+ has \d+ bytes instead of \d+\.$/),
      expect.stringMatching(/^The stored file \w+ is missing\.$/),
    ]),
  );
  await stop();
  expect(await checkFolder(server.dataDir)).toHaveLength(2);
});

it("[KEEP4] the check names what is damaged within the database", async () => {
  for (let n = 0; n < 300; n++) await send("much to read ".repeat(100));
  await stop();
  const path = join(server.dataDir, "convex.sqlite");
  const bytes = readFileSync(path);
  // Deep inside, where no start reads.
  const middle = Math.floor(bytes.length / 2 / 4096) * 4096;
  writeFileSync(path, bytes.fill(0x55, middle, middle + 4096));
  await start(server.dataDir);
  const damaged = [expect.stringMatching(/^The database is damaged: /)];
  expect((await admin("/api/embedded/check", {})).body.problems).toEqual(expect.arrayContaining(damaged));
  await stop();
  expect(await checkFolder(server.dataDir)).toEqual(expect.arrayContaining(damaged));
});

it("[KEEP5] calls are served while the check looks, and what they write is no problem to it", async () => {
  const body = Array.from({ length: 40 }, (_, n) => `word${n}`).join(" ");
  const rows = lines(...Array.from({ length: 4_000 }, () => ({ body })));
  await importInto(server, rows, { format: "jsonLines", tableName: "articles" });
  const started = performance.now();
  let over = false;
  const checked = admin("/api/embedded/check", {}).finally(() => {
    over = true;
  });
  let calls = 0;
  let longest = 0;
  for (let last = started; !over; last = performance.now()) {
    await send(`${calls++}`);
    longest = Math.max(longest, performance.now() - last);
  }
  expect(await checked).toEqual({ status: 200, body: { problems: [] } });
  expect(calls).toBeGreaterThan(5);
  expect(longest).toBeLessThan((performance.now() - started) / 2);
});

it("[KEEP5] a check in the middle of an import sees nothing of it, and no harm", async () => {
  const rows = lines(...Array.from({ length: 2_000 }, (_, n) => ({ body: `text ${n}` })));
  const { importId } = await upload(server, rows, { format: "jsonLines", tableName: "articles" });
  await asAdmin(server, "/api/perform_import", JSON.stringify({ importId }));
  expect((await admin("/api/embedded/check", {})).body).toEqual({ problems: [] });
  expect(readdirSync(join(server.dataDir, "checks"))).toEqual([]);
});
