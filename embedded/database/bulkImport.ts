// What an import writes: whole tables, piece by piece beside everything else, seen at once when the last commit shows them.
// Tables may get other numbers with it, so that imported documents keep their ids; what has the wanted number gives way when
// it has no documents.
import { setImmediate } from "node:timers/promises";
import { commitWrites } from "./commitWrites.ts";
import { DatabaseError } from "./errors.ts";
import { HiddenWrites } from "./hiddenWrites.ts";
import { decodeDoc } from "./indexScan.ts";
import { type PendingWrite, PendingWrites } from "./pendingWrites.ts";
import type { Key } from "./sortKey.ts";
import type { WrittenKey } from "./subscriptions.ts";
import { type TableReplacement, tableMoves } from "./tableMoves.ts";
import { type Engine, Transaction } from "./transaction.ts";
import type { Doc, Timestamp } from "./values.ts";

export type ImportedRow = { table: string; doc: Doc };
type Write = [id: string, write: PendingWrite];
type WrittenToTable = WrittenKey & { table: string };

/** How long a piece may hold the rest up. */
const pieceMs = 8;
const idsPerBatch = 500;
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
      tableMoves(catalog, store, tables);
      return HiddenWrites.begin(store, ts);
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
        if (!this.#changed.has(id)) this.#changed.set(id, { table, after });
      }
    });
  }

  /** As if it had never been. */
  async takeBack(): Promise<void> {
    const { store } = this.#engine;
    while (this.hidden.takeBackSome(store, this.#engine.catalog)) await setImmediate();
    store.hidden = null;
  }

  async #inPieces(writes: Generator<Write, void, void>): Promise<void> {
    const { store } = this.#engine;
    try {
      for (let done = false; !done; ) {
        const until = performance.now() + pieceMs;
        const piece = function* (): Generator<Write, void, void> {
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
        await setImmediate();
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

  *#additions(rows: Iterable<ImportedRow>): Generator<Write, void, void> {
    for (const { table, doc } of rows) {
      const present = this.#engine.store.version(doc._id, this.hidden.ts);
      const isTaken = present?.value != null && !this.#cleared.has(table);
      if (isTaken || present?.ts === this.hidden.ts || this.#changed.get(doc._id)?.after) {
        throw new DatabaseError("DuplicateId", `Objects in table "${table}" have duplicate _id fields`);
      }
      yield [doc._id, { table, before: present?.value == null ? null : decodeDoc(present.value), after: doc }];
    }
  }

  *#removals(): Generator<Write, void, void> {
    const { store } = this.#engine;
    // What comes later is written by others, and remembered as changed.
    const until = store.lastSeq();
    for (const name of this.#cleared) {
      const key = this.#engine.catalog.table(name).key;
      const sql = "SELECT seq, id FROM documents WHERE table_number = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?";
      for (let after = 0; after < until; ) {
        const ids = store.rows(sql, key, after, until, idsPerBatch);
        for (const [, id] of ids) yield* this.#over(String(id), { table: name, after: null });
        after = Number(ids.at(-1)?.[0] ?? until);
      }
    }
  }

  *#changedMeanwhile(): Generator<Write, void, void> {
    for (const [id, change] of this.#changed) {
      this.#changed.delete(id);
      yield* this.#over(id, change);
    }
  }

  *#over(id: string, { table, after }: { table: string; after: Doc | null }): Iterable<Write> {
    const present = this.#engine.store.version(id, this.hidden.ts);
    if (present?.ts === this.hidden.ts) return;
    const before = present?.value == null ? null : decodeDoc(present.value);
    if (before || after) yield [id, { table, before, after }];
  }

  /** Inside of the last commit. */
  *#finish(): Generator<Write, void, void> {
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
  readonly #writes: () => Iterable<Write>;

  constructor(writes: () => Iterable<Write>) {
    super();
    this.#writes = writes;
  }

  override get size(): number {
    return 1;
  }

  /** To be gone through once, inside of the commit. */
  override *entries(): IterableIterator<Write> {
    yield* super.entries();
    yield* this.#writes();
  }
}
