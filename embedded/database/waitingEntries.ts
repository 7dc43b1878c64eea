// Entries of indexes on their way into the store, of an import. They go in the order of their keys: as they come, each would
// touch another page of the file, and each piece of an import would write many pages for little.
import { comparePostings, type Posting, writePosting } from "./search/postingBatch.ts";
import type { Key } from "./sortKey.ts";
import type { Store } from "./store.ts";
import type { Timestamp } from "./values.ts";

/** Some 20 MB. */
const maxWaiting = 65_536;

export class WaitingEntries {
  /** By index and key: the version, null for none. */
  readonly #entries = new Map<number, Map<Key, number | null>>();
  /** By entry of a search index. */
  readonly #postings = new Map<number, Posting[]>();
  #size = 0;

  get isFull(): boolean {
    return this.#size >= maxWaiting;
  }

  put(index: number, key: Key, seq: number | null): void {
    const entries = this.#entries.get(index) ?? new Map<Key, number | null>();
    this.#entries.set(index, entries.set(key, seq));
    this.#size++;
  }

  putPosting(posting: Posting): void {
    const postings = this.#postings.get(posting.entry);
    if (postings) postings.push(posting);
    else this.#postings.set(posting.entry, [posting]);
    this.#size++;
  }

  forget(index: number, key: Key): void {
    this.#entries.get(index)?.delete(key);
  }

  forgetPostings(entry: number): void {
    this.#postings.delete(entry);
  }

  /** Each step writes one, at `ts`, inside of a commit of the store. What is forgotten meanwhile is left out. */
  *writing(store: Store, ts: Timestamp): Generator<null, void, void> {
    for (const [index, entries] of this.#entries) {
      for (const key of [...entries.keys()].sort()) {
        const seq = entries.get(key);
        if (seq === undefined) continue;
        store.putEntriesNow([{ index, key, seq }], ts);
        entries.delete(key);
        yield null;
      }
    }
    for (const posting of [...this.#postings.values()].flat().sort(comparePostings)) {
      if (!this.#postings.has(posting.entry)) continue;
      writePosting(store, posting);
      yield null;
    }
    this.#postings.clear();
    this.#size = 0;
  }
}
