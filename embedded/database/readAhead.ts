// A function may write while it goes through the rows of a query. Convex reads rows by the hundred, and those that were read stay
// as they were: a document that a loop moves ahead of itself is not met again. So, before a write, the rest of the hundred is read.
import type { RowSource } from "./indexScan.ts";

const rowsAtOnce = 100;
type Row = ReturnType<RowSource["next"]>;

export class ReadAhead implements RowSource {
  readonly #source: RowSource;
  /** Of the hundred that was begun, rows that nobody has asked for yet. */
  #left = 0;
  #rows: Row[] = [];

  constructor(source: RowSource) {
    this.#source = source;
  }

  next(): Row {
    if (this.#left === 0) this.#left = rowsAtOnce;
    this.#left--;
    const row = this.#rows.shift();
    return row === undefined ? this.#source.next() : row;
  }

  beforeWrite(): void {
    while (this.#rows.length < this.#left && this.#rows.at(-1) !== null) this.#rows.push(this.#source.next());
  }
}
