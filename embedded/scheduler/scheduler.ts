import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";
import type { JSONValue } from "../database/values.ts";
import type { CronSpecs } from "./cronSpec.ts";

/** One thing to run. `args` is the encoded argument list (one object). */
export type Job = { id: string; path: string /* "dir/mod:fn" */; args: JSONValue[]; cron?: string };

/**
 * What the runner must call so that a job's state and its effects agree.
 * Mutation: `begin(tx)` first in each attempt's transaction (false: canceled meanwhile, run nothing), `succeed(tx)` last,
 * before the commit. Action: `beginAction()` once before it runs (false: run nothing).
 */
export type JobHooks = { begin(tx: Transaction): boolean; succeed(tx: Transaction): void; beginAction(): boolean };
export type JobOutcome = { kind: "success" } | { kind: "failed"; error: string } | { kind: "skipped" };
export type RunJob = (job: Job, hooks: JobHooks) => Promise<JobOutcome>;

export declare class Scheduler {
  constructor(db: Database, run: RunJob, options?: { now?: () => number; maxConcurrent?: number });
  /** With a transaction the job exists when that commits; without one it commits at once (from actions). Throws DatabaseError for a bad time. */
  schedule(tx: Transaction | null, path: string, tsSeconds: number, args: JSONValue[]): string;
  cancel(tx: Transaction | null, id: string): void;
  setCrons(specs: CronSpecs): void;
  start(): void;
  stop(): Promise<void>;
}
