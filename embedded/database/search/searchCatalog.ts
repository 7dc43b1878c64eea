// The search indexes of all tables, held in memory and in the store.
import type { Store } from "../store.ts";
import type { SearchDefinition, SearchIndex } from "./definitions.ts";

export class SearchCatalog {
  readonly #store: Store;
  readonly #byTable = new Map<string, Map<string, SearchIndex>>();

  constructor(store: Store) {
    this.#store = store;
    type Row = { index_id: bigint; table_name: string; name: string; definition: string };
    const rows = store.all<Row>(
      `SELECT i.index_id, t.name AS table_name, i.name, i.definition
       FROM search_indexes i JOIN tables t ON t.number = i.table_number`,
    );
    for (const row of rows) {
      const definition: SearchDefinition = JSON.parse(row.definition);
      this.#remember({ ...definition, id: Number(row.index_id), table: row.table_name, name: row.name });
    }
  }

  all(): SearchIndex[] {
    return [...this.#byTable.values()].flatMap((indexes) => [...indexes.values()]);
  }

  of(table: string): SearchIndex[] {
    return [...(this.#byTable.get(table)?.values() ?? [])];
  }

  get(table: string, name: string): SearchIndex | undefined {
    return this.#byTable.get(table)?.get(name);
  }

  add(table: { key: number; name: string }, name: string, definition: SearchDefinition): SearchIndex {
    const id = this.#store.run(
      "INSERT INTO search_indexes (table_number, name, definition) VALUES (?, ?, ?)",
      table.key,
      name,
      JSON.stringify(definition),
    );
    return this.#remember({ ...definition, id, table: table.name, name });
  }

  remove(index: SearchIndex): void {
    const { id } = index;
    this.#store.run("DELETE FROM vectors WHERE entry IN (SELECT entry FROM search_entries WHERE index_id = ?)", id);
    this.#store.run("DELETE FROM postings WHERE index_id = ?", id);
    this.#store.run("DELETE FROM search_entries WHERE index_id = ?", id);
    this.#store.run("DELETE FROM search_indexes WHERE index_id = ?", id);
    this.#byTable.get(index.table)?.delete(index.name);
  }

  rename(index: SearchIndex, name: string): void {
    this.#store.run("UPDATE search_indexes SET name = ? WHERE index_id = ?", name, index.id);
    this.#byTable.get(index.table)?.delete(index.name);
    index.name = name;
    this.#remember(index);
  }

  #remember(index: SearchIndex): SearchIndex {
    const indexes = this.#byTable.get(index.table) ?? new Map<string, SearchIndex>();
    this.#byTable.set(index.table, indexes);
    indexes.set(index.name, index);
    return index;
  }
}

export function definitionOf(index: SearchIndex): SearchDefinition {
  const { id, table, name, ...definition } = index;
  return definition;
}
