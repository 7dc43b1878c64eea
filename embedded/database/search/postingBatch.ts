// Postings on their way into the store. They go in the order of their keys: as they come they would touch another page each,
// which makes a big import several times slower.
import type { Store } from "../store.ts";

export type Posting = {
  index: number;
  term: string;
  filters: Buffer;
  entry: number;
  weight: number;
  created: number;
};

const maxWaiting = 32_768;

export class PostingBatch {
  readonly #store: Store;
  readonly #waiting: Posting[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  add(posting: Posting): void {
    this.#waiting.push(posting);
    if (this.#waiting.length >= maxWaiting) this.flush();
  }

  /** To be called before the commit of the store ends. */
  flush(): void {
    for (const posting of this.#waiting.splice(0).sort(comparePostings)) writePosting(this.#store, posting);
  }
}

export function comparePostings(a: Posting, b: Posting): number {
  return a.index - b.index || compare(a.term, b.term) || Buffer.compare(a.filters, b.filters);
}

export function writePosting(store: Store, { index, term, filters, entry, weight, created }: Posting): void {
  const sql = "INSERT INTO postings (index_id, term, filters, entry, weight, created) VALUES (?, ?, ?, ?, ?, ?)";
  store.run(sql, index, term, filters, entry, weight, created);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
