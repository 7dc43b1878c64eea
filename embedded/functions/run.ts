// Runs deployed functions: finds them, checks arguments and results, gives queries and mutations their transaction, commits,
// retries where a commit conflicts, and writes every run to the log.
import type { JSONValue } from "convex/values";
import { hasPlaceholder, withCommitTime } from "../database/commitTime.ts";
import type { Database, Timestamp } from "../database/database.ts";
import { OccError } from "../database/errors.ts";
import type { ReadSet } from "../database/readSet.ts";
import type { Transaction } from "../database/transaction.ts";
import type { FunctionLog, RunLines, RunRecord } from "../logs/functionLog.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import type { Files } from "../storage/files.ts";
import type { HttpRequestParts } from "./actionMessages.ts";
import type { ActionHost } from "./actionPool.ts";
import { ActionSyscalls } from "./actionSyscalls.ts";
import type { Caller } from "./caller.ts";
import type { DeployedFunction, Deployment } from "./deployment.ts";
import { FunctionFailure, withoutRequestId, withRequestId } from "./failure.ts";
import { type FunctionType, fileAndName, parseFunctionPath, shortPath } from "./functionPath.ts";
import { compileInlineQuery, inlineQuery } from "./inlineQuery.ts";
import type { LogLevel } from "./isolate.ts";
import { limitWarnings } from "./limitWarnings.ts";
import { andThen, type MaybePromise, recovering } from "./maybePromise.ts";
import { RunQueue } from "./runQueue.ts";
import { StarvedError } from "./timeLimit.ts";
import { TransactionSyscalls } from "./transactionSyscalls.ts";
import { checkArguments, checkResult, singleArgument, withoutPlaceholders } from "./validation.ts";

export type Failure = { ok: false; errorMessage: string; errorData?: JSONValue; logLines: string[] };
export type QueryResult =
  | { ok: true; value: JSONValue; logLines: string[]; ts: Timestamp; reads: ReadSet; journal: string | null }
  | (Failure & { ts: Timestamp; reads: ReadSet; journal: null });
export type MutationResult = { ok: true; value: JSONValue; logLines: string[]; ts: Timestamp } | Failure;
export type ActionResult = { ok: true; value: JSONValue; logLines: string[] } | Failure;

export type MutationOptions = {
  internalToo?: boolean;
  /** Runs first in each attempt's transaction; false: run nothing. */
  begin?: (tx: Transaction) => boolean;
  /** Runs last, before the commit. */
  succeed?: (tx: Transaction, value: JSONValue, logLines: string[]) => void;
  /** The commit has its place before all later ones, though it is not on the disk yet. */
  committed?: () => void;
};

const maxAttempts = 5;
/** Of functions that call each other in one transaction. */
const maxCallDepth = 8;

export class FunctionRunner {
  readonly log: FunctionLog;
  private readonly db: Database;
  private readonly deployment: Deployment;
  private readonly scheduler: () => Scheduler;
  private readonly files: Files;
  private readonly now: () => number;
  private readonly queue: RunQueue;

  constructor(parts: {
    db: Database;
    deployment: Deployment;
    scheduler: () => Scheduler;
    files: Files;
    log: FunctionLog;
    now?: () => number;
  }) {
    this.db = parts.db;
    this.deployment = parts.deployment;
    this.scheduler = parts.scheduler;
    this.files = parts.files;
    this.log = parts.log;
    this.now = parts.now ?? Date.now;
    this.queue = new RunQueue(parts.deployment.timeLimitMs, () => parts.db.flushing());
  }

  query(
    path: string,
    args: unknown,
    caller: Caller,
    options: { internalToo?: boolean; at?: Timestamp; journal?: string | null } = {},
  ): Promise<QueryResult> {
    const at = options.at ?? this.db.latestTimestamp();
    return this.queryAttempt(path, args, caller, { ...options, at }, this.log.begin("Query", path, caller));
  }

  private async queryAttempt(
    path: string,
    args: unknown,
    caller: Caller,
    options: { internalToo?: boolean; at: Timestamp; journal?: string | null },
    record: RunRecord,
  ): Promise<QueryResult> {
    const tx = this.db.begin(options.at);
    tx.previousJournal = options.journal ?? null;
    try {
      const target = this.find(path, "Query", options.internalToo === true);
      const run = () => this.runIn(tx, target, "query", withoutPlaceholders(args, path), caller, record);
      return await this.queue.add({ writes: false, attempt: record.attempt() }, run, (value) => {
        const { logLines } = record.succeed();
        return { ok: true, value, logLines, ts: tx.snapshotTs, reads: tx.reads, journal: tx.journal };
      });
    } catch (error) {
      if (error instanceof StarvedError && record.attempt() < maxAttempts) {
        record.restart();
        return this.queryAttempt(path, args, caller, options, record);
      }
      return { ...failed(error, caller, record), ts: tx.snapshotTs, reads: tx.reads, journal: null };
    }
  }

  /** A query whose module is not deployed; see inlineQuery.ts. */
  async inlineQuery(source: string, args: unknown, caller: Caller): Promise<QueryResult> {
    const record = this.log.begin("Query", inlineQuery.path, caller);
    const tx = this.db.begin(this.db.latestTimestamp());
    const common = { ts: tx.snapshotTs, reads: tx.reads, journal: null };
    try {
      const isolates = this.deployment.isolatesFor([await compileInlineQuery(source)]);
      const value = await this.runIn(tx, inlineQuery, "query", args, caller, record, isolates);
      isolates.close();
      return { ok: true, value, logLines: record.succeed().logLines, ...common };
    } catch (error) {
      return { ...failed(error, caller, record), ...common };
    }
  }

  async mutation(path: string, args: unknown, caller: Caller, options: MutationOptions = {}): Promise<MutationResult> {
    const record = this.log.begin("Mutation", path, caller);
    try {
      const target = this.find(path, "Mutation", options.internalToo === true);
      return await this.mutationAttempt(target, args, caller, options, record);
    } catch (error) {
      return failed(error, caller, record);
    }
  }

  async action(
    path: string,
    args: unknown,
    caller: Caller,
    options: { internalToo?: boolean } = {},
  ): Promise<ActionResult> {
    const record = this.log.begin("Action", path, caller);
    try {
      const target = this.find(path, "Action", options.internalToo === true);
      record.runsIn(target.inNode ? "node" : "isolate");
      const argument = singleArgument(withoutPlaceholders(args, path));
      const checked = { path: target.path, tableOf: (id: string) => this.db.tableOf(id) };
      const size = checkArguments(target.args, argument, checked);
      const task = {
        type: "action",
        modulePath: target.modulePath,
        exportName: target.exportName,
        requestId: caller.requestId,
        args: JSON.stringify([argument]),
      } as const;
      const startedAt = performance.now();
      const json = await this.deployment.actions.run(task, this.actionHost(target.path, caller, record));
      const value = JSON.parse(json) as JSONValue;
      const result = checkResult(target.returns, value, checked);
      const [tookMs, limitMs] = [performance.now() - startedAt, this.deployment.actionLimitMs];
      warn(record, limitWarnings({ argument: size, result, tookMs, limitMs }, null));
      record.measure(null, result);
      return { ok: true, value, logLines: record.succeed().logLines };
    } catch (error) {
      return failed(error, caller, record);
    }
  }

  /** Asks for the body and answers through `exchange`. A failure before the response's head comes back; a later one cuts the body off. */
  async httpAction(
    request: HttpRequestParts,
    caller: Caller,
    exchange: Required<Pick<ActionHost, "chunk" | "pull">> & {
      head(status: number, headers: [string, string][]): void;
    },
  ): Promise<ActionResult> {
    const record = this.log.begin("HttpAction", `${request.method} ${new URL(request.url).pathname}`, caller);
    try {
      await this.deployment.actions.run(
        { type: "http", request },
        {
          ...this.actionHost("http", caller, record),
          route: (route) => record.route(route),
          head(status, headers) {
            record.status(status);
            exchange.head(status, headers);
          },
          chunk: (bytes) => exchange.chunk(bytes),
          pull: () => exchange.pull(),
        },
      );
      return { ok: true, value: null, logLines: record.succeed().logLines };
    } catch (error) {
      return failed(error, caller, record);
    }
  }

  private async mutationAttempt(
    target: DeployedFunction,
    args: unknown,
    caller: Caller,
    options: MutationOptions,
    record: RunRecord,
  ): Promise<MutationResult> {
    let tx: Transaction;
    const run = (): MaybePromise<{ value: JSONValue } | null> => {
      tx = this.db.begin();
      if (options.begin?.(tx) === false) return null;
      const argument = withoutPlaceholders(args, target.path);
      return andThen(this.runIn(tx, target, "mutation", argument, caller, record), (value) => ({ value }));
    };
    const commit = (ran: { value: JSONValue } | null) => {
      if (ran === null) return null;
      options.succeed?.(tx, ran.value, record.lines());
      const { ts, durable } = this.db.commit(tx);
      options.committed?.();
      return { value: ran.value, ts, durable };
    };
    try {
      const committed = await this.queue.add({ writes: true, attempt: record.attempt() }, run, commit);
      if (committed === null) return { ok: false, errorMessage: "Canceled", logLines: [] };
      const { value, ts, durable } = committed;
      await durable;
      return { ok: true, value: committedValue(value, ts), logLines: record.succeed().logLines, ts };
    } catch (error) {
      const retryable = error instanceof OccError || error instanceof StarvedError;
      if (!retryable || record.attempt() >= maxAttempts) throw error;
      record.restart();
      return this.mutationAttempt(target, args, caller, options, record);
    }
  }

  /** One function in a transaction that somebody else begins and ends. Throws FunctionFailure. */
  private runIn(
    tx: Transaction,
    target: DeployedFunction,
    kind: "query" | "mutation",
    args: unknown,
    caller: Caller,
    record: RunLines,
    isolates = this.deployment.isolates,
  ): MaybePromise<JSONValue> {
    const checked = { path: target.path, tableOf: (id: string) => this.db.tableOf(id) };
    const argument = singleArgument(args);
    const size = checkArguments(target.args, argument, checked);
    const startedAt = performance.now();
    const end = (result: number | null) => {
      const [tookMs, limitMs] = [performance.now() - startedAt, this.deployment.timeLimitMs];
      const metrics = tx.metrics();
      warn(record, limitWarnings({ argument: size, result: result ?? 0, tookMs, limitMs }, { metrics, tx }));
      record.measure(metrics, result);
    };
    const syscalls = new TransactionSyscalls({
      tx,
      kind,
      path: target.path,
      caller,
      scheduler: this.scheduler(),
      files: this.files,
      checkExists: (path) => this.checkExists(path),
      runNested: (nestedKind, path, nestedArgs) => this.runNested(tx, nestedKind, path, nestedArgs, caller, record),
    });
    const run = recovering(
      () =>
        isolates.run({
          modulePath: target.modulePath,
          exportName: target.exportName,
          kind,
          args: JSON.stringify([argument]),
          nowMs: this.now(),
          attempt: record.attempt(),
          syscalls,
          log: (level, messages) => record.line(level, messages),
        }),
      (error) => {
        syscalls.close();
        end(null);
        throw error;
      },
    );
    return andThen(run, (json) => {
      syscalls.close();
      const value = JSON.parse(json) as JSONValue;
      end(checkResult(target.returns, value, checked));
      return value;
    });
  }

  /** A function called by a function: in the same transaction, undone alone when it fails. */
  private runNested(
    tx: Transaction,
    kind: "query" | "mutation" | "snapshotQuery",
    path: string,
    args: JSONValue,
    caller: Caller,
    outer: RunLines,
  ): MaybePromise<JSONValue> {
    const target = this.find(path, kind === "mutation" ? "Mutation" : "Query", true);
    const record = outer.nested(target.path);
    if (record.depth > maxCallDepth) {
      throw new FunctionFailure("Cross component call depth limit exceeded. Do you have an infinite loop in your app?");
    }
    if (kind === "snapshotQuery") {
      return this.runIn(this.db.begin(tx.snapshotTs), target, "query", args, caller, record);
    }
    const savepoint = tx.savepoint();
    return recovering(
      () => this.runIn(tx, target, kind, args, caller, record),
      (error) => {
        tx.rollback(savepoint);
        throw error;
      },
    );
  }

  private actionHost(path: string, caller: Caller, record: RunRecord) {
    const syscalls = new ActionSyscalls({
      db: this.db,
      path,
      caller,
      scheduler: this.scheduler(),
      files: this.files,
      checkExists: (target) => this.checkExists(target),
      call: async (kind, target, args) => {
        const byAction = { ...caller, source: "Action", parentExecutionId: record.executionId };
        const result = await this[kind](target, args, byAction, { internalToo: true });
        if (!result.ok) throw new FunctionFailure(withoutRequestId(result.errorMessage), result.errorData);
        return result.value;
      },
    });
    return {
      syscall: (op: string, args: string) => syscalls.syscall(op, args),
      jsSyscall: (op: string, args: Record<string, unknown>) => syscalls.jsSyscall(op, args),
      log: (level: LogLevel, messages: string[]) => record.line(level, messages),
    };
  }

  private checkExists(path: string): void {
    if (this.deployment.find(path) !== undefined) return;
    const { modulePath, exportName } = parseFunctionPath(path);
    throw new FunctionFailure(
      this.deployment.all().some((found) => found.modulePath === modulePath)
        ? `Attempted to schedule function, but no exported function ${exportName} found in the file: ${modulePath}. Did you forget to export it?`
        : `Attempted to schedule function at nonexistent path: ${modulePath}`,
    );
  }

  private find(path: string, type: FunctionType, internalToo: boolean): DeployedFunction {
    const found = this.deployment.find(path);
    // An internal function looks to a client as if it were not there.
    if (found === undefined || (!internalToo && !found.isPublic)) throw notFound(path);
    if (found.udfType !== type) {
      throw new FunctionFailure(
        `Trying to execute ${fileAndName(path)} as ${type}, but it is defined as ${found.udfType}.`,
      );
    }
    return found;
  }
}

function committedValue(value: JSONValue, ts: Timestamp): JSONValue {
  const json = JSON.stringify(value);
  return hasPlaceholder(json) ? (JSON.parse(withCommitTime(json, ts)) as JSONValue) : value;
}

function notFound(path: string): FunctionFailure {
  return new FunctionFailure(`Could not find public function for '${shortPath(path)}'.`);
}

function warn(record: RunLines, warnings: string[]): void {
  for (const warning of warnings) record.line("WARN", [warning]);
}

function failed(error: unknown, caller: Caller, record: RunRecord): Failure {
  const known = error instanceof Error;
  const message = known ? error.message : String(error);
  const { logLines } = record.fail(message);
  const errorMessage = withRequestId(message, caller.requestId);
  return error instanceof FunctionFailure && error.data !== undefined
    ? { ok: false, errorMessage, errorData: error.data, logLines }
    : { ok: false, errorMessage, logLines };
}
