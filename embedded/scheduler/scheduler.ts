// Runs scheduled functions and crons when they are due. What is to be done lives in the database alone; this holds only
// what is running now. A mutation's success commits with its writes (exactly once); an action is marked before it runs
// (at most once).
import { setImmediate } from "node:timers/promises";
import type { Database } from "../database/database.ts";
import { DatabaseError, isDiskFull, OccError } from "../database/errors.ts";
import type { Transaction } from "../database/transaction.ts";
import type { JSONValue } from "../database/values.ts";
import {
  alignCrons,
  cronArgs,
  cronPath,
  crons,
  cronTime,
  finishCron,
  finishInterruptedCrons,
  startCron,
} from "./cronRows.ts";
import type { CronSpecs } from "./cronSpec.ts";
import {
  cancelJobs,
  failInterrupted,
  insertJob,
  jobArgs,
  jobPath,
  jobTable,
  maxCanceled,
  moveJob,
  pendingJobs,
  removeOld,
  scheduledTime,
} from "./jobRows.ts";

/** One thing to run. `path` is "dir/mod:fn", `args` the encoded argument list (one object); `cron` its name, of a cron. */
export type Job = { id: string; path: string; args: JSONValue[]; cron?: string };

/**
 * What the runner must call so that a job's state and its effects agree.
 * Mutation: `begin(tx)` first in each attempt's transaction (false: canceled meanwhile, run nothing), `succeed(tx)` last,
 * before the commit. Action: `beginAction()` once before it runs (false: run nothing).
 */
export type JobHooks = {
  begin(tx: Transaction): boolean;
  succeed(tx: Transaction): void;
  beginAction(): Promise<boolean>;
};
export type JobOutcome = { kind: "success" } | { kind: "failed"; error: string } | { kind: "skipped" };
export type RunJob = (job: Job, hooks: JobHooks) => Promise<JobOutcome>;

/** A job with its place in the database: how to start it, and how to say how it ended. */
type Work = {
  job: Job;
  begin(tx: Transaction): boolean;
  succeed(tx: Transaction): void;
  end(tx: Transaction, outcome: { kind: "success" } | { kind: "failed"; error: string }): void;
};

/** Further away is a mistake in the unit. */
const maxSecondsAway = 5 * 366 * 86_400;
const longestWaitMs = 60_000;
const retryMs = 250;
const roomRetryMs = 1_000;
const removeOldEveryMs = 3_600_000;

export class Scheduler {
  readonly #db: Database;
  readonly #run: RunJob;
  readonly #now: () => number;
  readonly #maxConcurrent: number;
  readonly #running = new Map<string, Promise<void>>();
  /** Jobs that lost a race for their documents too often: not before this time again. */
  readonly #notBefore = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #started = false;
  #unlisten: (() => void) | undefined;
  #lastRemoval = 0;
  /** Past the grace of `stop`: what still runs may not touch the database any more. */
  #abandoned = false;

  constructor(db: Database, run: RunJob, options: { now?: () => number; maxConcurrent?: number } = {}) {
    this.#db = db;
    this.#run = run;
    this.#now = options.now ?? Date.now;
    this.#maxConcurrent = options.maxConcurrent ?? 16;
  }

  /** With a transaction the job exists when that commits; without one at once. Throws DatabaseError for a bad time. */
  schedule(tx: Transaction | null, path: string, tsSeconds: number, args: JSONValue[]): string {
    const away = tsSeconds - this.#now() / 1000;
    if (!(Math.abs(away) <= maxSecondsAway)) {
      const when = new Date(tsSeconds * 1000);
      const time = Number.isNaN(when.getTime()) ? String(tsSeconds) : when.toISOString();
      const message = `${time} is more than 5 years in the ${away < 0 ? "past" : "future"}`;
      throw new DatabaseError("InvalidScheduledFunctionDelay", message);
    }
    const insert = (into: Transaction) => insertJob(into, path, tsSeconds * 1000, args);
    return tx ? insert(tx) : this.#commit(insert);
  }

  /** A job that is over stays as it is; one that is running is not stopped but its outcome is not recorded. */
  cancel(tx: Transaction | null, id: string): void {
    const cancel = (on: Transaction) => {
      if (on.normalizeId(jobTable, id) === null) {
        const message = `Invalid scheduled function ID. The ID must be an ID on the '${jobTable}' table.`;
        throw new DatabaseError("InvalidArgument", message);
      }
      moveJob(on, id, ["pending", "inProgress"], { kind: "canceled" }, this.#now());
    };
    if (tx) cancel(tx);
    else this.#commit(cancel);
  }

  /** As `cancel`; answers when that is on the disk. */
  async cancelDurably(id: string): Promise<void> {
    this.cancel(null, id);
    await this.#db.durable();
  }

  /** In steps, between which others have their turn; answers when that is on the disk. */
  async cancelAll(which: { path: string | null; fromMs: number; untilMs: number }): Promise<void> {
    while (this.#commit((tx) => cancelJobs(tx, which, this.#now())) === maxCanceled) await setImmediate();
    await this.#db.durable();
  }

  /** Replaces all crons; throws DatabaseError when a schedule can't be used. */
  setCrons(specs: CronSpecs): void {
    this.#commit((tx) => alignCrons(tx, specs, this.#now()));
    this.#wake();
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#abandoned = false;
    this.#commit((tx) => {
      failInterrupted(tx, this.#now());
      finishInterruptedCrons(tx, this.#now());
    });
    this.#unlisten = this.#db.onCommit(({ tables }) => {
      if (tables.has(jobTable)) this.#wake();
    });
    this.#wake();
  }

  /** Starts nothing more and waits for what is running, `graceMs` at most. */
  async stop(graceMs = 10_000): Promise<void> {
    this.#started = false;
    this.#unlisten?.();
    clearTimeout(this.#timer);
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([Promise.all(this.#running.values()), grace]);
    clearTimeout(timer);
    this.#abandoned = true;
  }

  #wake(): void {
    this.#waitUntil(this.#now());
  }

  #waitUntil(time: number): void {
    clearTimeout(this.#timer);
    if (!this.#started) return;
    const delay = Math.min(Math.max(0, time - this.#now()), longestWaitMs);
    this.#timer = setTimeout(() => this.#startDue(), delay);
  }

  #startDue(): void {
    const now = this.#now();
    if (now - this.#lastRemoval > removeOldEveryMs) {
      this.#lastRemoval = now;
      this.#removeOld(now);
    }
    let next = Number.POSITIVE_INFINITY;
    const consider = (key: string, due: number, work: () => Work) => {
      if (this.#running.has(key)) return;
      const time = Math.max(due, this.#notBefore.get(key) ?? 0);
      if (time > now) next = Math.min(next, time);
      // The end of a running one wakes again.
      else if (this.#running.size < this.#maxConcurrent) this.#start(key, work());
    };
    for (const row of crons(this.#db)) {
      consider(row._id, cronTime(row), () => {
        const job = { id: row._id, path: cronPath(row), args: cronArgs(row), cron: String(row.name) };
        return this.#cronWork(job, cronTime(row));
      });
    }
    for (const row of pendingJobs(this.#db, this.#running.size + this.#maxConcurrent + this.#notBefore.size)) {
      consider(row._id, scheduledTime(row), () =>
        this.#jobWork({ id: row._id, path: jobPath(row), args: jobArgs(row) }),
      );
    }
    this.#waitUntil(next);
  }

  #start(key: string, work: Work): void {
    const running = this.#perform(key, work).finally(() => {
      this.#running.delete(key);
      this.#wake();
    });
    this.#running.set(key, running);
  }

  async #perform(key: string, work: Work): Promise<void> {
    const hooks: JobHooks = {
      begin: (tx) => work.begin(tx),
      succeed: (tx) => work.succeed(tx),
      beginAction: async () => {
        const begun = this.#commit((tx) => work.begin(tx));
        await this.#db.durable();
        return begun;
      },
    };
    let outcome: JobOutcome;
    try {
      outcome = await this.#run(work.job, hooks);
    } catch (error) {
      if (error instanceof OccError || isDiskFull(error)) {
        this.#notBefore.set(key, this.#now() + (isDiskFull(error) ? roomRetryMs : retryMs));
        return;
      }
      outcome = { kind: "failed", error: error instanceof Error ? error.message : String(error) };
    }
    this.#notBefore.delete(key);
    if (this.#abandoned) return;
    // Canceled before it began: nothing to say. Anything else must leave the pending state, or it would run for ever.
    const ending = outcome.kind === "skipped" ? { kind: "failed" as const, error: "It was not run." } : outcome;
    await this.#commitWhenThereIsRoom((tx) => work.end(tx, ending));
  }

  #jobWork(job: Job): Work {
    return {
      job,
      begin: (tx) => moveJob(tx, job.id, ["pending"], { kind: "inProgress" }, this.#now()),
      succeed: (tx) => void moveJob(tx, job.id, ["inProgress"], { kind: "success" }, this.#now()),
      end: (tx, outcome) => void moveJob(tx, job.id, ["pending", "inProgress"], outcome, this.#now()),
    };
  }

  #cronWork(job: Job, due: number): Work {
    const finish = (tx: Transaction, outcome: { kind: string; error?: string }) =>
      finishCron(tx, job.id, due, this.#now(), {
        lastOutcome: outcome.kind,
        ...(outcome.error === undefined ? {} : { lastError: outcome.error }),
      });
    return {
      job,
      begin: (tx) => startCron(tx, job.id, due),
      succeed: (tx) => finish(tx, { kind: "success" }),
      end: finish,
    };
  }

  #removeOld(now: number): void {
    try {
      this.#commit((tx) => removeOld(tx, now));
    } catch (error) {
      // A full disk: the next time will do.
      if (!isDiskFull(error)) throw error;
    }
  }

  /** How something ended must be written sooner or later; on a full disk it is later. */
  async #commitWhenThereIsRoom(work: (tx: Transaction) => void): Promise<void> {
    while (!this.#abandoned) {
      try {
        return this.#commit(work);
      } catch (error) {
        if (!isDiskFull(error)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, roomRetryMs));
    }
  }

  /** One synchronous transaction: nothing can come between its reads and its commit. */
  #commit<T>(work: (tx: Transaction) => T): T {
    const tx = this.#db.beginUnlimited();
    const answer = work(tx);
    this.#db.commit(tx);
    return answer;
  }
}
