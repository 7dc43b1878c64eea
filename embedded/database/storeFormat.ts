// The format of the SQLite file and its version. Opening brings an older file up to date, step by step, and leaves a newer one
// alone: only the version that wrote it knows what is in it.
import { existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { searchTables } from "./search/tables.ts";

const firstFormat = `
CREATE TABLE IF NOT EXISTS documents (
  seq INTEGER PRIMARY KEY, table_number INTEGER NOT NULL, id TEXT NOT NULL, ts INTEGER NOT NULL,
  value TEXT, -- null: deleted
  prev_seq INTEGER -- the version this one replaces
);
CREATE UNIQUE INDEX IF NOT EXISTS documents_by_id ON documents (id, ts);
CREATE INDEX IF NOT EXISTS documents_by_table ON documents (table_number);
CREATE TABLE IF NOT EXISTS index_entries (
  index_id INTEGER NOT NULL, key BLOB NOT NULL, ts INTEGER NOT NULL,
  seq INTEGER, -- null: nothing under this key since ts
  PRIMARY KEY (index_id, key, ts)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tables (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS index_definitions (
  index_id INTEGER PRIMARY KEY AUTOINCREMENT, table_number INTEGER NOT NULL, name TEXT NOT NULL, fields TEXT NOT NULL,
  UNIQUE (table_number, name)
);
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, ts INTEGER NOT NULL, result TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS results_by_ts ON results (ts);
`;

/** Step n makes format n of format n − 1. A step that was released is never changed: what is new is a further one. */
const steps: ((sqlite: DatabaseSync) => void)[] = [
  (sqlite) => sqlite.exec(firstFormat),
  (sqlite) => sqlite.exec(searchTables),
  separateIdNumbers,
  appendResults,
];

/** What the ids of a table begin with may change; what its rows are stored under (`number`) does not. */
function separateIdNumbers(sqlite: DatabaseSync): void {
  const columns = sqlite.prepare("SELECT name FROM pragma_table_info('tables')").all();
  if (columns.some((column) => column["name"] === "id_number")) return;
  sqlite.exec("ALTER TABLE tables ADD COLUMN id_number INTEGER; UPDATE tables SET id_number = number");
}

/** What is kept for requests that come again; see keptResults.ts. */
function appendResults(sqlite: DatabaseSync): void {
  sqlite.exec(`
    CREATE TABLE IF NOT EXISTS session_results (
      seq INTEGER PRIMARY KEY, session TEXT NOT NULL, request INTEGER NOT NULL, ts INTEGER NOT NULL, result TEXT NOT NULL,
      prev_seq INTEGER -- the one before it of its session
    );
    INSERT INTO session_results (session, request, ts, result, prev_seq)
      SELECT session, request, ts, result, lag(seq) OVER (PARTITION BY session ORDER BY seq) FROM (
        SELECT row_number() OVER (ORDER BY ts) AS seq, substr(key, 1, instr(key, ':') - 1) AS session,
          CAST(substr(key, instr(key, ':') + 1) AS INTEGER) AS request, ts, result FROM results
      ) ORDER BY seq;
    DROP TABLE results;`);
}

export const dataFormat = steps.length;

/** What can be looked through in about a second. */
const maxBytesChecked = 256 * 1024 * 1024;

/**
 * After an end without a checkpoint the file is looked through before anything is written to it. Throws when it is damaged.
 */
export function checkAfterCrash(path: string): void {
  if (!existsSync(path) || !existsSync(`${path}-wal`) || statSync(path).size > maxBytesChecked) return;
  // One that can only read leaves the log file where it is.
  const sqlite = new DatabaseSync(path, { readOnly: true });
  try {
    const problem = String(sqlite.prepare("PRAGMA quick_check(1)").get()?.["quick_check"]);
    if (problem !== "ok") throw new Error(`malformed: ${problem.replaceAll(/\s+/g, " ")}`);
  } catch (error) {
    // Whoever opens it next says so.
    if (!(error as Error).message.includes("database is locked")) throw error;
  } finally {
    sqlite.close();
  }
}

/** All or nothing. Throws a sentence when the file is of a newer format. */
export function bringUpToDate(sqlite: DatabaseSync, path: string): void {
  const format = formatOf(sqlite);
  if (format > dataFormat) {
    throw new NewerFormatError(
      `The data in ${path} has format ${format}, which a newer version wrote; this one knows formats up to ${dataFormat}. Start the newer version: nothing was changed.`,
    );
  }
  if (format === dataFormat) return;
  sqlite.exec("BEGIN IMMEDIATE");
  try {
    for (const step of steps.slice(format)) step(sqlite);
    sqlite.exec(`PRAGMA user_version = ${dataFormat}; COMMIT`);
  } catch (error) {
    if (sqlite.isTransaction) sqlite.exec("ROLLBACK");
    throw error;
  }
}

export function formatOf(sqlite: DatabaseSync): number {
  return Number(sqlite.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
}

export class NewerFormatError extends Error {
  override readonly name = "NewerFormatError";
}

/** What went wrong when a file was opened, as a sentence that says what to do. */
export function openingFailure(path: string, error: Error): Error {
  const { message } = error;
  if (message.includes("database is locked")) {
    return new Error(`The database ${path} is used by another process: stop that one first.`, { cause: error });
  }
  if (/not a database|malformed|disk image/.test(message)) {
    return new Error(
      `The database ${path} is damaged (${message}): restore a backup, or move the file away to begin with an empty one. Nothing was changed.`,
      { cause: error },
    );
  }
  return error;
}
