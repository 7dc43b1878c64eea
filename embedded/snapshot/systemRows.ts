// The rows of `_snapshot_imports` and `_exports`, which the CLI subscribes to. The newest are kept.
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Doc, Fields } from "../database/values.ts";

const keptRows = 20;

export class SystemRows {
  readonly #db: Database;
  readonly #table: string;

  constructor(db: Database, table: "_snapshot_imports" | "_exports") {
    this.#db = db;
    this.#table = table;
  }

  insert(fields: Fields): string {
    const tx = this.#db.beginUnlimited();
    const id = tx.asSystem(() => {
      for (const old of this.newest().slice(keptRows - 1)) tx.remove(old._id);
      return tx.insert(this.#table, fields);
    });
    this.#db.commit(tx);
    return id;
  }

  update(id: string, fields: Fields): void {
    const tx = this.#db.beginUnlimited();
    this.updateIn(tx, id, fields);
    this.#db.commit(tx);
  }

  updateIn(tx: Transaction, id: string, fields: Fields): void {
    tx.asSystem(() => tx.shallowMerge(id, fields));
  }

  get(id: string): Doc | null {
    const tx = this.#db.beginUnlimited();
    return tx.normalizeId(this.#table, id) === null ? null : tx.get(id);
  }

  newest(): Doc[] {
    const source = { type: "FullTableScan", tableName: this.#table, order: "desc" } as const;
    const rows = this.#db.beginUnlimited().query({ source, operators: [] });
    const found: Doc[] = [];
    for (let row = rows.next(); row !== null; row = rows.next()) found.push(row);
    return found;
  }
}
