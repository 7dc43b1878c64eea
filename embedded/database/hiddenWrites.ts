// What an import has written and nobody may see yet. Its rows are where they will stay and have the timestamp at which they
// will be seen, which is to come: commits get timestamps below it until the import is over. Nothing else tells them apart, so
// that showing them takes no work. A note in the settings makes the next start take back what a crash left.
import { type Catalog, indexKey, type Table } from "./catalog.ts";
import { decodeDoc } from "./indexScan.ts";
import { takeBackEntry } from "./search/entries.ts";
import { keyToBytes } from "./sortKey.ts";
import type { Store } from "./store.ts";
import type { Timestamp } from "./values.ts";
import { WaitingEntries } from "./waitingEntries.ts";

type HiddenRow = { seq: bigint; table_number: bigint; id: string; value: string | null; prev_seq: bigint | null };
type Totals = { documents: number; tokens: number };

const noteSetting = "hiddenWrites";
const rowsPerStep = 64;

export class HiddenWrites {
  readonly ts: Timestamp;
  /** Of search entries: hidden ones have this number or a lower one, all others a higher one. */
  readonly highestEntry: number;
  /** What was written before has a lower number. */
  readonly afterSeq: number;
  readonly waiting = new WaitingEntries();
  #nextEntry: number;
  /** What search indexes will have in addition. */
  readonly #totals = new Map<number, Totals>();

  /** Inside of a commit of the store. */
  constructor(store: Store, ts: Timestamp) {
    this.ts = ts;
    this.afterSeq = store.lastSeq();
    this.highestEntry = Math.min(0, Number(store.rows("SELECT min(entry) FROM search_entries")[0]?.[0] ?? 0)) - 1;
    this.#nextEntry = this.highestEntry;
    const note = JSON.stringify([String(ts), this.afterSeq, this.highestEntry]);
    store.run("INSERT INTO settings (key, value) VALUES (?, ?)", noteSetting, note);
  }

  nextEntry(): number {
    return this.#nextEntry--;
  }

  addToTotals(index: number, documents: number, tokens: number): void {
    const totals = this.#totals.get(index) ?? { documents: 0, tokens: 0 };
    this.#totals.set(index, { documents: totals.documents + documents, tokens: totals.tokens + tokens });
  }

  /** Inside of the commit that shows them; the last that is written with their timestamp. */
  show(store: Store): void {
    for (const _ of this.waiting.writing(store, this.ts));
    for (const [index, { documents, tokens }] of this.#totals) {
      const sql = "UPDATE search_indexes SET documents = documents + ?, tokens = tokens + ? WHERE index_id = ?";
      store.run(sql, documents, tokens, index);
    }
    store.run("DELETE FROM settings WHERE key = ?", noteSetting);
    store.noteTimestamp(this.ts);
    store.shown++;
  }

  /** Takes back what was written of one document, inside of a commit of the store. Answers what it would have become. */
  takeBack(store: Store, catalog: Catalog, table: Table, id: string): { value: string | null } | null {
    const sql = "SELECT seq, table_number, id, value, prev_seq FROM documents WHERE id = ? AND ts = ?";
    const [row] = store.all<HiddenRow>(sql, id, this.ts);
    if (row) this.#takeBackRow(store, catalog, table, row);
    return row ? { value: row.value } : null;
  }

  /** Some of all there is; false when nothing is left. */
  takeBackSome(store: Store, catalog: Catalog): boolean {
    return store.atomically(() => {
      const rows = store.all<HiddenRow>(
        "SELECT seq, table_number, id, value, prev_seq FROM documents WHERE seq > ? AND ts = ? ORDER BY seq DESC LIMIT ?",
        this.afterSeq,
        this.ts,
        rowsPerStep,
      );
      const tables = new Map(catalog.tables().map((table) => [table.key, table]));
      for (const row of rows) this.#takeBackRow(store, catalog, tables.get(Number(row.table_number)), row);
      if (rows.length === rowsPerStep) return true;
      store.run("DELETE FROM settings WHERE key = ?", noteSetting);
      return false;
    });
  }

  #takeBackRow(store: Store, catalog: Catalog, table: Table | undefined, row: HiddenRow): void {
    const { seq, id, value, prev_seq: replaced } = row;
    const [previous] = store.all<{ value: string | null }>("SELECT value FROM documents WHERE seq = ?", replaced);
    const docs = [previous?.value, value].flatMap((json) => (json ? [decodeDoc(json)] : []));
    for (const index of table?.indexes.values() ?? []) {
      for (const key of new Set(docs.map((doc) => indexKey(index, doc)))) {
        const sql = "DELETE FROM index_entries WHERE index_id = ? AND key = ? AND ts = ?";
        store.run(sql, index.id, keyToBytes(key), this.ts);
        this.waiting.forget(index.id, key);
      }
    }
    for (const index of table ? catalog.search.of(table.name) : []) {
      takeBackEntry(store, index, { id, doc: value === null ? null : decodeDoc(value), ts: this.ts });
    }
    store.run("DELETE FROM documents WHERE seq = ?", seq);
  }
}

/** What an import that ended with its process has left: all at once, for nobody waits yet. */
export function takeBackLeftovers(store: Store): void {
  const [note] = store.all<{ value: string }>("SELECT value FROM settings WHERE key = ?", noteSetting);
  if (!note) return;
  const [hiddenTs, afterSeq, highestEntry] = JSON.parse(note.value) as [string, number, number];
  const ts = BigInt(hiddenTs);
  store.atomically(() => {
    for (const table of ["postings", "vectors", "search_entries"]) {
      store.run(`DELETE FROM ${table} WHERE entry <= ?`, highestEntry);
    }
    store.run("UPDATE search_entries SET to_ts = NULL, terms = NULL WHERE to_ts = ?", ts);
    store.run("DELETE FROM index_entries WHERE ts = ?", ts);
    store.run("DELETE FROM documents WHERE seq > ? AND ts = ?", afterSeq, ts);
    store.run("DELETE FROM settings WHERE key = ?", noteSetting);
  });
}
