// What an import writes: whole tables, piece by piece beside everything else, seen at once when the last commit shows them.
// Tables may get other numbers with it, so that imported documents keep their ids; what has the wanted number gives way when
// it has no documents.
import { setImmediate, setTimeout as wait } from "node:timers/promises";
import { commitWrites } from "./commitWrites.ts";
import { DatabaseError } from "./errors.ts";
import { HiddenWrites } from "./hiddenWrites.ts";
import { decodeDoc } from "./indexScan.ts";
import { type PendingWrite, PendingWrites } from "./pendingWrites.ts";
import type { Key } from "./sortKey.ts";
import type { WrittenToTable } from "./subscriptions.ts";
import { type TableReplacement, tableMoves } from "./tableMoves.ts";
import { type Engine, Transaction } from "./transaction.ts";
import type { Doc, Timestamp } from "./values.ts";

/** `size`: about how much memory it takes. */
export type ImportedRow = { table: string; doc: Doc; size: number };
type Write = [id: string, write: PendingWrite];
/** Null: nothing, but it took its time. */
type Writes = Generator<Write | null, void, void>;

/** How long a piece may hold the rest up. */
const pieceMs = 8;
/** What is left to the rest between pieces: a call takes several turns of the event loop. */
const pauseMs = 4;
/** Put in the order of their ids: as they come, each would touch another page of the file. */
const rowsPerBatch = 4096;
const sizePerBatch = 8 * 1024 * 1024;
/** Documents that others changed meanwhile and that the last commit may take along. */
const maxLeft = 64;
const maxRounds = 1_000;
/** Of one index; after more whoever read anything of it is told. */
const maxKeys = 20_000;

export class BulkImport {
  readonly hidden: HiddenWrites;
  readonly #engine: Engine;
  readonly #tables: readonly TableReplacement[];
  readonly #cleared: ReadonlySet<string>;
  readonly #written = new Map<number, { table: string; keys: Set<Key> | null }>();
  /** Documents of cleared tables that others wrote since the import came to them: what it makes of them, null for nothing. */
  readonly #changed = new Map<string, { table: string; after: Doc | null }>();
  #last: PendingWrites | null = null;

  /** To be shown at `ts`. Throws DatabaseError when table numbers are taken. */
  constructor(engine: Engine, tables: readonly TableReplacement[], ts: Timestamp) {
    const { store, catalog } = engine;
    if (store.hidden) {
      throw new DatabaseError(
        "ImportUnfinished",
        "Another import is being written, or could not be taken back when it failed. Try again; if that does not help, start the deployment anew.",
      );
    }
    this.#engine = engine;
    this.#tables = tables;
    this.#cleared = new Set(tables.filter(({ clear }) => clear).map(({ name }) => name));
    this.hidden = store.atomically(() => {
      // What would be refused at the end is refused now.
      tableMoves(catalog, store, tables);
      return new HiddenWrites(store, ts);
    });
    store.hidden = this.hidden;
  }

  /** All but what the last commit does. Throws DatabaseError when ids are taken. */
  async write(rows: () => Iterable<ImportedRow>): Promise<void> {
    await this.#inPieces(this.#additions(rows()));
    await this.#inPieces(this.#removals());
    for (let round = 0; this.#changed.size > maxLeft && round < maxRounds; round++) {
      await this.#inPieces(this.#changedMeanwhile());
    }
    await this.#inPieces(this.#waiting());
  }

  /** What shows everything, to be committed at the timestamp of `hidden`. */
  lastTransaction(at: Timestamp): Transaction {
    this.#last = new StreamedWrites(() => this.#finish());
    return new Transaction(this.#engine, at, { limited: false, pending: this.#last });
  }

  /** Time almost stands still while an import is being written: it is to be seen after everything that is written meanwhile. */
  timestampOf(tx: Transaction, next: Timestamp): Timestamp {
    const { ts } = this.hidden;
    if (this.isLast(tx)) return ts;
    if (next < ts) return next;
    throw new DatabaseError("ImportTakesTooLong", "There are too many writes beside the import that is being written.");
  }

  isLast(tx: Transaction): boolean {
    return tx.pending === this.#last;
  }

  /** Keys that were written before the last commit. */
  *written(): Iterable<WrittenToTable> {
    for (const [index, { table, keys }] of this.#written) {
      if (keys === null) yield { index, key: null, table };
      else for (const key of keys) yield { index, key, table };
    }
  }

  /** Another transaction is about to commit: what has been written on top of its documents has to wait for it. */
  makeWay(tx: Transaction): void {
    if (this.isLast(tx) || this.#cleared.size === 0) return;
    const { store, catalog } = this.#engine;
    const concerned = [...tx.pending.entries()].filter(([, { table }]) => this.#cleared.has(table));
    if (concerned.length === 0) return;
    store.atomically(() => {
      for (const [id, { table }] of concerned) {
        const taken = this.hidden.takeBack(store, catalog, catalog.table(table), id);
        const after = taken?.value ? decodeDoc(taken.value) : null;
        if (after || !this.#changed.has(id)) this.#changed.set(id, { table, after });
      }
    });
  }

  /** As if it had never been. */
  async takeBack(): Promise<void> {
    const { store } = this.#engine;
    while (this.hidden.takeBackSome(store, this.#engine.catalog)) await setImmediate();
    store.hidden = null;
  }

  async #inPieces(writes: Writes): Promise<void> {
    const { store } = this.#engine;
    try {
      for (let done = false; !done; ) {
        const until = performance.now() + pieceMs;
        const piece = function* (): Writes {
          while (!done && performance.now() < until) {
            const next = writes.next();
            if (next.done) done = true;
            else yield next.value;
          }
        };
        const pending = new StreamedWrites(piece);
        const tx = new Transaction(this.#engine, 0n, { limited: false, pending });
        const written = store.atomically(() => commitWrites(store, this.#engine.catalog, tx, this.hidden.ts));
        for (const key of written) this.#remember(key);
        await wait(pauseMs);
      }
    } finally {
      writes.return();
    }
  }

  #remember({ index, key, table }: WrittenToTable): void {
    const present = this.#written.get(index) ?? { table, keys: new Set() };
    this.#written.set(index, present);
    if (key === null) present.keys = null;
    else present.keys?.add(key);
    if (present.keys && present.keys.size > maxKeys) present.keys = null;
  }

  *#additions(rows: Iterable<ImportedRow>): Writes {
    let batch: ImportedRow[] = [];
    let size = 0;
    for (const row of rows) {
      batch.push(row);
      size += row.size;
      yield null;
      if (batch.length < rowsPerBatch && size < sizePerBatch) continue;
      yield* this.#addBatch(batch);
      batch = [];
      size = 0;
    }
    yield* this.#addBatch(batch);
  }

  *#addBatch(batch: ImportedRow[]): Writes {
    for (const { table, doc } of batch.sort((a, b) => (a.doc._id < b.doc._id ? -1 : 1))) {
      const present = this.#engine.store.version(doc._id, this.hidden.ts);
      const isTaken = present?.value != null && !this.#cleared.has(table);
      if (isTaken || present?.ts === this.hidden.ts || this.#changed.get(doc._id)?.after) {
        throw new DatabaseError("DuplicateId", `Objects in table "${table}" have duplicate _id fields`);
      }
      yield [doc._id, { table, before: present?.value == null ? null : decodeDoc(present.value), after: doc }];
      if (this.hidden.waiting.isFull) yield* this.#waiting();
    }
  }

  #waiting(): Writes {
    return this.hidden.waiting.writing(this.#engine.store, this.hidden.ts);
  }

  *#removals(): Writes {
    const { store } = this.#engine;
    // What came later others wrote: it is remembered as changed.
    const until = this.hidden.afterSeq;
    for (const name of this.#cleared) {
      const key = this.#engine.catalog.table(name).key;
      const sql = "SELECT seq, id FROM documents WHERE table_number = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?";
      for (let after = 0; after < until; ) {
        const ids = store.rows(sql, key, after, until, rowsPerBatch);
        const sorted = ids.map(([, id]) => String(id)).sort();
        for (const id of sorted) {
          yield this.#changed.has(id) ? null : this.#over(id, { table: name, after: null });
          if (this.hidden.waiting.isFull) yield* this.#waiting();
        }
        after = Number(ids.at(-1)?.[0] ?? until);
      }
    }
  }

  *#changedMeanwhile(): Writes {
    for (const [id, change] of this.#changed) {
      this.#changed.delete(id);
      yield this.#over(id, change);
    }
  }

  /** Null when the import has written it. */
  #over(id: string, { table, after }: { table: string; after: Doc | null }): Write | null {
    const present = this.#engine.store.version(id, this.hidden.ts);
    if (present?.ts === this.hidden.ts) return null;
    const before = present?.value == null ? null : decodeDoc(present.value);
    return before || after ? [id, { table, before, after }] : null;
  }

  /** Inside of the last commit. */
  *#finish(): Writes {
    const { store, catalog } = this.#engine;
    const moves = tableMoves(catalog, store, this.#tables);
    catalog.renumber(moves);
    // Ids of a table that got another number are no ids any more: whoever has one in hand begins again.
    if (moves.length > 0) this.#engine.schemaVersion++;
    yield* this.#changedMeanwhile();
    this.hidden.show(store);
  }
}

/** Of which there may be too many to hold them all. */
class StreamedWrites extends PendingWrites {
  readonly #writes: () => Writes;

  constructor(writes: () => Writes) {
    super();
    this.#writes = writes;
  }

  override get size(): number {
    return 1;
  }

  /** To be gone through once, inside of the commit. */
  override *entries(): IterableIterator<Write> {
    yield* super.entries();
    for (const write of this.#writes()) if (write) yield write;
  }
}
