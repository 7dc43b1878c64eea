// Which numbers tables get with an import.
import type { Catalog, Table } from "./catalog.ts";
import { DatabaseError } from "./errors.ts";
import type { Store } from "./store.ts";

/**
 * `number`: that of the documents' ids; null: whichever the table has. `clear`: what was there goes. `mustBeEmpty`: or else it
 * is refused.
 */
export type TableReplacement = { name: string; number: number | null; clear: boolean; mustBeEmpty: boolean };

/** Tables that are not there yet are made. Throws DatabaseError when a number is that of a table that stays and has documents. */
export function tableMoves(
  catalog: Catalog,
  store: Store,
  replacements: readonly TableReplacement[],
): { table: Table; number: number }[] {
  const moves: { table: Table; number: number }[] = [];
  for (const { name, number, clear, mustBeEmpty } of replacements) {
    const table = catalog.table(name);
    if (mustBeEmpty && hasDocuments(store, table)) throw new DatabaseError("TableNotEmpty", tableExists(name));
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
  return moves;
}

/** In Convex's words. */
export function tableExists(name: string): string {
  return `Table ${name} already exists. Please choose a new table name or use replace/append modes.`;
}

function hasDocuments(store: Store, table: Table): boolean {
  return store.liveBatch(table.key, 0, 1).length > 0;
}
