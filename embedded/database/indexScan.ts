// Rows of an index interval, in order: the snapshot's with the transaction's own writes laid over them. Records what
// it looked at as it goes, so that a reader who stops early depends only on what came before.
import { jsonToConvex, type Value } from "convex/values";
import type { IndexRange } from "./indexRange.ts";
import type { Usage } from "./limits.ts";
import type { PendingWrites } from "./pendingWrites.ts";
import type { ReadSet } from "./readSet.ts";
import { afterKey, type Key } from "./sortKey.ts";
import type { Store, StoredRow } from "./store.ts";
import { valueSize } from "./valueSize.ts";
import type { Doc, Timestamp } from "./values.ts";

export type SnapshotView = {
  store: Store;
  snapshotTs: Timestamp;
  pending: PendingWrites;
  reads: ReadSet;
  usage: Usage;
};

/** Rows in the order of their keys. `key`: what a cursor remembers. */
export type RowSource = { next(): { key: Key; doc: Doc; bytes: number } | null };

const firstBatch = 16;
const laterBatch = 256;

export class IndexScan implements RowSource {
  readonly #view: SnapshotView;
  readonly #range: IndexRange;
  /** What has not been looked at yet. */
  #lower: Key;
  #upper: Key | null;
  #batch: StoredRow[] = [];
  #position = 0;
  #unfetched: { lower: Key; upper: Key | null } | null;
  #batchSize = firstBatch;

  constructor(view: SnapshotView, range: IndexRange) {
    this.#view = view;
    this.#range = range;
    this.#lower = range.lower;
    this.#upper = range.upper;
    this.#unfetched = { lower: range.lower, upper: range.upper };
  }

  next(): { key: Key; doc: Doc; bytes: number } | null {
    const { pending, reads, usage } = this.#view;
    const { index, descending } = this.#range;
    for (;;) {
      const stored = this.#peek();
      const written = pending.nearest(index.id, this.#lower, this.#upper, descending);
      const key = first(stored?.key, written, descending);
      if (key === undefined) {
        reads.add(index.id, this.#lower, this.#upper);
        usage.set("databaseQueries", reads.ranges);
        if (descending) this.#upper = this.#lower;
        else this.#lower = this.#upper ?? this.#lower;
        return null;
      }
      if (stored?.key === key) this.#position++;
      if (descending) {
        reads.add(index.id, key, this.#upper);
        this.#upper = key;
      } else {
        reads.add(index.id, this.#lower, afterKey(key));
        this.#lower = afterKey(key);
      }
      usage.set("databaseQueries", reads.ranges);
      const overlaid = pending.at(index.id, key);
      if (overlaid === null) continue;
      if (!overlaid && stored?.key !== key) continue;
      const doc = overlaid ?? decodeDoc(stored?.value ?? "");
      return { key, doc, bytes: countRead(usage, index.table, doc) };
    }
  }

  #peek(): StoredRow | undefined {
    while (this.#position >= this.#batch.length && this.#unfetched) {
      const { lower, upper } = this.#unfetched;
      const { index, descending } = this.#range;
      const { store, snapshotTs } = this.#view;
      const { rows, more } = store.scan(index.id, lower, upper, snapshotTs, descending, this.#batchSize);
      this.#batch = rows;
      this.#position = 0;
      this.#batchSize = laterBatch;
      if (more === null) this.#unfetched = null;
      else this.#unfetched = descending ? { lower, upper: more } : { lower: afterKey(more), upper };
    }
    return this.#batch[this.#position];
  }
}

/** Answers its size in bytes. What is read of the system's tables does not count. */
export function countRead(usage: Usage, table: string, doc: Doc): number {
  const bytes = valueSize(doc as Value);
  if (table.startsWith("_")) return bytes;
  usage.add("documentsRead", 1);
  usage.add("bytesRead", bytes);
  return bytes;
}

export function decodeDoc(json: string): Doc {
  return jsonToConvex(JSON.parse(json)) as Doc;
}

function first(a: Key | undefined, b: Key | undefined, descending: boolean): Key | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b !== descending ? a : b;
}
