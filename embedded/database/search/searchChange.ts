// The search indexes of a schema on its way to be in force: built beside everything else, as other indexes are. A new one
// holds what is there when it is built: a search of an older snapshot finds only what has not changed since.
import type { Catalog, Table } from "../catalog.ts";
import { decodeDoc } from "../indexScan.ts";
import type { SchemaJson, TableJson } from "../schemaJson.ts";
import type { Store } from "../store.ts";
import { type SearchDefinition, type SearchIndex, searchDefinitions } from "./definitions.ts";
import { beginEntry, hasLiveEntry } from "./entries.ts";
import { PostingBatch } from "./postingBatch.ts";
import { definitionOf } from "./searchCatalog.ts";

type Build = { table: Table; index: SearchIndex; name: string; afterSeq: number; done: boolean };

/** Documents of one step: each has many terms. */
const documentsPerStep = 50;
/** In names that no query can ask for. */
const inTheMaking = "~";

export class SearchChange {
  readonly #ground: { store: Store; catalog: Catalog; schemaVersion: number };
  readonly #wanted: Map<string, Map<string, SearchDefinition>>;
  readonly #builds: Build[] = [];

  constructor(ground: { store: Store; catalog: Catalog; schemaVersion: number }, schema: SchemaJson | null) {
    this.#ground = ground;
    this.#wanted = new Map(schema?.tables.map((table) => [table.tableName, searchDefinitions(table)]));
  }

  get complete(): number {
    return this.#builds.filter((build) => build.done).length;
  }

  get total(): number {
    return this.#builds.length;
  }

  begin(): void {
    const { catalog, schemaVersion } = this.#ground;
    for (const [tableName, definitions] of this.#wanted) {
      const table = catalog.existing(tableName);
      if (!table) continue;
      for (const [name, definition] of definitions) {
        if (isSame(catalog.search.get(tableName, name), definition)) continue;
        const index = catalog.search.add(table, `${name}${inTheMaking}${schemaVersion}`, definition);
        this.#builds.push({ table, index, name, afterSeq: 0, done: false });
      }
    }
  }

  /** One step, inside of a commit of the store; false when nothing is left to do. */
  advance(): boolean {
    const build = this.#builds.find(({ done }) => !done);
    if (!build) return false;
    build.done = !this.#buildSome(build);
    return true;
  }

  /** Inside of the commit in which the schema takes effect; the tables are there. */
  takeEffect(): void {
    const { catalog } = this.#ground;
    for (const index of catalog.search.all()) {
      if (isInTheMaking(index) || isSame(index, this.#wanted.get(index.table)?.get(index.name))) continue;
      catalog.search.remove(index);
    }
    for (const [tableName, definitions] of this.#wanted) {
      const table = catalog.table(tableName);
      for (const [name, definition] of definitions) {
        if (catalog.search.get(tableName, name)) continue;
        const begun = this.#builds.find((build) => build.table === table && build.name === name);
        const index = begun?.index ?? catalog.search.add(table, name, definition);
        const build = begun ?? { table, index, name, afterSeq: 0, done: false };
        while (this.#buildSome(build));
        if (begun) catalog.search.rename(index, name);
      }
    }
    this.#builds.length = 0;
  }

  /** What is in the indexes already stays. */
  startAgain(): void {
    for (const build of this.#builds) Object.assign(build, { afterSeq: 0, done: false });
  }

  discard(): void {
    for (const { index } of this.#builds.splice(0)) this.#ground.catalog.search.remove(index);
  }

  /** False when nothing is left. What commits have written since the index exists is in it already. */
  #buildSome(build: Build): boolean {
    const { store } = this.#ground;
    const rows = store.liveBatch(build.table.key, build.afterSeq, documentsPerStep);
    const postings = new PostingBatch(store);
    for (const { seq, ts, value } of rows) {
      const doc = decodeDoc(value);
      if (!hasLiveEntry(store, build.index, doc._id)) beginEntry(store, build.index, { doc, ts }, postings);
      build.afterSeq = seq;
    }
    postings.flush();
    return rows.length === documentsPerStep;
  }
}

/** Indexes whose making ended with the process. */
export function dropUnfinishedSearchIndexes(catalog: Catalog): void {
  for (const index of catalog.search.all()) if (isInTheMaking(index)) catalog.search.remove(index);
}

/** Of a schema that came into force when this deployment did not know search indexes. */
export function buildMissingSearchIndexes(
  ground: { store: Store; catalog: Catalog; schemaVersion: number },
  schema: SchemaJson | null,
): void {
  const isThere = (table: TableJson) =>
    [...searchDefinitions(table)].every(([name, definition]) =>
      isSame(ground.catalog.search.get(table.tableName, name), definition),
    );
  if (schema?.tables.every(isThere) !== false) return;
  ground.store.atomically(() => new SearchChange(ground, schema).takeEffect());
}

function isInTheMaking(index: SearchIndex): boolean {
  return index.name.includes(inTheMaking);
}

function isSame(index: SearchIndex | undefined, definition: SearchDefinition | undefined): boolean {
  return index !== undefined && definition !== undefined && key(definitionOf(index)) === key(definition);
}

function key(definition: SearchDefinition): string {
  const path = definition.kind === "text" ? definition.searchField : definition.vectorField;
  const dimensions = definition.kind === "text" ? 0 : definition.dimensions;
  return JSON.stringify([definition.kind, path, dimensions, definition.filterFields]);
}
