/** Runs pieces of work one after the other, in the order in which they were added. A piece that fails stops no other. */
export class SerialQueue {
  length = 0;
  private last: Promise<void> = Promise.resolve();
  private readonly onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.onError = onError;
  }

  add(work: () => Promise<void>): void {
    this.length++;
    this.last = this.last.then(work).then(
      () => {
        this.length--;
      },
      (error: unknown) => {
        this.length--;
        this.onError(error);
      },
    );
  }

  /** When everything that was added so far is done. */
  idle(): Promise<void> {
    return this.last;
  }
}
