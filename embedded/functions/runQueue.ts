// Queries and mutations one after the other, many under one time limit, because a limit costs more than a short function.
//
// A run begins only in the first moments of a limit, so that each has nearly all of it. A mutation is committed right after
// its run, so that the next one sees it and none of them conflict. While the disk is at work on earlier commits mutations
// gather: theirs could not be acknowledged before the next flush anyway, and the more share one the less each costs.
import { andThen, type MaybePromise } from "./maybePromise.ts";
import { withinTime } from "./timeLimit.ts";

/** How long new runs begin before the event loop gets its turn, with clients, timers and files. */
const beginForMs = 10;

type Waiting = {
  writes: boolean;
  attempt: number;
  run(): void;
  finish(): void;
  fail(error: unknown): void;
};

export class RunQueue {
  private readonly timeLimitMs: number;
  private readonly flushing: () => Promise<void> | null;
  private waiting: Waiting[] = [];
  private scheduled = false;

  /** `flushing`: the flush to the disk that is under way. */
  constructor(timeLimitMs: number, flushing: () => Promise<void> | null) {
    this.timeLimitMs = timeLimitMs;
    this.flushing = flushing;
  }

  /**
   * `run` is stopped when it takes too long; later attempts (the first is 1) may take longer, for the machine may have been
   * busy. `finish` follows at once, or when the promise of `run` resolves. Throws what they throw, and what `withinTime` does.
   */
  add<Ran, Result>(
    { writes, attempt }: { writes: boolean; attempt: number },
    run: () => MaybePromise<Ran>,
    finish: (ran: Ran) => MaybePromise<Result>,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      let ran: MaybePromise<Ran>;
      this.waiting.push({
        writes,
        attempt,
        run: () => {
          ran = run();
        },
        finish: () => resolve(andThen(ran, finish)),
        fail: reject,
      });
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      const flush = this.flushing();
      const { now = [], later = [] } = Object.groupBy(this.waiting, ({ writes }) =>
        writes && flush !== null ? "later" : "now",
      );
      const rest = now.slice(this.runSome(now));
      this.waiting = [...rest, ...later, ...this.waiting.slice(now.length + later.length)];
      if (rest.length > 0) this.schedule();
      else if (later.length > 0) void flush?.then(() => this.schedule());
    });
  }

  /** As many as the time allows; answers how many those were. */
  private runSome(runs: Waiting[]): number {
    const [first] = runs;
    if (first === undefined) return 0;
    const { attempt } = first;
    const began = performance.now();
    const isEarly = () => performance.now() - began < beginForMs;
    let position = 0;
    let running: Waiting | undefined;
    let late: Waiting | undefined;
    let finishing = false;
    try {
      withinTime(this.timeLimitMs * attempt + beginForMs, this.timeLimitMs, () => {
        while (late === undefined && isEarly()) {
          const next = runs[position];
          if (next === undefined || next.attempt !== attempt) return;
          position++;
          running = next;
          const ok = attempted(running.run, running);
          running = undefined;
          if (!ok) continue;
          if (isEarly()) {
            finishing = true;
            attempted(next.finish, next);
            finishing = false;
          } else late = next;
        }
      });
    } catch (error) {
      // Only when the whole process stood still there, for seconds. What was acknowledged is on the disk.
      if (finishing)
        throw new Error("The deployment was stopped in the middle of a commit and ends.", { cause: error });
      running?.fail(error);
    }
    // With little time left under the limit, which must not hit a commit.
    if (late !== undefined) attempted(late.finish, late);
    return position;
  }
}

function attempted(work: () => void, waiting: Waiting): boolean {
  try {
    work();
    return true;
  } catch (error) {
    waiting.fail(error);
    return false;
  }
}
