// The database: the one who commits. A commit is checked against everything written since its snapshot, gets the next
// timestamp, becomes durable, and only then is seen by anybody.
import { randomBytes } from "node:crypto";
import { Catalog, indexesOf, indexKey, isBuiltIn, type Table } from "./catalog.ts";
import { commitWrites } from "./commitWrites.ts";
import { DatabaseError, OccError } from "./errors.ts";
import { decodeDoc } from "./indexScan.ts";
import { pruneVersions } from "./pruneVersions.ts";
import type { ReadSet } from "./readSet.ts";
import { checkDocuments, checkSchemaForm, documentProblem } from "./schemaCheck.ts";
import type { SchemaJson, TableJson } from "./schemaJson.ts";
import { Store } from "./store.ts";
import { Subscriptions } from "./subscriptions.ts";
import { type Engine, Transaction } from "./transaction.ts";
import type { Doc, Fields, Timestamp } from "./values.ts";
import { WriteLog } from "./writeLog.ts";

export type { Timestamp } from "./values.ts";
export type Commit = { ts: Timestamp; tables: ReadonlySet<string> };

const schemaSetting = "schema";
const cursorSecretSetting = "cursorSecret";
const commitsBetweenPrunes = 64;

export class Database {
  readonly #now: () => number;
  readonly #store: Store;
  readonly #engine: Engine;
  readonly #writeLog: WriteLog;
  readonly #subscriptions = new Subscriptions();
  readonly #listeners = new Set<(commit: Commit) => void>();
  #latest: Timestamp;
  #schema: SchemaJson | null;
  #tableSchemas = new Map<string, TableJson>();
  #lastCreationTime = 0;
  #commits = 0;

  static open(path: string, options: { now?: () => number } = {}): Database {
    return new Database(Store.open(path), options.now ?? Date.now);
  }

  private constructor(store: Store, now: () => number) {
    this.#now = now;
    this.#store = store;
    const stored = store.lastTimestamp();
    const clock = this.#clock();
    // Not behind the clock, so that time does not go back for clients even when a power cut took the last commits.
    this.#latest = later(stored, clock);
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
  }

  /** Of the last commit. */
  latestTimestamp(): Timestamp {
    return this.#latest;
  }

  begin(at: Timestamp = this.#latest): Transaction {
    if (at > this.#latest) throw new DatabaseError("TimestampInFuture", `There is no snapshot at ${at} yet.`);
    return new Transaction(this.#engine, at);
  }

  /** Throws OccError when something the transaction read has been written since its snapshot; nothing is written then. */
  commit(tx: Transaction): { ts: Timestamp } {
    if (tx.writeCount === 0 && tx.results.size === 0) return { ts: tx.snapshotTs };
    const conflict = this.#writeLog.conflict(tx.reads, tx.snapshotTs);
    if (conflict) throw new OccError(conflict.table);
    if (tx.writeCount > 0 && tx.schemaVersion !== this.#engine.schemaVersion) throw new OccError("(schema)");
    const now = this.#clock();
    const ts = now > this.#latest ? now : this.#latest + 1n;
    const written = this.#store.atomically(() => commitWrites(this.#store, this.#engine.catalog, tx, ts));
    this.#latest = ts;
    this.#writeLog.append({ ts, written });
    const invalidated = this.#subscriptions.take(written);
    for (const work of tx.takeAfterCommit()) work();
    for (const invalidate of invalidated) invalidate(ts);
    const tables = new Set(written.map(({ table }) => table));
    for (const listener of this.#listeners) listener({ ts, tables });
    if (++this.#commits % commitsBetweenPrunes === 0) pruneVersions(this.#store, this.#engine.catalog, ts);
    return { ts };
  }

  /** One-shot: called once when something in `reads` is written after `since`, soon when it already was. */
  subscribe(reads: ReadSet, since: Timestamp, onInvalidated: (ts: Timestamp) => void): () => void {
    const conflict = this.#writeLog.conflict(reads, since);
    if (!conflict) return this.#subscriptions.add(reads, onInvalidated);
    let wanted = true;
    queueMicrotask(() => {
      if (wanted) onInvalidated(conflict.ts);
    });
    return () => {
      wanted = false;
    };
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  schema(): SchemaJson | null {
    return this.#schema;
  }

  /** Throws SchemaError when the schema is malformed or documents that are there do not match it. */
  checkSchema(schema: SchemaJson | null): void {
    if (!schema) return;
    checkSchemaForm(schema);
    const documents = (table: string) => this.#documents(table);
    checkDocuments(schema, this.#schema, documents, (id) => this.tableOf(id));
  }

  /** Makes the schema the one in force and brings tables and indexes in line with it. Runs `checkSchema` itself. */
  applySchema(schema: SchemaJson | null): void {
    this.checkSchema(schema);
    const { catalog } = this.#engine;
    for (const table of schema?.tables ?? []) catalog.table(table.tableName);
    const wanted = indexesOf(schema);
    try {
      this.#store.atomically(() => {
        for (const table of catalog.tables()) this.#alignIndexes(table, wanted.get(table.name) ?? new Map());
        this.setSetting(schemaSetting, schema ? JSON.stringify(schema) : undefined);
      });
    } catch (error) {
      this.#engine.catalog = new Catalog(this.#store);
      throw error;
    }
    this.#schema = schema;
    this.#rememberTables();
    this.#engine.schemaVersion++;
  }

  setting(key: string): string | undefined {
    return this.#store.all<{ value: string }>("SELECT value FROM settings WHERE key = ?", key)[0]?.value;
  }

  setSetting(key: string, value: string | undefined): void {
    if (value === undefined) this.#store.run("DELETE FROM settings WHERE key = ?", key);
    else this.#store.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", key, value);
  }

  /** What `putResult` kept under this key. */
  result(key: string): { resultJson: string; ts: Timestamp } | null {
    const [row] = this.#store.all<{ ts: bigint; result: string }>("SELECT ts, result FROM results WHERE key = ?", key);
    return row ? { resultJson: row.result, ts: row.ts } : null;
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

  /** Sentences about what is wrong with the file; none when it is sound. */
  integrityCheck(): string[] {
    return this.#store.integrityCheck();
  }

  close(): void {
    this.#store.checkpoint();
    this.#store.close();
  }

  #clock(): Timestamp {
    return BigInt(Math.round(this.#now() * 1000)) * 1000n;
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

  #alignIndexes(table: Table, wanted: ReadonlyMap<string, string[]>): void {
    const { catalog } = this.#engine;
    for (const index of [...table.indexes.values()]) {
      const same = JSON.stringify(wanted.get(index.name)) === JSON.stringify(index.fields);
      if (!isBuiltIn(index) && !same) catalog.removeIndex(table, index);
    }
    for (const [name, fields] of wanted) {
      if (table.indexes.has(name)) continue;
      const index = catalog.addIndex(table, name, fields);
      for (const { seq, ts, value } of this.#store.liveVersions(table.number)) {
        this.#store.putEntry(index.id, indexKey(index, decodeDoc(value)), ts, seq);
      }
    }
  }

  *#documents(name: string): Iterable<Doc> {
    const table = this.#engine.catalog.existing(name);
    if (table) for (const { value } of this.#store.liveVersions(table.number)) yield decodeDoc(value);
  }
}

function later(a: Timestamp, b: Timestamp): Timestamp {
  if (a > b) return a;
  return b;
}
