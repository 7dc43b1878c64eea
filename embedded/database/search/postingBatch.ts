// Postings on their way into the store. They go in the order of their keys: as they come they would touch another page each,
// which makes a big import several times slower.
import type { Store } from "../store.ts";

type Posting = { index: number; term: string; filters: Buffer; entry: number; weight: number; created: number };

const maxWaiting = 32_768;

export class PostingBatch {
  readonly #store: Store;
  #waiting: Posting[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  add(posting: Posting): void {
    this.#waiting.push(posting);
    if (this.#waiting.length >= maxWaiting) this.flush();
  }

  /** To be called before the commit of the store ends. */
  flush(): void {
    const postings = this.#waiting.sort(
      (a, b) => a.index - b.index || compare(a.term, b.term) || Buffer.compare(a.filters, b.filters),
    );
    this.#waiting = [];
    for (const { index, term, filters, entry, weight, created } of postings) {
      this.#store.run(
        "INSERT INTO postings (index_id, term, filters, entry, weight, created) VALUES (?, ?, ?, ?, ?, ?)",
        index,
        term,
        filters,
        entry,
        weight,
        created,
      );
    }
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
