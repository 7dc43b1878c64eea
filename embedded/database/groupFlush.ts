// Group commit: one flush to the disk makes all durable that was committed before it. The flush runs beside the event loop;
// what comes meanwhile waits for the next.

export class GroupFlush {
  readonly #flush: () => Promise<void>;
  #waiting: (() => void)[] = [];
  #running = false;
  underWay: Promise<void> | null = null;
  #closed = false;

  constructor(flush: () => Promise<void>) {
    this.#flush = flush;
  }

  /** Calls back, in the order of the calls, when everything written so far is on the disk. */
  afterFlush(work: () => void): void {
    if (this.#closed) return;
    this.#waiting.push(work);
    if (this.#running) return;
    this.#running = true;
    // After this turn of the event loop: what else is committed in it shares the flush. A flush that fails is not tried
    // again, for the disk may have dropped what it held: the rejection ends the process, and nothing was acknowledged.
    setImmediate(() => void this.#run());
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      this.underWay = this.#flush();
      await this.underWay;
      this.underWay = null;
      for (const work of this.#closed ? [] : group) work();
    }
    this.#running = false;
  }

  /** Nobody is there any more to be told. */
  close(): void {
    this.#closed = true;
    this.#waiting = [];
  }
}
