// The SQLite file: a log of document versions and the index entries that point into it. Everything here is one
// connection, synchronous; nothing above this file writes SQL.
import { closeSync, fdatasync, openSync } from "node:fs";
import { backup, DatabaseSync, type StatementSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type { HiddenWrites } from "./hiddenWrites.ts";
import { type Key, keyFromBytes, keyToBytes } from "./sortKey.ts";
import { bringUpToDate, checkAfterCrash, openingFailure } from "./storeFormat.ts";
import type { Timestamp } from "./values.ts";

const flushFile = promisify(fdatasync);

export type StoredRow = { key: Key; value: string };
/** `replaced`: what the version before it was, as long as it is kept. */
export type HistoryRow = { seq: number; ts: Timestamp; value: string | null; replaced: string | null };
/** `seq` null: from now on there is nothing under the key. */
export type IndexEntry = { index: number; key: Key; seq: number | null };
export type Version = { seq: number; ts: Timestamp; value: string | null };
type SqlValue = string | number | bigint | null | Uint8Array;
type EntryRow = { key: Uint8Array; ts: bigint; seq: bigint | null; value: string | null };

const importedTsSetting = "importedTs";
/** One statement for the entries of a document costs less than one for each. */
const entriesPerStatement = 8;
const putEntriesSql = Array.from({ length: entriesPerStatement }, (_, before) => {
  const rows = Array.from({ length: before + 1 }, () => "(?, ?, ?, ?)").join(", ");
  return `INSERT OR REPLACE INTO index_entries (index_id, key, ts, seq) VALUES ${rows}`;
});
const betweenTriesMs = 5;
const never = 2n ** 63n - 1n;

export class Store {
  /** Of the import that is being written. */
  hidden: HiddenWrites | null = null;
  /** How many imports have been shown. */
  shown = 0;
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #lists = new Map<string, StatementSync>();
  /** SQLite's log of what was committed since the last checkpoint; none where the database is in memory. */
  readonly #logFile: number | null;
  #flushed: Promise<void> = Promise.resolve();
  /** Who takes part in the transaction that is open. */
  readonly #group: ((failure?: Error) => void)[] = [];
  readonly #held = new Map<symbol, Timestamp>();

  /** Throws a sentence when another process has the file, when it is damaged, or when a newer version wrote it. */
  static open(path: string): Store {
    try {
      checkAfterCrash(path);
      return new Store(path);
    } catch (error) {
      throw openingFailure(path, error as Error);
    }
  }

  private constructor(path: string) {
    this.#sqlite = new DatabaseSync(path);
    try {
      this.#prepareFile(path);
      this.#logFile = path === ":memory:" ? null : openSync(`${path}-wal`, "r");
    } catch (error) {
      this.#sqlite.close();
      throw error;
    }
  }

  #prepareFile(path: string): void {
    // EXCLUSIVE: timestamps and the write log live in this process, so a second one on the same file must be refused.
    this.#sqlite.exec("PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE;");
    bringUpToDate(this.#sqlite, path);
    this.#sqlite.exec("PRAGMA journal_mode = WAL;");
    // NORMAL: a commit is written but not flushed, which FULL would do while everything waits. `flush` does it beside the
    // event loop. Checkpoints flush by themselves; with four times as many pages between them as usual each page that many
    // commits touch is written back a fourth as often.
    this.#sqlite.exec(
      "PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;",
    );
    // The first look at the data opens the log file.
    this.#sqlite.exec("SELECT count(*) FROM sqlite_schema");
  }

  /** Answers when every commit so far is on the disk. */
  flush(): Promise<void> {
    if (this.#logFile !== null) this.#flushed = flushFile(this.#logFile);
    return this.#flushed;
  }

  /** All or nothing, committed when it returns; not to be nested. */
  atomically<T>(work: () => T): T {
    this.settleGroup();
    this.run("BEGIN IMMEDIATE");
    try {
      const answer = work();
      this.run("COMMIT");
      return answer;
    } catch (error) {
      if (this.#sqlite.isTransaction) this.run("ROLLBACK");
      throw error;
    }
  }

  /**
   * In a transaction of SQLite that it may share with others until `settleGroup`, for each costs more than what a small one
   * writes. `settled` is told whether that could be committed. All of the group or nothing: when one can't be written (the disk
   * is full, it does not answer), the others are undone with it; to be able to undo each alone would cost every one of them.
   */
  inGroup<T>(work: () => T, settled: (failure?: Error) => void): T {
    if (this.#group.length === 0) this.run("BEGIN IMMEDIATE");
    try {
      const answer = work();
      this.#group.push(settled);
      return answer;
    } catch (error) {
      this.#undoGroup(error as Error);
      throw error;
    }
  }

  /** Beside the commits of a group, which stay when it fails. */
  besideGroup(work: () => void): void {
    if (this.#group.length === 0) {
      this.atomically(work);
      return;
    }
    this.run("SAVEPOINT beside");
    try {
      work();
    } catch (error) {
      // Where the disk is full SQLite may have undone all of it already.
      if (!this.#sqlite.isTransaction) this.#undoGroup(error as Error);
      else this.run("ROLLBACK TO beside");
      throw error;
    } finally {
      if (this.#sqlite.isTransaction) this.run("RELEASE beside");
    }
  }

  settleGroup(): void {
    if (this.#group.length === 0) return;
    try {
      this.run("COMMIT");
      this.#endGroup();
    } catch (error) {
      this.#undoGroup(error as Error);
    }
  }

  #undoGroup(failure: Error): void {
    if (this.#sqlite.isTransaction) this.run("ROLLBACK");
    this.#endGroup(failure);
  }

  #endGroup(failure?: Error): void {
    for (const settled of this.#group.splice(0)) settled(failure);
  }

  run(sql: string, ...values: SqlValue[]): number {
    return Number(this.#prepare(sql).run(...values).lastInsertRowid);
  }

  all<Row>(sql: string, ...values: SqlValue[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  /** Keeps the versions that a snapshot sees, until the answer is called. */
  hold(ts: Timestamp): () => void {
    const holder = Symbol();
    this.#held.set(holder, ts);
    return () => this.#held.delete(holder);
  }

  /** The oldest snapshot that somebody holds; `otherwise` when that is older. */
  oldestHeld(otherwise: Timestamp): Timestamp {
    let oldest = otherwise;
    for (const ts of this.#held.values()) if (ts < oldest) oldest = ts;
    return oldest;
  }

  /** Rows as lists, for many small ones: what is read must fit into a double. */
  rows(sql: string, ...values: SqlValue[]): (string | number | Uint8Array | null)[][] {
    let statement = this.#lists.get(sql);
    if (!statement) {
      statement = this.#sqlite.prepare(sql);
      statement.setReturnArrays(true);
      this.#lists.set(sql, statement);
    }
    return statement.all(...values) as unknown as (string | number | Uint8Array | null)[][];
  }

  lastTimestamp(): Timestamp {
    const [row] = this.all<{ ts: bigint | null }>(
      `SELECT max(ts) AS ts FROM (SELECT ts FROM documents WHERE seq = (SELECT max(seq) FROM documents)
       UNION ALL SELECT ts FROM session_results WHERE seq = (SELECT max(seq) FROM session_results)
       UNION ALL SELECT CAST(value AS INTEGER) FROM settings WHERE key = ?)`,
      importedTsSetting,
    );
    return row?.ts ?? 0n;
  }

  /** Of writes that stand before others with earlier timestamps. */
  noteTimestamp(ts: Timestamp): void {
    this.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", importedTsSetting, String(ts));
  }

  /** What was written at this timestamp or later nobody may see yet. */
  get hiddenFrom(): Timestamp {
    return this.hidden?.ts ?? never;
  }

  /** The newest version of a document at `at`. */
  version(id: string, at: Timestamp): Version | null {
    const [row] = this.all<{ seq: bigint; ts: bigint; value: string | null }>(
      "SELECT seq, ts, value FROM documents WHERE id = ? AND ts <= ? ORDER BY ts DESC LIMIT 1",
      id,
      at,
    );
    return row ? { seq: Number(row.seq), ts: row.ts, value: row.value } : null;
  }

  putVersion(tableNumber: number, id: string, ts: Timestamp, value: string | null, prevSeq: number | null): number {
    return this.run(
      "INSERT INTO documents (table_number, id, ts, value, prev_seq) VALUES (?, ?, ?, ?, ?)",
      tableNumber,
      id,
      ts,
      value,
      prevSeq,
    );
  }

  putEntries(entries: readonly IndexEntry[], ts: Timestamp): void {
    if (ts === this.hidden?.ts) for (const { index, key, seq } of entries) this.hidden.waiting.put(index, key, seq);
    else this.putEntriesNow(entries, ts);
  }

  putEntriesNow(entries: readonly IndexEntry[], ts: Timestamp): void {
    for (let from = 0; from < entries.length; from += entriesPerStatement) {
      const some = entries.slice(from, from + entriesPerStatement);
      const values = some.flatMap(({ index, key, seq }) => [index, keyToBytes(key), ts, seq]);
      this.run(putEntriesSql[some.length - 1] ?? "", ...values);
    }
  }

  /**
   * Up to about `limit` rows of [lower, upper) as they were at `at`. `more` tells where to go on: the key after which
   * (before which, when descending) nothing has been looked at, or null at the end.
   */
  scan(
    index: number,
    lower: Key,
    upper: Key | null,
    at: Timestamp,
    descending: boolean,
    limit: number,
  ): { rows: StoredRow[]; more: Key | null } {
    const order = descending ? "DESC" : "ASC";
    const end = upper === null ? "" : "AND i.key < ?";
    const bounds = upper === null ? [keyToBytes(lower)] : [keyToBytes(lower), keyToBytes(upper)];
    for (let fetched = limit; ; fetched *= 4) {
      const entries = this.all<EntryRow>(
        `SELECT i.key, i.ts, i.seq, d.value FROM index_entries i LEFT JOIN documents d ON d.seq = i.seq
         WHERE i.index_id = ? AND i.key >= ? ${end} AND i.ts <= ? ORDER BY i.key ${order}, i.ts ${order} LIMIT ?`,
        index,
        ...bounds,
        at,
        fetched,
      );
      const newest = newestPerKey(entries);
      const full = entries.length === fetched;
      // The last key of a full batch may have more versions to come.
      if (full) newest.pop();
      const last = newest.at(-1);
      if (full && !last) continue;
      const rows: StoredRow[] = [];
      for (const entry of newest) if (entry.value !== null) rows.push({ key: entry.key, value: entry.value });
      return { rows, more: full && last ? last.key : null };
    }
  }

  /** Versions of a table's documents in the order in which they were written, with the ones that they replaced. */
  history(tableNumber: number, afterSeq: number, limit: number): HistoryRow[] {
    type Row = { seq: bigint; ts: bigint; value: string | null; replaced: string | null };
    const rows = this.all<Row>(
      `SELECT d.seq, d.ts, d.value, p.value AS replaced FROM documents d LEFT JOIN documents p ON p.seq = d.prev_seq
       WHERE d.table_number = ? AND d.seq > ? ORDER BY d.seq LIMIT ?`,
      tableNumber,
      afterSeq,
      limit,
    );
    return rows.map(({ seq, ts, value, replaced }) => ({ seq: Number(seq), ts, value, replaced }));
  }

  /** The newest version of every document of a table that has one, in the order in which they were written. */
  liveBatch(tableNumber: number, afterSeq: number, limit: number): { seq: number; ts: Timestamp; value: string }[] {
    const rows = this.all<{ seq: bigint; ts: bigint; value: string }>(
      `SELECT d.seq, d.ts, d.value FROM documents d WHERE d.table_number = ? AND d.seq > ? AND d.value IS NOT NULL
       AND d.ts = (SELECT max(ts) FROM documents WHERE id = d.id AND ts < ?) ORDER BY d.seq LIMIT ?`,
      tableNumber,
      afterSeq,
      this.hiddenFrom,
      limit,
    );
    return rows.map(({ seq, ts, value }) => ({ seq: Number(seq), ts, value }));
  }

  lastSeq(): number {
    return Number(this.all<{ seq: bigint | null }>("SELECT max(seq) AS seq FROM documents")[0]?.seq ?? 0);
  }

  /** Entries under `key` older than the newest one up to `ts`; that one too when it only says "deleted". */
  dropReplacedEntries(index: number, key: Key, ts: Timestamp): void {
    const bytes = keyToBytes(key);
    this.run("DELETE FROM index_entries WHERE index_id = ? AND key = ? AND ts < ?", index, bytes, ts);
    this.run("DELETE FROM index_entries WHERE index_id = ? AND key = ? AND ts = ? AND seq IS NULL", index, bytes, ts);
  }

  count(index: number, at: Timestamp): number {
    const [row] = this.all<{ n: bigint }>(
      `SELECT count(seq) AS n FROM (SELECT seq, max(ts) FROM index_entries WHERE index_id = ? AND ts <= ? GROUP BY key)`,
      index,
      at,
    );
    return Number(row?.n ?? 0);
  }

  versions(): number {
    return Number(this.all<{ n: bigint }>("SELECT count(*) AS n FROM documents")[0]?.n ?? 0);
  }

  /** Copies the whole file while it is in use; the copy is of one moment near the end of the call. */
  async backUpTo(path: string): Promise<void> {
    this.settleGroup();
    for (let done = false; !done; ) {
      try {
        await backup(this.#sqlite, path, { rate: 256 });
        done = true;
      } catch (error) {
        // What Node says when the first step comes in the middle of a commit.
        if ((error as Error).message !== "not an error") throw error;
        await wait(betweenTriesMs);
      }
    }
  }

  checkpoint(): void {
    this.settleGroup();
    this.#sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  integrityCheck(): string[] {
    const rows = this.all<{ integrity_check: string }>("PRAGMA integrity_check");
    return rows.map((row) => row.integrity_check).filter((line) => line !== "ok");
  }

  close(): void {
    this.#statements.clear();
    this.#lists.clear();
    this.#sqlite.close();
    const closeLogFile = () => this.#logFile !== null && closeSync(this.#logFile);
    this.#flushed.then(closeLogFile, closeLogFile);
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#sqlite.prepare(sql);
      // Timestamps do not fit into a double.
      statement.setReadBigInts(true);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function newestPerKey(entries: EntryRow[]): { key: Key; ts: bigint; value: string | null }[] {
  const newest: { key: Key; ts: bigint; value: string | null }[] = [];
  for (const entry of entries) {
    const key = keyFromBytes(entry.key);
    const last = newest.at(-1);
    if (last?.key !== key) newest.push({ key, ts: entry.ts, value: entry.value });
    else if (entry.ts > last.ts) Object.assign(last, { ts: entry.ts, value: entry.value });
  }
  return newest;
}
