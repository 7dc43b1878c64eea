import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Database } from "../../embedded/database/database.ts";
import { startServer } from "../../embedded/server.ts";
import { Files } from "../../embedded/storage/files.ts";
import { type Home, homeOf } from "../stack/home.ts";
import { convexDataDir } from "../stack/parts.ts";
import { markOf } from "../stack/processes.ts";
import { type StackState, writeState } from "../stack/state.ts";
import { dataFinding } from "./dataCheck.ts";

let home: Home;
beforeEach(() => {
  home = homeOf({ PROOFREEL_HOME: mkdtempSync(join(tmpdir(), "doctor-")) });
});
afterEach(() => rmSync(home.dir, { recursive: true }));

test("there is no data before the first start, and none here when Convex is elsewhere", async () => {
  expect(await dataFinding(home, {})).toMatchObject({ ok: true, found: "none yet" });
  const environment = { CONVEX_URL: "https://else.convex.test" };
  expect(await dataFinding(home, environment)).toMatchObject({ ok: true, found: "kept at https://else.convex.test" });
});

test("sound data is said to be; lost files and a damaged database are named, running and stopped", async () => {
  mkdirSync(convexDataDir(home), { recursive: true });
  const file = await storeFile();
  expect(await dataFinding(home, {})).toMatchObject({ ok: true, found: "sound" });
  const server = await deployment();
  running({ convexUrl: server.url });
  expect(await dataFinding(home, {})).toMatchObject({ ok: true, found: "sound" });
  rmSync(file);
  const lost = { ok: false, found: expect.stringMatching(/^The stored file \w+ is missing\.$/) };
  expect(await dataFinding(home, {})).toMatchObject(lost);
  await server.close();
  expect(await dataFinding(home, {})).toMatchObject({ ok: false, found: expect.stringContaining("does not answer") });
  rmSync(home.stateFile);
  expect(await dataFinding(home, {})).toMatchObject(lost);
  writeFileSync(join(convexDataDir(home), "convex.sqlite"), "not a database, but long enough".repeat(200));
  expect(await dataFinding(home, {})).toMatchObject({ ok: false, found: expect.stringContaining("is damaged") });
});

test("a check that takes longer than it may is said to be unfinished", async () => {
  await (await deployment()).close();
  expect(await dataFinding(home, {}, 1)).toMatchObject({ ok: true, found: expect.stringMatching(/^not finished/) });
  const silent = createServer(() => undefined).listen(0);
  running({ convexUrl: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` });
  expect(await dataFinding(home, {}, 20)).toMatchObject({ ok: true, found: expect.stringMatching(/^not finished/) });
  silent.closeAllConnections();
  silent.close();
});

async function deployment() {
  const dataDir = convexDataDir(home);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, "adminKey"), "test|key");
  return startServer({ dataDir, adminKey: "test|key", port: 0, sitePort: 0 });
}

function running({ convexUrl }: Pick<StackState, "convexUrl">): void {
  const mark = markOf(process.pid);
  if (!mark) throw new Error("This process has no mark.");
  const convex = { name: "convex", process: mark, restarts: 0, port: 1, logFile: "" };
  const urls = { convexUrl, siteUrl: "", runnerUrl: "", redisUrl: "" };
  writeState(home, { phase: "ready", supervisor: mark, startedAt: 0, parts: [convex], ...urls });
}

/** Answers where its bytes are. */
async function storeFile(): Promise<string> {
  const directory = join(convexDataDir(home), "files");
  const db = Database.open(join(convexDataDir(home), "convex.sqlite"));
  await new Files(db, { directory, origin: () => "" }).store(new Blob(["bytes"]));
  db.close();
  return join(directory, readdirSync(directory).find((name) => name !== "arriving") ?? "");
}
