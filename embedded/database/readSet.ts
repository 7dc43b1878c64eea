// What a transaction read: per index, disjoint and sorted [lower, upper) intervals of keys.
import { afterKey, type Key } from "./sortKey.ts";

/** `upper` null: up to the end of the index. */
export type Interval = { lower: Key; upper: Key | null };

export class ReadSet {
  readonly #byIndex = new Map<number, Interval[]>();
  #ranges = 0;

  /** How many intervals of documents' own indexes: what is searched for is not among them. */
  get ranges(): number {
    return this.#ranges;
  }

  get size(): number {
    let size = 0;
    for (const intervals of this.#byIndex.values()) size += intervals.length;
    return size;
  }

  *[Symbol.iterator](): Iterator<[index: number, intervals: readonly Interval[]]> {
    yield* this.#byIndex;
  }

  addKey(index: number, key: Key): void {
    this.add(index, key, afterKey(key));
  }

  add(index: number, lower: Key, upper: Key | null): void {
    if (upper !== null && lower >= upper) return;
    const intervals = this.#byIndex.get(index);
    if (!intervals) {
      this.#byIndex.set(index, [{ lower, upper }]);
      if (index > 0) this.#ranges++;
      return;
    }
    // All intervals from `first` up to `end` touch the new one and become one with it.
    const first = firstEndingAtOrAfter(intervals, lower);
    let end = first;
    let mergedLower = lower;
    let mergedUpper = upper;
    for (; end < intervals.length; end++) {
      const interval = intervals[end];
      if (!interval || (upper !== null && interval.lower > upper)) break;
      if (interval.lower < mergedLower) mergedLower = interval.lower;
      if (mergedUpper !== null && (interval.upper === null || interval.upper > mergedUpper))
        mergedUpper = interval.upper;
    }
    intervals.splice(first, end - first, { lower: mergedLower, upper: mergedUpper });
    if (index > 0) this.#ranges += 1 - (end - first);
  }

  /** `key` null: any of the index. */
  contains(index: number, key: Key | null): boolean {
    const intervals = this.#byIndex.get(index);
    if (!intervals || key === null) return intervals !== undefined;
    const interval = intervals[firstEndingAtOrAfter(intervals, afterKey(key))];
    return interval !== undefined && interval.lower <= key && (interval.upper === null || key < interval.upper);
  }
}

function firstEndingAtOrAfter(intervals: readonly Interval[], key: Key): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const upper = intervals[middle]?.upper;
    if (upper !== null && upper !== undefined && upper < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
