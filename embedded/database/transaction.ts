// One run of a function over one snapshot: reads are remembered, writes are held back until the database commits them.
import { isDeepStrictEqual } from "node:util";
import { type Catalog, type Index, idKey, type Table } from "./catalog.ts";
import { checkFields, checkSize } from "./documentForm.ts";
import { DatabaseError } from "./errors.ts";
import { newId } from "./ids.ts";
import { countRead, decodeDoc, type SnapshotView } from "./indexScan.ts";
import type { RequestKey } from "./keptResults.ts";
import { type Budget, type Measure, type TransactionMetrics, Usage } from "./limits.ts";
import { NearLimits } from "./nearLimits.ts";
import { PendingWrites } from "./pendingWrites.ts";
import type { QueryJson, QueryPageRequest, QueryPageResult, RowCursor } from "./queryJson.ts";
import { readPage } from "./queryPage.ts";
import { rowCursor } from "./queryRows.ts";
import { openSource } from "./querySource.ts";
import { ReadAhead } from "./readAhead.ts";
import { ReadSet } from "./readSet.ts";
import type { Store } from "./store.ts";
import { identifierProblem } from "./validatorForm.ts";
import type { Doc, Fields, Timestamp } from "./values.ts";

export type { TransactionMetrics } from "./limits.ts";

type Access = "user" | "system";
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
  /** Committed with the writes: the answer to give when the same request comes again. */
  result: { key: RequestKey; json: string } | null = null;
  readonly schemaVersion: number;
  /** End cursor of the paginated query of this run (null: none): the journal a client sends back. */
  journal: string | null = null;
  /** Journal of the previous run of the same query: the page then ends where it ended. */
  previousJournal: string | null = null;
  readonly #engine: Engine;
  readonly #usage: Usage;
  readonly nearLimits = new NearLimits();
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

  /** The largest document that it leaves and the deepest one, where they come near their limits. */
  extremes() {
    return this.nearLimits.documents((id) => this.pending.get(id)?.after != null);
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

  /** For a function called from here on; answers what ends that. */
  tighten(budget: Budget): () => void {
    return this.#usage.tighten(budget);
  }

  /** `access`: how a function asked, `db.get` or `db.system.get`. */
  get(id: string, table?: string, access?: Access): Doc | null {
    const method = access === "system" ? "system.get" : "get";
    const owner = this.#owner(method, id);
    if (!owner || (access && !isVisible(owner.name))) return null;
    if (access === "user") refuseSystemTable(owner.name);
    if (access === "system" && !isSystemTable(owner.name)) {
      throw new DatabaseError("SystemTableError", "User tables cannot be accessed with db.system.");
    }
    checkTable(method, owner, table);
    return this.#read(owner, id);
  }

  insert(table: string, value: Fields): string {
    if (!this.#engine.catalog.existing(table)) checkTableName("insert", table);
    const target = this.#writable(table);
    const system = { _id: newId(target.number), _creationTime: this.#engine.nextCreationTime() };
    const { own, nesting } = this.#system ? { own: value, nesting: 0 } : checkFields("insert", value, system);
    this.#write(target, system._id, null, { ...own, ...system }, own, nesting);
    return system._id;
  }

  /** Fields that are undefined are taken out. */
  shallowMerge(id: string, fields: Fields, table?: string): Doc {
    const { target, doc } = this.#existing("patch", "Update", id, table);
    return this.#replace("patch", target, doc, { ...doc, ...fields });
  }

  replace(id: string, fields: Fields, table?: string): Doc {
    const { target, doc } = this.#existing("replace", "Replace", id, table);
    return this.#replace("replace", target, doc, fields);
  }

  remove(id: string, table?: string): Doc {
    const { target, doc } = this.#existing("delete", "Delete", id, table);
    this.#write(target, id, doc, null, {}, 0);
    return doc;
  }

  count(table: string): number {
    const byId = this.#engine.catalog.index(table, "by_id");
    this.reads.add(byId.id, "", null);
    this.#usage.set("databaseQueries", this.reads.ranges);
    let count = this.#engine.store.count(byId.id, this.snapshotTs);
    for (const [, write] of this.pending.entries()) {
      if (write.table === table) count += (write.after ? 1 : 0) - (write.before ? 1 : 0);
    }
    return count;
  }

  normalizeId(table: string, id: string): string | null {
    checkTableName("normalizeId", table);
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
    this.#usage.set("databaseQueries", this.reads.ranges);
    const write = this.pending.get(id);
    const json = write ? null : (this.#engine.store.version(id, this.snapshotTs)?.value ?? null);
    const doc = write ? write.after : json === null ? null : decodeDoc(json);
    if (doc) countRead(this.#usage, table.name, doc);
    return doc;
  }

  /** Undefined: an id of a table that is not here. */
  #owner(method: string, id: string): Table | undefined {
    const owner = this.#engine.catalog.tableOfId(id);
    if (typeof owner === "string") throw invalidId(method, `Unable to decode ID: ${owner}`);
    return owner;
  }

  #writable(table: string): Table {
    if (!this.#system) refuseSystemTable(table);
    return this.#engine.catalog.table(table);
  }

  #existing(method: string, verb: string, id: string, table?: string): { target: Table; doc: Doc } {
    const owner = this.#owner(method, id);
    if (!owner || (!this.#system && !isVisible(owner.name))) throw invalidId(method, `Table for ID "${id}" not found`);
    checkTable(method, owner, table);
    const doc = this.#read(this.#writable(owner.name), id);
    if (!doc) throw new DatabaseError("NonexistentDocument", `${verb} on nonexistent document ID ${id}`);
    return { target: owner, doc };
  }

  #replace(method: string, target: Table, doc: Doc, value: Fields): Doc {
    const { _id, _creationTime } = doc;
    const { own, nesting } = this.#system
      ? { own: withoutSystemFields(value), nesting: 0 }
      : checkFields(method, value, doc);
    const after: Doc = { ...own, _id, _creationTime };
    // What stays as it is, is not written: nobody is told, and no transaction is in its way.
    if (isDeepStrictEqual(doc, after)) return doc;
    this.#write(target, _id, doc, after, own, nesting);
    return after;
  }

  #write(table: Table, id: string, current: Doc | null, after: Doc | null, fields: Fields, nesting: number): void {
    if (after && !this.#system) this.#engine.enforceSchema(table.name, fields);
    if (!this.#system) this.#usage.add("documentsWritten", 1);
    const indexes = [...table.indexes.values()];
    if (after && !this.#system) {
      const size = checkSize(after);
      this.#usage.add("bytesWritten", size);
      this.nearLimits.wrote(id, size, nesting);
    }
    for (const open of this.#open) if (open.table === table.name) open.rows.beforeWrite();
    const write = this.pending.get(id);
    this.pending.put(id, { table: table.name, before: write ? write.before : current, after }, indexes);
  }
}

function checkTableName(method: string, table: string): void {
  const problem = identifierProblem(table);
  if (!problem) return;
  throw new DatabaseError("InvalidArgument", `Invalid argument \`table\` for \`db.${method}\`: ${problem}`);
}

function isSystemTable(name: string): boolean {
  return name.startsWith("_");
}

/** Tables of the system that functions know of; the others are the deployment's own. */
export function isVisible(name: string): boolean {
  return !isSystemTable(name) || name === "_storage" || name === "_scheduled_functions";
}

function refuseSystemTable(name: string): void {
  if (!isSystemTable(name)) return;
  throw new DatabaseError("SystemTableError", "System tables can only be accessed with db.system.");
}

function checkTable(method: string, owner: Table, wanted: string | undefined): void {
  if (wanted === undefined || owner.name === wanted) return;
  throw invalidId(method, `expected to be an Id<"${wanted}">, got Id<"${owner.name}"> instead.`);
}

function invalidId(method: string, why: string): DatabaseError {
  return new DatabaseError("InvalidArgument", `Invalid argument \`id\` for \`db.${method}\`: ${why}`);
}

function withoutSystemFields(fields: Fields): Fields {
  const { _id, _creationTime, ...own } = fields;
  return own;
}
