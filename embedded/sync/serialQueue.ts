import type { MaybePromise } from "../functions/maybePromise.ts";

/**
 * Runs pieces of work one after the other, in the order in which they were added; at once where nothing is before them. A
 * piece that fails stops no other.
 */
export class SerialQueue {
  /** With the one that is being worked on. */
  length = 0;
  private readonly waiting: (() => MaybePromise<void>)[] = [];
  private readonly onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.onError = onError;
  }

  add(work: () => MaybePromise<void>): void {
    if (this.length++ > 0) this.waiting.push(work);
    else this.goOn(work);
  }

  private goOn(first: (() => MaybePromise<void>) | undefined): void {
    for (let work = first; work !== undefined; work = this.waiting.shift()) {
      try {
        const done = work();
        if (done instanceof Promise) {
          done.catch(this.onError).then(() => {
            this.length--;
            this.goOn(this.waiting.shift());
          });
          return;
        }
      } catch (error) {
        this.onError(error);
      }
      this.length--;
    }
  }
}
