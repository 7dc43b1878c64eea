/** Runs pieces of work one after the other, in the order in which they were added. A piece that fails stops nothing. */
export class SerialQueue {
  length = 0;
  private last: Promise<void> = Promise.resolve();

  add(work: () => Promise<void>): void {
    this.length++;
    this.last = this.last.then(work).then(
      () => {
        this.length--;
      },
      (error: unknown) => {
        this.length--;
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      },
    );
  }

  /** When everything that was added so far is done. */
  idle(): Promise<void> {
    return this.last;
  }
}
