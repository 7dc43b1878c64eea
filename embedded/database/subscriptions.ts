// Who is to be told when a key is written. Reads of one key sit in a map, ranges in an interval tree, per index.
import { IntervalTree } from "./intervalTree.ts";
import type { Interval, ReadSet } from "./readSet.ts";
import { afterKey, type Key } from "./sortKey.ts";
import type { Timestamp } from "./values.ts";

/** `key` null: any of the index. */
type WrittenKey = { index: number; key: Key | null };
export type WrittenToTable = WrittenKey & { table: string };
type Subscription = { onInvalidated: (ts: Timestamp) => void; forget: (() => void)[] };

export class Subscriptions {
  readonly #points = new Map<number, Map<Key, Set<Subscription>>>();
  readonly #ranges = new Map<number, IntervalTree<Subscription>>();

  /** One-shot: after the first write into `reads` it is gone. The answer ends it before that. */
  add(reads: ReadSet, onInvalidated: (ts: Timestamp) => void): () => void {
    const subscription: Subscription = { onInvalidated, forget: [] };
    for (const [index, intervals] of reads) {
      for (const interval of intervals) {
        const forget = isPoint(interval)
          ? this.#addPoint(index, interval.lower, subscription)
          : this.#addRange(index, interval, subscription);
        subscription.forget.push(forget);
      }
    }
    return () => remove(subscription);
  }

  /** Takes out and answers the callbacks of all subscriptions that read one of the keys. */
  take(written: Iterable<WrittenKey>): ((ts: Timestamp) => void)[] {
    const hit = new Set<Subscription>();
    for (const { index, key } of written) {
      if (key === null) {
        for (const readers of this.#points.get(index)?.values() ?? []) for (const reader of readers) hit.add(reader);
        this.#ranges.get(index)?.visitAll((subscription) => hit.add(subscription));
        continue;
      }
      for (const subscription of this.#points.get(index)?.get(key) ?? []) hit.add(subscription);
      this.#ranges.get(index)?.visit(key, (subscription) => hit.add(subscription));
    }
    for (const subscription of hit) remove(subscription);
    return [...hit].map((subscription) => subscription.onInvalidated);
  }

  #addPoint(index: number, key: Key, subscription: Subscription): () => void {
    const keys = upsert(this.#points, index, () => new Map<Key, Set<Subscription>>());
    upsert(keys, key, () => new Set<Subscription>()).add(subscription);
    return () => {
      const readers = keys.get(key);
      readers?.delete(subscription);
      if (readers?.size === 0) keys.delete(key);
    };
  }

  #addRange(index: number, interval: Interval, subscription: Subscription): () => void {
    const tree = upsert(this.#ranges, index, () => new IntervalTree<Subscription>());
    const serial = tree.add({ ...interval }, subscription);
    return () => tree.remove(interval, serial);
  }
}

function isPoint(interval: Interval): boolean {
  return interval.upper === afterKey(interval.lower);
}

function remove(subscription: Subscription): void {
  for (const forget of subscription.forget.splice(0)) forget();
}

function upsert<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}
