// One run of a function over one snapshot: reads are remembered, writes are held back until the database commits them.
import { type Catalog, type Index, idKey, type Table } from "./catalog.ts";
import { DatabaseError } from "./errors.ts";
import { newId } from "./ids.ts";
import { decodeDoc, type SnapshotView } from "./indexScan.ts";
import { checkFields, type Measure, type TransactionMetrics, Usage } from "./limits.ts";
import { PendingWrites } from "./pendingWrites.ts";
import type { QueryJson, QueryPageRequest, QueryPageResult, RowCursor } from "./queryJson.ts";
import { readPage } from "./queryPage.ts";
import { rowCursor } from "./queryRows.ts";
import { openSource } from "./querySource.ts";
import { ReadAhead } from "./readAhead.ts";
import { ReadSet } from "./readSet.ts";
import type { Store } from "./store.ts";
import { type Doc, type Fields, fieldAt, type Timestamp, type Value } from "./values.ts";

export type { TransactionMetrics } from "./limits.ts";
export type Savepoint = { readonly writes: number; readonly afterCommit: number };

/** What a transaction needs of its database. */
export type Engine = {
  store: Store;
  catalog: Catalog;
  cursorSecret: string;
  schemaVersion: number;
  nextCreationTime(): number;
  /** Throws when the schema does not allow the fields. */
  enforceSchema(table: string, fields: Fields): void;
};

export class Transaction {
  readonly snapshotTs: Timestamp;
  readonly reads = new ReadSet();
  readonly pending: PendingWrites;
  readonly results = new Map<string, string>();
  readonly schemaVersion: number;
  /** End cursor of the paginated query of this run (null: none): the journal a client sends back. */
  journal: string | null = null;
  /** Journal of the previous run of the same query: the page then ends where it ended. */
  previousJournal: string | null = null;
  readonly #engine: Engine;
  readonly #usage: Usage;
  readonly #view: SnapshotView;
  readonly #afterCommit: (() => void)[] = [];
  /** Queries whose end nobody has seen yet. */
  readonly #open = new Set<{ table: string | undefined; rows: ReadAhead }>();
  #system = false;

  constructor(
    engine: Engine,
    snapshotTs: Timestamp,
    { limited, pending = new PendingWrites() }: { limited: boolean; pending?: PendingWrites },
  ) {
    this.#engine = engine;
    this.#usage = new Usage(limited);
    this.pending = pending;
    this.snapshotTs = snapshotTs;
    this.schemaVersion = engine.schemaVersion;
    const { reads } = this;
    this.#view = { store: engine.store, snapshotTs, pending, reads, usage: this.#usage };
  }

  get writeCount(): number {
    return this.pending.size;
  }

  metrics(): TransactionMetrics {
    return this.#usage.metrics();
  }

  /** Counts what is used outside of documents, such as scheduled functions. */
  use(measure: Measure, amount: number): void {
    this.#usage.add(measure, amount);
  }

  get(id: string, table?: string): Doc | null {
    const owner = this.#owner("get", id, table);
    return owner ? this.#read(owner, id) : null;
  }

  insert(table: string, value: Fields): string {
    const target = this.#writable(table);
    const fields = this.#system ? value : checkFields(value);
    const id = newId(target.number);
    const doc: Doc = { ...fields, _id: id, _creationTime: this.#engine.nextCreationTime() };
    this.#write(target, id, null, doc, fields);
    return id;
  }

  /** Fields that are undefined are taken out. */
  shallowMerge(id: string, fields: Fields, table?: string): Doc {
    const { target, doc } = this.#existing("patch", "Update", id, table);
    return this.#replace(target, doc, { ...withoutSystemFields(doc), ...sameSystemFields(doc, fields) });
  }

  replace(id: string, fields: Fields, table?: string): Doc {
    const { target, doc } = this.#existing("replace", "Replace", id, table);
    return this.#replace(target, doc, sameSystemFields(doc, fields));
  }

  remove(id: string, table?: string): Doc {
    const { target, doc } = this.#existing("delete", "Delete", id, table);
    this.#write(target, id, doc, null, {});
    return doc;
  }

  count(table: string): number {
    const byId = this.#engine.catalog.index(table, "by_id");
    this.reads.add(byId.id, "", null);
    this.#usage.add("databaseQueries", 1);
    let count = this.#engine.store.count(byId.id, this.snapshotTs);
    for (const [, write] of this.pending.entries()) {
      if (write.table === table) count += (write.after ? 1 : 0) - (write.before ? 1 : 0);
    }
    return count;
  }

  normalizeId(table: string, id: string): string | null {
    const owner = this.#engine.catalog.tableOfId(id);
    return typeof owner === "object" && owner.name === table ? id : null;
  }

  query({ source, operators }: QueryJson): RowCursor {
    const rows = openSource(this.#view, this.#engine.catalog, source).rows(null, null);
    const table = source.type === "FullTableScan" ? source.tableName : source.indexName.split(".", 1)[0];
    const open = { table, rows: new ReadAhead(rows) };
    this.#open.add(open);
    return rowCursor(open.rows, operators, () => this.#open.delete(open));
  }

  queryPage(request: QueryPageRequest): QueryPageResult {
    if (this.journal !== null) {
      throw new DatabaseError(
        "MultiplePaginatedDatabaseQueries",
        "This query or mutation function ran multiple paginated queries. Convex only supports a single paginated query in each function.",
      );
    }
    const source = openSource(this.#view, this.#engine.catalog, request.query.source);
    const { previousJournal } = this;
    const page = readPage(source, request, { secret: this.#engine.cursorSecret, previousJournal });
    this.journal = page.continueCursor;
    return page;
  }

  /** Writes can be taken back to here; what was read stays read. */
  savepoint(): Savepoint {
    return { writes: this.pending.length, afterCommit: this.#afterCommit.length };
  }

  rollback(to: Savepoint): void {
    this.pending.rollback(to.writes);
    this.#afterCommit.length = to.afterCommit;
  }

  /** Committed with the writes: the answer to give when the same request comes again. */
  putResult(key: string, resultJson: string): void {
    this.results.set(key, resultJson);
  }

  /** Runs once the writes are durable, and not at all when they never are. */
  afterCommit(work: () => void): void {
    this.#afterCommit.push(work);
  }

  takeAfterCommit(): (() => void)[] {
    return this.#afterCommit.splice(0);
  }

  /** System tables can be written inside of `write`. */
  asSystem<T>(write: () => T): T {
    const before = this.#system;
    this.#system = true;
    try {
      return write();
    } finally {
      this.#system = before;
    }
  }

  /** The first document of an index whose fields have the given values. */
  firstBy(table: string, index: string, values: { [field: string]: string }): Doc | null {
    const range = Object.entries(values).map(([fieldPath, value]) => ({ type: "Eq" as const, fieldPath, value }));
    const source = { type: "IndexRange" as const, indexName: `${table}.${index}`, range, order: null };
    const cursor = this.query({ source, operators: [] });
    const doc = cursor.next();
    cursor.close();
    return doc;
  }

  #read(table: Table, id: string): Doc | null {
    const byId = table.indexes.get("by_id") as Index;
    this.reads.addKey(byId.id, idKey(id));
    this.#usage.add("databaseQueries", 1);
    const write = this.pending.get(id);
    if (write) return write.after;
    const json = this.#engine.store.version(id, this.snapshotTs)?.value ?? null;
    if (json === null) return null;
    this.#usage.add("documentsRead", 1);
    this.#usage.add("bytesRead", json.length);
    return decodeDoc(json);
  }

  /** Undefined: an id of a table that is not here. */
  #owner(method: string, id: string, table?: string): Table | undefined {
    const owner = this.#engine.catalog.tableOfId(id);
    const argument = `Invalid argument \`id\` for \`db.${method}\``;
    if (typeof owner === "string") throw new DatabaseError("InvalidId", `${argument}: Unable to decode ID: ${owner}`);
    if (table !== undefined && owner && owner.name !== table) {
      throw new DatabaseError(
        "InvalidTable",
        `${argument}, expected ID in table '${table}' but got ID in table '${owner.name}'`,
      );
    }
    return owner;
  }

  #writable(table: string): Table {
    if (table.startsWith("_") && !this.#system) {
      throw new DatabaseError("SystemTable", "System tables (prefixed with `_`) are read-only.");
    }
    return this.#engine.catalog.table(table);
  }

  #existing(method: string, verb: string, id: string, table?: string): { target: Table; doc: Doc } {
    const owner = this.#owner(method, id, table);
    const doc = owner ? this.#read(this.#writable(owner.name), id) : null;
    if (!owner || !doc) throw new DatabaseError("DocumentNotFound", `${verb} on nonexistent document ID ${id}`);
    return { target: owner, doc };
  }

  #replace(target: Table, doc: Doc, value: Fields): Doc {
    const fields = this.#system ? value : checkFields(value);
    const after: Doc = { ...fields, _id: doc._id, _creationTime: doc._creationTime };
    this.#write(target, doc._id, doc, after, fields);
    return after;
  }

  #write(table: Table, id: string, current: Doc | null, after: Doc | null, fields: Fields): void {
    if (after && !this.#system) this.#engine.enforceSchema(table.name, fields);
    this.#usage.add("documentsWritten", 1);
    const indexes = [...table.indexes.values()];
    if (after) this.#usage.add("bytesWritten", approximateSize(after));
    for (const open of this.#open) if (open.table === table.name) open.rows.beforeWrite();
    const write = this.pending.get(id);
    this.pending.put(id, { table: table.name, before: write ? write.before : current, after }, indexes);
  }
}

/** System fields may be repeated in a patch or a replacement when they are what they were. */
function sameSystemFields(doc: Doc, fields: Fields): Fields {
  for (const field of ["_id", "_creationTime"] as const) {
    if (fields[field] !== undefined && fields[field] !== fieldAt(doc, field)) {
      throw new DatabaseError(
        "SystemField",
        `Provided \`${field}\` field value ${JSON.stringify(fields[field])} does not match the document's ${JSON.stringify(doc[field])}`,
      );
    }
  }
  return withoutSystemFields(fields);
}

function withoutSystemFields(fields: Fields): Fields {
  const { _id, _creationTime, ...own } = fields;
  return own;
}

function approximateSize(doc: Doc): number {
  let size = 0;
  const add = (value: Value | undefined): void => {
    if (typeof value === "string") size += value.length;
    else if (value instanceof ArrayBuffer) size += value.byteLength;
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(add);
    else size += 8;
  };
  add(doc as Value);
  return size;
}
