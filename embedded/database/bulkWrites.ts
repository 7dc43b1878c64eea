// What an import writes: whole tables, in one commit, streamed rather than held. Tables may get other numbers with it, so that
// imported documents keep their ids; what has the wanted number gives way when it has no documents.
import type { Catalog, Table } from "./catalog.ts";
import { DatabaseError } from "./errors.ts";
import { decodeDoc } from "./indexScan.ts";
import { type PendingWrite, PendingWrites } from "./pendingWrites.ts";
import type { Store } from "./store.ts";
import type { Doc } from "./values.ts";

/** `number`: that of the documents' ids; null: whichever the table has. `clear`: what was there goes. */
export type TableReplacement = { name: string; number: number | null; clear: boolean };
export type ImportedRow = { table: string; doc: Doc };

const latest = 2n ** 63n - 1n;
const rowsPerBatch = 500;

export class BulkWrites extends PendingWrites {
  readonly #store: Store;
  readonly #catalog: Catalog;
  readonly #tables: TableReplacement[];
  readonly #rows: () => Iterable<ImportedRow>;
  /** Whether tables got other numbers. */
  renumbered = false;

  /** `rows` are read while the commit is being written. */
  constructor(
    ground: { store: Store; catalog: Catalog },
    tables: TableReplacement[],
    rows: () => Iterable<ImportedRow>,
  ) {
    super();
    this.#store = ground.store;
    this.#catalog = ground.catalog;
    this.#tables = tables;
    this.#rows = rows;
  }

  override get size(): number {
    return 1;
  }

  /** To be gone through once, inside of the commit. */
  override *entries(): IterableIterator<[string, PendingWrite]> {
    this.renumbered = renumberTables(this.#catalog, this.#store, this.#tables);
    const until = this.#store.lastSeq();
    const cleared = new Set(this.#tables.filter(({ clear }) => clear).map(({ name }) => name));
    const written = new Set<string>();
    for (const { table, doc } of this.#rows()) {
      const value = this.#store.version(doc._id, latest)?.value ?? null;
      if (written.has(doc._id) || (value !== null && !cleared.has(table))) {
        throw new DatabaseError("DuplicateId", `Objects in table "${table}" have duplicate _id fields`);
      }
      written.add(doc._id);
      yield [doc._id, { table, before: value === null ? null : decodeDoc(value), after: doc }];
    }
    for (const name of cleared) {
      const table = this.#catalog.existing(name);
      if (!table) continue;
      for (const doc of liveDocuments(this.#store, table, until)) {
        if (!written.has(doc._id)) yield [doc._id, { table: name, before: doc, after: null }];
      }
    }
  }
}

/** Throws DatabaseError when a number is that of a table that stays and has documents. */
function renumberTables(catalog: Catalog, store: Store, replacements: TableReplacement[]): boolean {
  const moves: { table: Table; number: number }[] = [];
  for (const { name, number, clear } of replacements) {
    const table = catalog.table(name);
    if (number === null || number === table.number) continue;
    if (!clear && hasDocuments(store, table)) {
      throw new DatabaseError(
        "TableNumberConflict",
        `table ${name} wants table number ${number} but was already assigned ${table.number}`,
      );
    }
    moves.push({ table, number });
  }
  const moving = new Set(moves.map(({ table }) => table));
  for (const { table, number } of [...moves]) {
    const holder = catalog.withNumber(number);
    if (!holder || moving.has(holder)) continue;
    if (hasDocuments(store, holder) && !replacements.some(({ name, clear }) => clear && name === holder.name)) {
      throw new DatabaseError(
        "TableNumberConflict",
        `The ids of "${table.name}" are of another deployment and have the same table number as "${holder.name}" here. Import into an empty deployment, or delete the documents of "${holder.name}" first.`,
      );
    }
    const taken = moves.map((move) => move.number);
    moves.push({ table: holder, number: catalog.freeNumber(holder.name, taken) });
    moving.add(holder);
  }
  if (moves.length > 0) catalog.renumber(moves);
  return moves.length > 0;
}

function hasDocuments(store: Store, table: Table): boolean {
  return store.liveBatch(table.number, 0, 1).length > 0;
}

function* liveDocuments(store: Store, table: Table, until: number): Iterable<Doc> {
  for (let after = 0; after < until; ) {
    const batch = store.liveBatch(table.number, after, rowsPerBatch);
    for (const { seq, value } of batch) if (seq <= until) yield decodeDoc(value);
    after = batch.at(-1)?.seq ?? until;
  }
}
