// Tables and index definitions, held in memory and in the store.
import { DatabaseError } from "./errors.ts";
import { decodeId } from "./ids.ts";
import type { SchemaJson } from "./schemaJson.ts";
import { SearchCatalog } from "./search/searchCatalog.ts";
import { encodeKey, type Key } from "./sortKey.ts";
import type { IndexEntry, Store } from "./store.ts";
import { identifierProblem } from "./validatorForm.ts";
import { type Doc, fieldAt } from "./values.ts";

/** `fields` are complete: `_creationTime` and `_id` close every index and make its keys unique. */
export type Index = { id: number; table: string; name: string; fields: string[] };
/** `number`: what its ids begin with, which an import may change. `key`: what its rows are stored under, for ever. */
export type Table = { number: number; key: number; name: string; indexes: Map<string, Index> };

/** Numbers below are left to system tables. */
const firstUserTableNumber = 10_001;
const maxTables = 10_000;
const systemTables: { [name: string]: { [index: string]: string[] } } = {
  _storage: {},
  _files: { by_uuid: ["uuid"], by_storage_id: ["storageId"] },
  _scheduled_functions: { by_state: ["state.kind", "scheduledTime"] },
  _crons: { by_name: ["name"] },
  _exports: {},
  _snapshot_imports: {},
};

export class Catalog {
  readonly search: SearchCatalog;
  readonly #store: Store;
  readonly #byName = new Map<string, Table>();
  readonly #byNumber = new Map<number, Table>();

  constructor(store: Store) {
    this.#store = store;
    this.search = new SearchCatalog(store);
    const byKey = new Map<number, Table>();
    type Row = { number: bigint; id_number: bigint; name: string };
    for (const { number, id_number, name } of store.all<Row>("SELECT number, id_number, name FROM tables")) {
      const table = { number: Number(id_number), key: Number(number), name, indexes: new Map() };
      byKey.set(table.key, table);
      this.#remember(table);
    }
    type Definition = { index_id: bigint; table_number: bigint; name: string; fields: string };
    for (const row of store.all<Definition>("SELECT index_id, table_number, name, fields FROM index_definitions")) {
      const table = byKey.get(Number(row.table_number));
      const fields: string[] = JSON.parse(row.fields);
      table?.indexes.set(row.name, { id: Number(row.index_id), table: table.name, name: row.name, fields });
    }
    for (const [name, indexes] of Object.entries(systemTables)) {
      const table = this.table(name);
      for (const [index, fields] of Object.entries(indexes)) {
        if (!table.indexes.has(index)) this.addIndex(table, index, complete(fields));
      }
    }
  }

  tables(): Table[] {
    return [...this.#byName.values()];
  }

  existing(name: string): Table | undefined {
    return this.#byName.get(name);
  }

  /** A table exists from the first time somebody names it, so that a read of an empty one can be watched. */
  table(name: string): Table {
    const present = this.#byName.get(name);
    if (present) return present;
    const problem = identifierProblem(name);
    if (problem) throw new DatabaseError("InvalidTableName", problem);
    if (name.startsWith("_") && !(name in systemTables)) {
      throw new DatabaseError("TableNotFound", `There is no system table "${name}".`);
    }
    if (this.#byName.size >= maxTables) {
      throw new DatabaseError("TooManyTables", `Number of tables cannot exceed ${maxTables}.`);
    }
    const number = this.freeNumber(name);
    this.#store.run("INSERT INTO tables (number, id_number, name) VALUES (?, ?, ?)", number, number, name);
    const table: Table = { number, key: number, name, indexes: new Map() };
    this.#remember(table);
    this.addIndex(table, "by_id", ["_id"]);
    this.addIndex(table, "by_creation_time", ["_creationTime", "_id"]);
    return table;
  }

  /** None that a table here has or had, and none of `taken`. */
  freeNumber(name: string, taken: number[] = []): number {
    const system = name.startsWith("_");
    const numbers = [...this.tables().flatMap(({ number, key }) => [number, key]), ...taken];
    const ofKind = numbers.filter((number) => number < firstUserTableNumber === system);
    return Math.max(system ? 0 : firstUserTableNumber - 1, ...ofKind) + 1;
  }

  withNumber(number: number): Table | undefined {
    return this.#byNumber.get(number);
  }

  /** Inside of a commit. Numbers may be swapped. */
  renumber(moves: { table: Table; number: number }[]): void {
    for (const { table } of moves) this.#byNumber.delete(table.number);
    for (const { table, number } of moves) {
      this.#store.run("UPDATE tables SET id_number = ? WHERE number = ?", number, table.key);
      table.number = number;
      this.#byNumber.set(number, table);
    }
  }

  /** Of an id; undefined when it is none, or of no table here. A string: why it is no id. */
  tableOfId(id: string): Table | undefined | string {
    const decoded = decodeId(id);
    return typeof decoded === "string" ? decoded : this.#byNumber.get(decoded.tableNumber);
  }

  index(table: string, name: string): Index {
    const index = this.table(table).indexes.get(name);
    if (!index) throw new DatabaseError("IndexNotFound", `Index ${table}.${name} not found.`);
    return index;
  }

  addIndex(table: Table, name: string, fields: string[]): Index {
    const id = this.#store.run(
      "INSERT INTO index_definitions (table_number, name, fields) VALUES (?, ?, ?)",
      table.key,
      name,
      JSON.stringify(fields),
    );
    const index = { id, table: table.name, name, fields };
    table.indexes.set(name, index);
    return index;
  }

  removeIndex(table: Table, index: Index): void {
    this.#store.run("DELETE FROM index_entries WHERE index_id = ?", index.id);
    this.#store.run("DELETE FROM index_definitions WHERE index_id = ?", index.id);
    table.indexes.delete(index.name);
  }

  renameIndex(table: Table, index: Index, name: string): void {
    this.#store.run("UPDATE index_definitions SET name = ? WHERE index_id = ?", name, index.id);
    table.indexes.delete(index.name);
    index.name = name;
    table.indexes.set(name, index);
  }

  #remember(table: Table): void {
    this.#byName.set(table.name, table);
    this.#byNumber.set(table.number, table);
  }
}

/** The user indexes a schema asks for, by table, with their complete fields. */
export function indexesOf(schema: SchemaJson | null): Map<string, Map<string, string[]>> {
  const wanted = new Map<string, Map<string, string[]>>();
  for (const table of schema?.tables ?? []) {
    wanted.set(
      table.tableName,
      new Map(table.indexes.map(({ indexDescriptor, fields }) => [indexDescriptor, complete(fields)])),
    );
  }
  return wanted;
}

export function isBuiltIn(index: Index): boolean {
  return index.name === "by_id" || index.name === "by_creation_time" || index.table.startsWith("_");
}

export function indexKey(index: Index, doc: Doc): Key {
  return encodeKey(index.fields.map((path) => fieldAt(doc, path)));
}

/** The entries of an index that change when a document does, or comes (`before` null), or goes (`after` null). */
export function changedEntries(index: Index, before: Doc | null, after: Doc | null, seq: number): IndexEntry[] {
  const oldKey = before && indexKey(index, before);
  const newKey = after && indexKey(index, after);
  const entries: IndexEntry[] = [];
  if (oldKey !== null && oldKey !== newKey) entries.push({ index: index.id, key: oldKey, seq: null });
  if (newKey !== null) entries.push({ index: index.id, key: newKey, seq });
  return entries;
}

export function idKey(id: string): Key {
  return encodeKey([id]);
}

function complete(fields: string[]): string[] {
  return [...fields.filter((field) => field !== "_creationTime" && field !== "_id"), "_creationTime", "_id"];
}
