// What a transaction has written but not committed, laid over the snapshot: by document, and by key of every index.

import { type Index, indexKey } from "./catalog.ts";
import { firstIndex } from "./firstIndex.ts";
import type { Key } from "./sortKey.ts";
import type { Doc } from "./values.ts";

/** `before` is the document in the snapshot, `after` the one to be; null where there is none. */
export type PendingWrite = { table: string; before: Doc | null; after: Doc | null };

export class PendingWrites {
  readonly #writes = new Map<string, PendingWrite>();
  readonly #overlays = new Map<number, Overlay>();
  readonly #undo: { id: string; write: PendingWrite | undefined; indexes: readonly Index[] }[] = [];

  get(id: string): PendingWrite | undefined {
    return this.#writes.get(id);
  }

  entries(): IterableIterator<[string, PendingWrite]> {
    return this.#writes.entries();
  }

  get size(): number {
    return this.#writes.size;
  }

  get length(): number {
    return this.#undo.length;
  }

  put(id: string, write: PendingWrite, indexes: readonly Index[]): void {
    const previous = this.#writes.get(id);
    this.#undo.push({ id, write: previous, indexes });
    this.#apply(id, previous, write, indexes);
  }

  rollback(length: number): void {
    while (this.#undo.length > length) {
      const step = this.#undo.pop();
      if (step) this.#apply(step.id, this.#writes.get(step.id), step.write, step.indexes);
    }
  }

  /** Undefined: the snapshot decides. Null: deleted, or moved to another key. */
  at(index: number, key: Key): Doc | null | undefined {
    return this.#overlays.get(index)?.at(key);
  }

  /** The nearest written key of [lower, upper) from the lower end, or from the upper one. */
  nearest(index: number, lower: Key, upper: Key | null, descending: boolean): Key | undefined {
    return this.#overlays.get(index)?.nearest(lower, upper, descending);
  }

  #apply(id: string, from: PendingWrite | undefined, to: PendingWrite | undefined, indexes: readonly Index[]): void {
    if (to) this.#writes.set(id, to);
    else this.#writes.delete(id);
    for (const index of indexes) {
      const overlay = this.#overlays.get(index.id) ?? new Overlay();
      this.#overlays.set(index.id, overlay);
      if (from?.after) overlay.drop(indexKey(index, from.after));
      if (from?.before) overlay.drop(indexKey(index, from.before));
      if (to?.before) overlay.set(indexKey(index, to.before), null);
      if (to?.after) overlay.set(indexKey(index, to.after), to.after);
    }
  }
}

class Overlay {
  readonly #keys: Key[] = [];
  readonly #docs = new Map<Key, Doc | null>();

  at(key: Key): Doc | null | undefined {
    return this.#docs.get(key);
  }

  set(key: Key, doc: Doc | null): void {
    if (!this.#docs.has(key)) this.#keys.splice(this.#firstFrom(key), 0, key);
    this.#docs.set(key, doc);
  }

  drop(key: Key): void {
    if (this.#docs.delete(key)) this.#keys.splice(this.#firstFrom(key), 1);
  }

  nearest(lower: Key, upper: Key | null, descending: boolean): Key | undefined {
    const position = descending
      ? (upper === null ? this.#keys.length : this.#firstFrom(upper)) - 1
      : this.#firstFrom(lower);
    const key = this.#keys[position];
    if (key === undefined || key < lower || (upper !== null && key >= upper)) return undefined;
    return key;
  }

  #firstFrom(key: Key): number {
    return firstIndex(this.#keys, (present) => present >= key);
  }
}
