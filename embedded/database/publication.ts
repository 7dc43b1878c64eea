// What others may see of the commits, and when: a commit is shown, its subscribers are told of it and its writer gets an
// answer when it is on the disk, all in the order of the commits.
import { GroupFlush } from "./groupFlush.ts";
import type { ReadSet } from "./readSet.ts";
import { Subscriptions, type WrittenToTable } from "./subscriptions.ts";
import type { Timestamp } from "./values.ts";

export type Commit = { ts: Timestamp; tables: ReadonlySet<string> };

export class Publication {
  readonly #flushes: GroupFlush;
  readonly #subscriptions = new Subscriptions();
  readonly #listeners = new Set<(commit: Commit) => void>();
  /** Who is to be told of commits that are not on the disk yet. */
  readonly #untold = new Map<Timestamp, ((ts: Timestamp) => void)[]>();
  #shown: Timestamp;
  /** Commits that could not be written, since the start; and why the last one was. */
  #losses = 0;
  #cause: Error | undefined;

  constructor(shown: Timestamp, flush: () => Promise<void>) {
    this.#shown = shown;
    this.#flushes = new GroupFlush(flush);
  }

  /** Of the last commit that is on the disk. */
  get shown(): Timestamp {
    return this.#shown;
  }

  /** The flush to the disk that is under way. */
  get flushing(): Promise<void> | null {
    return this.#flushes.underWay;
  }

  /** Resolves when everything committed so far is on the disk; rejects when some of it could not be written. */
  durable(): Promise<void> {
    const losses = this.#losses;
    return new Promise((resolve, reject) => {
      this.#flushes.afterFlush(() => (this.#losses === losses ? resolve() : reject(this.#cause)));
    });
  }

  /** Some commit could not be written. */
  lose(cause: Error): void {
    this.#losses++;
    this.#cause = cause;
  }

  /**
   * A commit that has its place. `lost` tells, once the disk was asked, why it could not be written; `afterCommit` is what
   * its writer left to do. Resolves when it is on the disk; rejects when it was lost: then there is nothing new to see.
   */
  add(
    ts: Timestamp,
    written: WrittenToTable[],
    { lost, afterCommit }: { lost: () => Error | undefined; afterCommit: () => (() => void)[] },
  ): Promise<void> {
    const invalidated = this.#subscriptions.take(written);
    this.#untold.set(ts, invalidated);
    const tables = new Set(written.map(({ table }) => table));
    const durable = new Promise<void>((resolve, reject) => {
      this.#flushes.afterFlush(() => {
        this.#shown = ts;
        this.#untold.delete(ts);
        const cause = lost();
        if (cause) reject(cause);
        else resolve();
        for (const work of cause ? [] : afterCommit()) work();
        for (const invalidate of invalidated) invalidate(ts);
        for (const listener of this.#listeners) listener({ ts, tables });
      });
    });
    // Who does not wait for it need not be told.
    durable.catch(() => undefined);
    return durable;
  }

  /** One-shot: called once when something in `reads` is written. */
  subscribe(reads: ReadSet, onInvalidated: (ts: Timestamp) => void): () => void {
    return this.#subscriptions.add(reads, onInvalidated);
  }

  /** Calls back when the commit is shown, not earlier, or somebody would take what was read for what is. */
  whenShown(ts: Timestamp, tell: (ts: Timestamp) => void): () => void {
    let wanted = true;
    const tellOnce = () => {
      if (wanted) tell(ts);
    };
    const untold = this.#untold.get(ts);
    if (untold) untold.push(tellOnce);
    else queueMicrotask(tellOnce);
    return () => {
      wanted = false;
    };
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#flushes.close();
  }
}
