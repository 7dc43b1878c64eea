import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { execa } from "execa";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Database } from "./database/database.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "start-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const databaseIn = (dataDir: string) => join(dataDir, "convex.sqlite");

/** Starts what will not start; answers how it ended. */
async function start(...options: string[]) {
  const main = join(import.meta.dirname, "main.ts");
  const { exitCode, all } = await execa(process.execPath, [main, "--port", "0", "--site-port", "0", ...options], {
    all: true,
    reject: false,
    timeout: 15_000,
  });
  return { exitCode, said: all.trim() };
}

function contents(dataDir: string): string[] {
  return readdirSync(dataDir)
    .filter((name) => name !== "adminKey")
    .map(
      (name) =>
        `${name} ${createHash("sha256")
          .update(readFileSync(join(dataDir, name)))
          .digest("hex")}`,
    );
}

function someData(): void {
  const db = Database.open(databaseIn(folder));
  const tx = db.begin();
  tx.insert("kept", { n: 1 });
  db.commit(tx);
  db.close();
}

it("[START1] a port that is in use is one sentence, and the data is left alone", async () => {
  const other = await new Promise<Server>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
  });
  const { port } = other.address() as { port: number };
  expect(await start("--data-dir", folder, "--port", String(port))).toEqual({
    exitCode: 1,
    said: `Port ${port} is in use: stop what uses it, or take another one with --port and --site-port.`,
  });
  other.close();
});

it("[START2] a data folder that another process uses is one sentence", async () => {
  const db = Database.open(databaseIn(folder));
  const ended = await start("--data-dir", folder);
  expect(ended).toEqual({
    exitCode: 1,
    said: `The deployment could not start: The database ${databaseIn(folder)} is used by another process: stop that one first.`,
  });
  db.close();
});

it("[START3] a damaged database is one sentence that says what to do; it is not touched", async () => {
  writeFileSync(databaseIn(folder), "this was a database once ".repeat(400));
  const before = contents(folder);
  const { exitCode, said } = await start("--data-dir", folder);
  expect(exitCode).toBe(1);
  expect(said).toMatch(/^The deployment could not start: The database .* is damaged \(.*\): restore a backup, .*\.$/);
  expect(contents(folder)).toEqual(before);
});

it("[START7] after an unclean end damage deep in the database is one sentence; it is not touched", async () => {
  let db = Database.open(databaseIn(folder));
  const tx = db.begin();
  for (let n = 0; n < 300; n++) tx.insert("kept", { n, text: "much to read ".repeat(100) });
  db.commit(tx);
  db.close();
  db = Database.open(databaseIn(folder));
  db.setSetting("last", "before the end");
  const crashed = join(folder, "crashed");
  mkdirSync(crashed);
  for (const file of ["", "-wal"]) copyFileSync(`${databaseIn(folder)}${file}`, `${databaseIn(crashed)}${file}`);
  db.close();
  const sound = readFileSync(databaseIn(crashed));
  const middle = Math.floor(sound.length / 2 / 4096) * 4096;
  writeFileSync(databaseIn(crashed), Buffer.from(sound).fill(0x55, middle, middle + 4096));
  const kept = () => contents(crashed).filter((line) => !line.startsWith("convex.sqlite-shm"));
  const before = kept();
  const { exitCode, said } = await start("--data-dir", crashed);
  expect(exitCode).toBe(1);
  expect(said).toMatch(/^The deployment could not start: The database .* is damaged \(.*\): restore a backup, .*\.$/);
  expect(kept()).toEqual(before);
  writeFileSync(databaseIn(crashed), sound);
  const again = Database.open(databaseIn(crashed));
  expect(again.setting("last")).toBe("before the end");
  again.close();
});

it("[START4] data of a newer format is one sentence; it is not touched", async () => {
  someData();
  const sqlite = new DatabaseSync(databaseIn(folder));
  sqlite.exec("PRAGMA user_version = 1000");
  sqlite.close();
  const before = contents(folder);
  const { exitCode, said } = await start("--data-dir", folder);
  expect(exitCode).toBe(1);
  expect(said).toMatch(
    /has format 1000, which a newer version wrote; .* Start the newer version: nothing was changed\.$/,
  );
  expect(contents(folder)).toEqual(before);
});

it("[START5] data of an older format is brought up to date and keeps what it holds", () => {
  someData();
  const sqlite = new DatabaseSync(databaseIn(folder));
  for (const table of ["vectors", "postings", "search_entries", "search_indexes"]) {
    sqlite.exec(`DROP TABLE IF EXISTS ${table}`);
  }
  sqlite.exec(`
    DROP TABLE session_results;
    CREATE TABLE results (key TEXT PRIMARY KEY, ts INTEGER NOT NULL, result TEXT NOT NULL);
    INSERT INTO results VALUES ('a:0', 10, 'first'), ('b:0', 20, 'other'), ('a:1', 30, 'second');
    PRAGMA user_version = 0`);
  sqlite.close();
  const db = Database.open(databaseIn(folder));
  const [first, second] = [
    { request: 0, resultJson: "first", ts: 10n },
    { request: 1, resultJson: "second", ts: 30n },
  ];
  expect(db.results.get({ session: "a", request: 0 })).toEqual(first);
  expect(db.results.after(0n, "a")).toEqual([first, second]);
  expect(db.results.after(10n, "a")).toEqual([second]);
  expect(db.results.get({ session: "b", request: 1 })).toBeNull();
  expect(db.begin().count("kept")).toBe(1);
  expect([...db.integrityCheck(), ...db.searchProblems()]).toEqual([]);
  db.close();
});

it("[START6] wrong options, a data folder that can't be made and functions that fail are a sentence each", async () => {
  expect(await start("--port", "notone", "--data-dir", folder)).toMatchObject({
    exitCode: 2,
    said: expect.stringContaining("notone is not a port."),
  });
  expect(await start()).toMatchObject({ exitCode: 2, said: expect.stringMatching(/^Usage: /) });
  writeFileSync(join(folder, "file"), "");
  expect(await start("--data-dir", join(folder, "file/below"))).toMatchObject({
    exitCode: 1,
    said: expect.stringMatching(/^The data folder .* can't be made: ENOTDIR[^\n]*$/),
  });
  mkdirSync(join(folder, "functions"));
  writeFileSync(join(folder, "functions/broken.ts"), 'export const x = 1;\nthrow new Error("at import");\n');
  const failed = await start("--data-dir", join(folder, "data"), "--functions", join(folder, "functions"));
  expect(failed.exitCode).toBe(1);
  expect(failed.said).toContain("Uncaught Error: at import\n    at ../functions/broken.ts:2:7");
});
