// The database: the one who commits. A commit is checked against everything written since its snapshot and gets the next
// timestamp. Later transactions see it at once; everybody else (clients, queries, subscribers) when it is on the disk.
import { randomBytes } from "node:crypto";
import { BulkImport, type ImportedRow } from "./bulkImport.ts";
import { Catalog } from "./catalog.ts";
import { withCommitTime } from "./commitTime.ts";
import { commitWrites } from "./commitWrites.ts";
import { DatabaseError, isDiskFull, OccError, SchemaError } from "./errors.ts";
import { takeBackLeftovers } from "./hiddenWrites.ts";
import { decodeDoc } from "./indexScan.ts";
import { KeptResults } from "./keptResults.ts";
import { forgottenUntil, keptMs, pruneVersions } from "./pruneVersions.ts";
import { type Commit, Publication } from "./publication.ts";
import type { ReadSet } from "./readSet.ts";
import { dropUnfinishedIndexes, SchemaChange } from "./schemaChange.ts";
import { documentProblem } from "./schemaCheck.ts";
import type { SchemaJson, TableJson } from "./schemaJson.ts";
import { buildMissingSearchIndexes } from "./search/searchChange.ts";
import { searchProblems } from "./search/searchCheck.ts";
import { searchVectors, type VectorMatch, type VectorSearchRequest } from "./search/vectorSearch.ts";
import { afterKey } from "./sortKey.ts";
import { Store } from "./store.ts";
import type { WrittenToTable } from "./subscriptions.ts";
import type { TableReplacement } from "./tableMoves.ts";
import { type Engine, Transaction } from "./transaction.ts";
import type { Doc, Fields, Timestamp } from "./values.ts";
import { WriteLog } from "./writeLog.ts";

export type { Timestamp } from "./values.ts";

const schemaSetting = "schema";
const cursorSecretSetting = "cursorSecret";
const commitsBetweenPrunes = 64;
const rowsPerScan = 256;
/** So many commits, each a nanosecond later, can be made while an import is being written. */
const importRoom = 100_000_000n;

export class Database {
  /** What `putResult` of transactions kept. */
  readonly results: KeptResults;
  readonly #now: () => number;
  readonly #store: Store;
  readonly #publication: Publication;
  readonly #engine: Engine;
  readonly #writeLog: WriteLog;
  /** Of the last commit. */
  #latest: Timestamp;
  #schema: SchemaJson | null;
  #tableSchemas = new Map<string, TableJson>();
  #lastCreationTime = 0;
  #commits = 0;
  #import: BulkImport | null = null;

  /** `flush` runs instead of the store's own, for tests of what waits for it. */
  static open(path: string, options: { now?: () => number; flush?: () => Promise<void> } = {}): Database {
    const store = Store.open(path);
    return new Database(store, options.now ?? Date.now, options.flush ?? (() => store.flush()));
  }

  private constructor(store: Store, now: () => number, flush: () => Promise<void>) {
    this.#now = now;
    this.#store = store;
    this.results = new KeptResults(store);
    const stored = store.lastTimestamp();
    const clock = this.#clock();
    // Not behind the clock, so that time does not go back for clients even when a power cut took the last commits.
    this.#latest = later(stored, clock);
    this.#publication = new Publication(this.#latest, () => {
      store.settleGroup();
      return flush();
    });
    this.#writeLog = new WriteLog(this.#latest);
    this.#lastCreationTime = Number(this.#latest / 1000n) / 1000;
    const schemaJson = this.setting(schemaSetting);
    this.#schema = schemaJson === undefined ? null : JSON.parse(schemaJson);
    this.#rememberTables();
    this.#engine = {
      store,
      catalog: new Catalog(store),
      cursorSecret: this.#cursorSecret(),
      schemaVersion: 0,
      nextCreationTime: () => this.#nextCreationTime(),
      enforceSchema: (table, fields) => this.#enforceSchema(table, fields),
    };
    dropUnfinishedIndexes(this.#engine.catalog);
    takeBackLeftovers(store);
    buildMissingSearchIndexes(this.#engine, this.#schema);
  }

  /** What may be shown: the last commit that is on the disk. */
  latestTimestamp(): Timestamp {
    return this.#publication.shown;
  }

  /** Answers when everything committed so far is on the disk; rejects when some of it could not be written. */
  durable(): Promise<void> {
    return this.#publication.durable();
  }

  /** The flush to the disk that is under way. */
  flushing(): Promise<void> | null {
    return this.#publication.flushing;
  }

  /** A transaction that writes begins after the last commit, whether or not that is on the disk yet: it will be before its own. */
  begin(at: Timestamp = this.#latest): Transaction {
    if (at > this.#latest) throw new DatabaseError("TimestampInFuture", `There is no snapshot at ${at} yet.`);
    return new Transaction(this.#engine, at, { limited: true });
  }

  /** For the deployment's own work, which may be more than a function is allowed. */
  beginUnlimited(): Transaction {
    return new Transaction(this.#engine, this.#latest, { limited: false });
  }

  /**
   * Throws OccError when something the transaction read has been written since its snapshot; nothing is written then.
   * Its answer may leave this process once it is `durable`, which rejects when it could not be written after all.
   */
  commit(tx: Transaction): { ts: Timestamp; durable: Promise<void> } {
    if (tx.writeCount === 0 && tx.result === null) {
      const seen = tx.snapshotTs <= this.#publication.shown;
      return { ts: tx.snapshotTs, durable: seen ? Promise.resolve() : this.durable() };
    }
    const conflict = this.#writeLog.conflict(tx.reads, tx.snapshotTs);
    if (conflict) throw new OccError(conflict.table);
    if (tx.writeCount > 0 && tx.schemaVersion !== this.#engine.schemaVersion) throw new OccError("(schema)");
    const next = this.#latest + 1n;
    const ts = this.#import?.timestampOf(tx, next) ?? later(next, this.#clock());
    this.#import?.makeWay(tx);
    const { written, lost } = this.#write(tx, ts);
    this.#latest = ts;
    this.#writeLog.append({ ts, written });
    if (++this.#commits % commitsBetweenPrunes === 0) this.#prune(ts);
    return { ts, durable: this.#publication.add(ts, written, { lost, afterCommit: () => tx.takeAfterCommit() }) };
  }

  /** One-shot: called once when something in `reads` is written after `since`, soon when it already was. */
  subscribe(reads: ReadSet, since: Timestamp, onInvalidated: (ts: Timestamp) => void): () => void {
    const conflict = this.#writeLog.conflict(reads, since);
    return conflict
      ? this.#publication.whenShown(conflict.ts, onInvalidated)
      : this.#publication.subscribe(reads, onInvalidated);
  }

  /** At the newest snapshot that may be shown. */
  searchVectors(request: VectorSearchRequest): Promise<VectorMatch[]> {
    return searchVectors(this.#engine, this.latestTimestamp(), request);
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    return this.#publication.onCommit(listener);
  }

  schema(): SchemaJson | null {
    return this.#schema;
  }

  /** Throws SchemaError when the schema is malformed. See SchemaChange. */
  prepareSchema(schema: SchemaJson | null): SchemaChange {
    return new SchemaChange(this.#engine, schema, this.#schema, (id) => this.tableOf(id));
  }

  /** The schema takes effect, and what `alongside` writes with it, or neither. Throws SchemaError when documents do not match. */
  finishSchema(change: SchemaChange, alongside: () => void = () => undefined): void {
    if (change.overtaken) throw new SchemaError("Schema was overwritten by another push.");
    const { schema } = change;
    this.#orReload(() =>
      this.#store.atomically(() => {
        change.takeEffect();
        this.setSetting(schemaSetting, schema ? JSON.stringify(schema) : undefined);
        alongside();
      }),
    );
    this.#schema = schema;
    this.#rememberTables();
    this.#engine.schemaVersion++;
  }

  /** In one go: for small tables, and for tests. */
  applySchema(schema: SchemaJson | null): void {
    this.finishSchema(this.prepareSchema(schema));
  }

  /**
   * Whole tables, written piece by piece and seen at once, together with what `alongside` writes. One at a time. Throws
   * DatabaseError when ids or table numbers are taken; nothing is written then.
   */
  async importTables(
    tables: readonly TableReplacement[],
    rows: () => Iterable<ImportedRow>,
    alongside: (tx: Transaction) => void,
  ): Promise<void> {
    const at = later(this.#latest, this.#clock()) + importRoom;
    const work = this.#orReload(() => new BulkImport(this.#engine, tables, at));
    this.#import = work;
    const release = this.hold(this.#latest);
    try {
      await work.write(rows);
      const tx = work.lastTransaction(this.#latest);
      alongside(tx);
      await this.#orReload(() => this.commit(tx)).durable;
    } catch (error) {
      if (this.#import === work) await work.takeBack();
      this.#import = null;
      throw error;
    } finally {
      // Timestamps make up at once for the time that the import took: snapshots are no older for that.
      setTimeout(release, keptMs).unref();
    }
  }

  /** The documents of a table as they were at `ts`, by id, some at a time. `hold` the snapshot while you read. */
  *documentsAt(table: string, ts: Timestamp): Generator<Doc, void, void> {
    const index = this.#engine.catalog.existing(table)?.indexes.get("by_id");
    for (let lower = ""; index; ) {
      const { rows, more } = this.#store.scan(index.id, lower, null, ts, false, rowsPerScan);
      for (const { value } of rows) yield decodeDoc(value);
      if (more === null) return;
      lower = afterKey(more);
    }
  }

  /** Keeps what a snapshot sees until the answer is called. */
  hold(ts: Timestamp): () => void {
    return this.#store.hold(ts);
  }

  /** Snapshots from here on are whole: older versions may be forgotten. */
  oldestReadable(): Timestamp {
    return forgottenUntil(this.#store);
  }

  /** The number that ids of the table begin with; null when there is no such table. */
  tableNumber(name: string): number | null {
    return this.#engine.catalog.existing(name)?.number ?? null;
  }

  /** None of a table that is here, and none of `taken`. */
  freeTableNumber(name: string, taken: Iterable<number | null>): number {
    return this.#engine.catalog.freeNumber(
      name,
      [...taken].filter((number) => number !== null),
    );
  }

  nextCreationTime(): number {
    return this.#nextCreationTime();
  }

  get schemaVersion(): number {
    return this.#engine.schemaVersion;
  }

  /** A copy of the file as it is at one moment near the end of the call, while everything else goes on. */
  backUpTo(path: string): Promise<void> {
    return this.#store.backUpTo(path);
  }

  setting(key: string): string | undefined {
    return this.#store.all<{ value: string }>("SELECT value FROM settings WHERE key = ?", key)[0]?.value;
  }

  /** Written when it returns, unless it is part of something larger. */
  setSetting(key: string, value: string | undefined): void {
    this.#store.settleGroup();
    if (value === undefined) this.#store.run("DELETE FROM settings WHERE key = ?", key);
    else this.#store.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", key, value);
  }

  /** The table an id belongs to; null when it is no id of this database. */
  tableOf(id: string): string | null {
    const table = this.#engine.catalog.tableOfId(id);
    return typeof table === "object" ? table.name : null;
  }

  /** User tables that are in the schema or have documents. */
  tables(): string[] {
    const tx = this.begin();
    const names = this.#engine.catalog.tables().map((table) => table.name);
    return names.filter((name) => !name.startsWith("_") && (this.#tableSchemas.has(name) || tx.count(name) > 0)).sort();
  }

  /** How many versions of documents the file holds; old ones are forgotten by and by. */
  storedVersions(): number {
    return this.#store.versions();
  }

  checkpoint(): void {
    this.#store.checkpoint();
  }

  /** Sentences about search indexes that do not agree with the documents. Reads all of the documents that they are of. */
  searchProblems(): string[] {
    return searchProblems(this.#store, this.#engine.catalog);
  }

  /** Sentences about what is wrong with the file; none when it is sound. */
  integrityCheck(): string[] {
    return this.#store.integrityCheck();
  }

  close(): void {
    this.#publication.close();
    this.#store.checkpoint();
    this.#store.close();
  }

  #clock(): Timestamp {
    return BigInt(Math.round(this.#now() * 1000)) * 1000n;
  }

  /** What is done is done: that the disk has no room for tidying up is no failure of a commit. */
  #prune(ts: Timestamp): void {
    try {
      this.#store.besideGroup(() => pruneVersions(this.#store, this.#engine.catalog, this.results, ts));
    } catch (error) {
      this.results.lookAgain();
      if (!isDiskFull(error)) throw error;
    }
  }

  #nextCreationTime(): number {
    // A thousandth of a millisecond apart: the finest step that a double still tells apart at this size is 0.0003 ms.
    const now = this.#now();
    this.#lastCreationTime = now > this.#lastCreationTime ? now : this.#lastCreationTime + 0.001;
    return this.#lastCreationTime;
  }

  #cursorSecret(): string {
    const secret = this.setting(cursorSecretSetting) ?? randomBytes(32).toString("hex");
    this.setSetting(cursorSecretSetting, secret);
    return secret;
  }

  /** `lost` tells, when the disk was asked, whether the commit could not be written after all. */
  #write(tx: Transaction, ts: Timestamp): { written: WrittenToTable[]; lost: () => Error | undefined } {
    const write = () => {
      if (tx.result) this.results.put(tx.result.key, ts, withCommitTime(tx.result.json, ts));
      return commitWrites(this.#store, this.#engine.catalog, tx, ts);
    };
    let failure: Error | undefined;
    if (!this.#import?.isLast(tx)) {
      const settled = (lost?: Error) => {
        failure = lost;
        if (lost) this.#forgetLost(lost);
      };
      return { written: this.#orReload(() => this.#store.inGroup(write, settled)), lost: () => failure };
    }
    const written = this.#store.atomically(write);
    for (const key of this.#import.written()) written.push(key);
    this.#import = null;
    this.#store.hidden = null;
    return { written, lost: () => undefined };
  }

  /** Commits that could not be written are as if they had never been; who began on top of one has to run again. */
  #forgetLost(cause: Error): void {
    this.#publication.lose(cause);
    this.#reload();
    this.#engine.schemaVersion++;
  }

  /** For work that the catalog or the kept results remember: they are as they were when it fails. */
  #orReload<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#reload();
      throw error;
    }
  }

  #reload(): void {
    this.results.lookAgain();
    this.#engine.catalog = new Catalog(this.#store);
    dropUnfinishedIndexes(this.#engine.catalog);
  }

  #rememberTables(): void {
    this.#tableSchemas = new Map(this.#schema?.tables.map((table) => [table.tableName, table]));
  }

  #enforceSchema(table: string, fields: Fields): void {
    const schema = this.#schema?.schemaValidation ? this.#tableSchemas.get(table) : undefined;
    const problem = schema && documentProblem(schema, fields, (id) => this.tableOf(id));
    if (!problem) return;
    throw new DatabaseError(
      "SchemaEnforcementError",
      `Failed to insert or update a document in table "${table}" because it does not match the schema: ${problem}`,
    );
  }
}

function later(a: Timestamp, b: Timestamp): Timestamp {
  if (a > b) return a;
  return b;
}
