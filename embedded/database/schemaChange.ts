// A schema on its way to be in force. Its new indexes are built and the documents that are there are checked in small steps,
// while everything else goes on; then it takes effect in one commit. Indexes in the making have names that no query can ask
// for, and commits keep them up to date from the moment that they exist.
import { type Catalog, changedEntries, type Index, indexesOf, isBuiltIn, type Table } from "./catalog.ts";
import { decodeDoc } from "./indexScan.ts";
import { checkExistingDocument, tablesToCheck } from "./schemaCheck.ts";
import { checkSchemaForm } from "./schemaForm.ts";
import type { SchemaJson, TableJson } from "./schemaJson.ts";
import { dropUnfinishedSearchIndexes, SearchChange } from "./search/searchChange.ts";
import type { Store } from "./store.ts";

/** Where it works; `catalog` is another object after a commit that failed. */
export type SchemaGround = {
  store: Store;
  catalog: Catalog;
  schemaVersion: number;
};
export type SchemaProgress = { schemaValidationComplete: boolean; indexesComplete: number; indexesTotal: number };

type Build = { table: Table; index: Index; name: string; afterSeq: number; done: boolean };
type Check = { table: TableJson; afterSeq: number; done: boolean };

/** Rows of one step: a few milliseconds. */
const rowsPerStep = 250;
const inTheMaking = "~";

export class SchemaChange {
  readonly schema: SchemaJson | null;
  readonly #ground: SchemaGround;
  readonly #tableOf: (id: string) => string | null;
  readonly #schemaVersion: number;
  readonly #catalog: Catalog;
  readonly #builds: Build[] = [];
  readonly #checks: Check[];
  readonly #search: SearchChange;
  #shown: number;

  /** Throws SchemaError when the schema is malformed. */
  constructor(
    ground: SchemaGround,
    schema: SchemaJson | null,
    previous: SchemaJson | null,
    tableOf: (id: string) => string | null,
  ) {
    if (schema) checkSchemaForm(schema);
    this.schema = schema;
    this.#ground = ground;
    this.#tableOf = tableOf;
    this.#schemaVersion = ground.schemaVersion;
    this.#catalog = ground.catalog;
    this.#search = new SearchChange(ground, schema);
    this.#shown = ground.store.shown;
    this.#checks = tablesToCheck(schema, previous).map((table) => ({ table, afterSeq: 0, done: false }));
  }

  get progress(): SchemaProgress {
    return {
      schemaValidationComplete: this.#checks.every((check) => check.done),
      indexesComplete: this.#builds.filter((build) => build.done).length + this.#search.complete,
      indexesTotal: this.#builds.length + this.#search.total,
    };
  }

  /** Another schema has come into force since: this one was made for the one before. */
  get overtaken(): boolean {
    return this.#ground.schemaVersion !== this.#schemaVersion || this.#ground.catalog !== this.#catalog;
  }

  /** Makes the new indexes, empty: from here on commits write into them. */
  beginIndexes(): void {
    if (this.#builds.length > 0 || this.#search.total > 0) return;
    this.#search.begin();
    const { catalog } = this.#ground;
    for (const [tableName, indexes] of indexesOf(this.schema)) {
      const table = catalog.existing(tableName);
      if (!table) continue;
      for (const [name, fields] of indexes) {
        if (sameFields(table.indexes.get(name), fields)) continue;
        const index = catalog.addIndex(table, `${name}${inTheMaking}${this.#schemaVersion}`, fields);
        this.#builds.push({ table, index, name, afterSeq: 0, done: false });
      }
    }
  }

  /** One step; false when nothing is left to do. Throws SchemaError when a document does not match. */
  advance(): boolean {
    this.#lookAgain();
    const check = this.#checks.find(({ done }) => !done);
    if (check) {
      this.#checkSome(check);
      return true;
    }
    const build = this.#builds.find(({ done }) => !done);
    const { store } = this.#ground;
    if (!build) return store.atomically(() => this.#search.advance());
    store.atomically(() => {
      build.afterSeq = buildSome(store, build.table, build.index, build.afterSeq) ?? build.afterSeq;
      build.done = store.history(build.table.key, build.afterSeq, 1).length === 0;
    });
    return true;
  }

  /** To be called inside of a commit of the store, in one go with what depends on the schema. */
  takeEffect(): void {
    this.#lookAgain();
    // Documents written since the last step, and tables that have come into being.
    for (const check of this.#checks) check.done = false;
    while (this.#checks.some(({ done }) => !done)) for (const check of this.#checks) this.#checkSome(check);
    const { catalog, store } = this.#ground;
    const wanted = indexesOf(this.schema);
    for (const name of wanted.keys()) catalog.table(name);
    for (const table of catalog.tables()) {
      const indexes = wanted.get(table.name) ?? new Map<string, string[]>();
      for (const index of [...table.indexes.values()]) {
        if (isBuiltIn(index) || index.name.includes(inTheMaking)) continue;
        if (!sameFields(index, indexes.get(index.name))) catalog.removeIndex(table, index);
      }
      for (const [name, fields] of indexes) {
        if (table.indexes.has(name)) continue;
        const build = this.#builds.find((candidate) => candidate.table === table && candidate.name === name);
        const index = build?.index ?? catalog.addIndex(table, name, fields);
        for (let seq: number | null = build?.afterSeq ?? 0; seq !== null; ) seq = buildSome(store, table, index, seq);
        if (build) catalog.renameIndex(table, index, name);
      }
    }
    this.#search.takeEffect();
    this.#builds.length = 0;
  }

  /** It will not come into force. */
  discard(): void {
    this.#search.discard();
    // With the catalog the unfinished indexes went, too.
    const builds = this.#ground.catalog === this.#catalog ? this.#builds : [];
    for (const { table, index } of builds) this.#catalog.removeIndex(table, index);
    this.#builds.length = 0;
  }

  /** An import that was shown since has written where checks and search indexes have been already. */
  #lookAgain(): void {
    const { shown } = this.#ground.store;
    if (shown === this.#shown) return;
    this.#shown = shown;
    for (const check of this.#checks) Object.assign(check, { afterSeq: 0, done: false });
    this.#search.startAgain();
  }

  #checkSome(check: Check): void {
    const key = this.#ground.catalog.existing(check.table.tableName)?.key;
    const batch = key === undefined ? [] : this.#ground.store.liveBatch(key, check.afterSeq, rowsPerStep);
    for (const { seq, value } of batch) {
      checkExistingDocument(check.table, decodeDoc(value), this.#tableOf);
      check.afterSeq = seq;
    }
    check.done = batch.length < rowsPerStep;
  }
}

/** Indexes whose making ended with the process. */
export function dropUnfinishedIndexes(catalog: Catalog): void {
  dropUnfinishedSearchIndexes(catalog);
  for (const table of catalog.tables()) {
    for (const index of [...table.indexes.values()]) {
      if (index.name.includes(inTheMaking)) catalog.removeIndex(table, index);
    }
  }
}

/** Indexes the versions after `afterSeq`, with those that they replaced; answers where it stopped, null at the end. */
function buildSome(store: Store, table: Table, index: Index, afterSeq: number): number | null {
  const rows = store.history(table.key, afterSeq, rowsPerStep);
  for (const { seq, ts, value, replaced } of rows) {
    const [before, after] = [replaced, value].map((json) => (json === null ? null : decodeDoc(json)));
    store.putEntries(changedEntries(index, before ?? null, after ?? null, seq), ts);
  }
  return rows.at(-1)?.seq ?? null;
}

function sameFields(index: Index | undefined, fields: string[] | undefined): boolean {
  return index !== undefined && JSON.stringify(index.fields) === JSON.stringify(fields);
}
