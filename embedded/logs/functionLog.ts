// What functions did and printed, as `npx convex logs` reads it: the newest runs in memory, a cursor, a long poll.
import { randomUUID } from "node:crypto";
import type { TransactionMetrics } from "../database/limits.ts";
import type { Caller, Identity } from "../functions/caller.ts";
import { withoutRequestId } from "../functions/failure.ts";
import { fileAndName, shortPath } from "../functions/functionPath.ts";
import type { LogLevel } from "../functions/isolate.ts";

export type UdfType = "Query" | "Mutation" | "Action" | "HttpAction";
type LogLine = {
  messages: string[];
  level: LogLevel;
  timestamp: number;
  isTruncated: boolean;
  systemMetadata: null;
  /** The nested function that printed it. */
  componentPath?: "";
  udfPath?: string;
};
type Environment = "isolate" | "node" | "invalid";
type Run = {
  udfType: UdfType;
  componentPath: null;
  identifier: string;
  requestId: string;
  executionId: string;
  logLines: LogLine[];
  timestamp: number;
};
/** A run that has ended; times in seconds. See convex/src/cli/lib/generatedFunctionLogsApi.ts. */
export type Execution = Run & {
  kind: "Completion";
  executionTime: number;
  userExecutionTime: number | null;
  executionTimestamp: number;
  /** What the same query gave somebody else a moment ago. */
  cachedResult: boolean;
  caller: string;
  parentExecutionId: string | null;
  success: { status: string } | null;
  error: string | null;
  willRetry: false;
  occInfo: null;
  returnBytes: number | null;
  usageStats: typeof unmetered;
  identityType: string;
  environment: Environment;
};
/** What an action printed, told while it runs and not again at its end. */
type Progress = Run & { kind: "Progress" };

type Entry = Execution | Progress;
type LogPart = { entries: Entry[]; newCursor: number };

export type RunRecord = {
  readonly executionId: string;
  /** Of calls in one transaction; 0: not nested. */
  readonly depth: number;
  line(level: LogLevel, messages: string[]): void;
  /** What a function prints that this one calls, in the same transaction. */
  nested(path: string): RunLines;
  /** As clients get them: `[LOG] 'text'`. */
  lines(): string[];
  /** The run is tried anew: forgets the lines of the attempt before. */
  restart(): void;
  /** The first is 1. */
  attempt(): number;
  /** What it used; `returnBytes`: null where it returned nothing. */
  measure(used: TransactionMetrics | null, returnBytes: number | null): void;
  /** Of an action: what it runs in. */
  runsIn(environment: Environment): void;
  /** Of an HTTP action: which one it is, as the app's router names it, */
  route(route: string): void;
  /** and what it answered. */
  status(status: number): void;
  succeed(): { logLines: string[] };
  fail(error: string): { logLines: string[] };
};

export type RunLines = Pick<RunRecord, "line" | "nested" | "attempt" | "measure" | "depth">;

const keptEntries = 1_000;
/** Lines of one run, the last of which says that there were more. */
const maxLines = 256;
const maxLineBytes = 32_768;

/** Nothing is paid for here: what is not known anyway is not counted. */
const unmetered = {
  databaseReadBytes: 0,
  databaseWriteBytes: 0,
  databaseIoReadBytes: 0,
  databaseIoWriteBytes: 0,
  databaseReadDocuments: 0,
  databaseWriteDocuments: 0,
  databaseWriteIndexRows: 0,
  storageReadBytes: 0,
  storageWriteBytes: 0,
  vectorIndexReadBytes: 0,
  vectorIndexWriteBytes: 0,
  textIndexQueryBytes: 0,
  textIndexWriteQueryBytes: 0,
  vectorIndexReadQueryBytes: 0,
  vectorIndexWriteQueryBytes: 0,
  networkEgressBytes: 0,
  memoryUsedMb: 0,
};

export class FunctionLog {
  private readonly entries: { cursor: number; isRoot: boolean; requestId: string; entry: () => Entry }[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly now: () => number;
  private readonly onEnd: ((execution: Execution) => void) | undefined;
  private lastCursor = 0;

  /** `onEnd` is told of what has run, not of cached results. */
  constructor(options: { now?: () => number; onEnd?: (execution: Execution) => void } = {}) {
    this.now = options.now ?? Date.now;
    this.onEnd = options.onEnd;
  }

  begin(udfType: UdfType, path: string, caller: Caller): RunRecord {
    return new Recording(runOf(udfType, path, caller), caller, {
      now: this.now,
      add: (entry) => this.add(entry, caller),
      end: this.onEnd,
    });
  }

  /** A query that was not run for this caller: somebody else asked the same at the same moment. */
  cached(path: string, caller: Caller, result: { errorMessage?: string; logLines: string[] }): void {
    const { errorMessage } = result;
    const error = errorMessage === undefined ? null : withoutRequestId(errorMessage);
    const logLines = result.logLines.flatMap((line) => {
      const [, level = "LOG", message = ""] = /^\[([A-Z]+)\] ([\s\S]*)$/.exec(line) ?? [];
      return {
        ...{ messages: [message], level: level as LogLevel, timestamp: this.now() },
        ...{ isTruncated: false, systemMetadata: null },
      };
    });
    const run = { ...runOf("Query", path, caller), logLines };
    const notRun = { executionTime: 0, usageStats: unmetered, returnBytes: null, success: null };
    const ended = {
      ...notRun,
      error,
      cachedResult: true,
      environment: "isolate" as const,
      timestamp: this.now() / 1_000,
    };
    this.add(() => completion(run, caller, ended), caller);
  }

  /**
   * What was added after `cursor` (ms); waits up to `timeoutMs` when there is nothing yet. `requestId`: only what is of that request,
   * without what its action called.
   */
  async read(cursor: number, timeoutMs: number, requestId?: string): Promise<LogPart> {
    const since = () => this.entries.filter((entry) => entry.cursor > cursor);
    if (since().length === 0 && cursor > 0) await this.nextEntry(timeoutMs);
    const found = since();
    const newCursor = found.at(-1)?.cursor ?? (cursor || this.now());
    const wanted =
      requestId === undefined ? found : found.filter((entry) => entry.isRoot && entry.requestId === requestId);
    return { entries: wanted.map(({ entry }) => entry()), newCursor };
  }

  private nextEntry(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      timer.unref();
      this.waiting.add(done);
    });
  }

  private add(entry: () => Entry, { parentExecutionId, requestId }: Caller): void {
    // Strictly increasing, so that a cursor never skips what was added in the same millisecond.
    this.lastCursor = Math.max(this.now(), this.lastCursor + 0.001);
    this.entries.push({ cursor: this.lastCursor, isRoot: parentExecutionId === undefined, requestId, entry });
    if (this.entries.length > keptEntries) this.entries.shift();
    for (const done of [...this.waiting]) done();
  }
}

type Begun = Omit<Run, "timestamp" | "logLines">;

/** A run that goes on. What is told of it is put together when somebody reads it: most is read by nobody. */
class Recording implements RunRecord {
  readonly depth = 0;
  readonly executionId: string;
  private readonly run: Begun;
  private readonly caller: Caller;
  private readonly log: {
    now: () => number;
    add: (entry: () => Entry) => void;
    end: ((execution: Execution) => void) | undefined;
  };
  private readonly streams: boolean;
  private readonly startedAt = performance.now();
  private attempts = 1;
  private logLines: LogLine[] = [];
  private used: TransactionMetrics | null = null;
  private returnBytes: number | null = null;
  private success: Execution["success"] = null;
  private environment: Environment;

  constructor(run: Begun, caller: Caller, log: Recording["log"]) {
    this.run = run;
    this.executionId = run.executionId;
    this.caller = caller;
    this.log = log;
    this.streams = run.udfType === "Action" || run.udfType === "HttpAction";
    this.environment = run.udfType === "Action" ? "invalid" : "isolate";
  }

  line(level: LogLevel, messages: string[], from?: string): void {
    const plain = nextLine(this.logLines.length, level, messages, this.log.now());
    if (plain === null) return;
    const line: LogLine = from === undefined ? plain : { ...plain, componentPath: "", udfPath: from };
    this.logLines.push(line);
    if (!this.streams) return;
    const progress: Progress = { ...this.run, kind: "Progress", logLines: [line], timestamp: this.log.now() / 1_000 };
    this.log.add(() => progress);
  }

  nested(path: string): RunLines {
    return nestedIn(this, path, 1);
  }

  lines(): string[] {
    return this.logLines.map(shown);
  }

  restart(): void {
    this.logLines = [];
    this.attempts++;
  }

  attempt(): number {
    return this.attempts;
  }

  measure(used: TransactionMetrics | null, returnBytes: number | null): void {
    this.used = used;
    this.returnBytes = returnBytes;
  }

  runsIn(environment: Environment): void {
    this.environment = environment;
  }

  route(route: string): void {
    this.run.identifier = route;
  }

  status(status: number): void {
    this.success = { status: String(status) };
  }

  succeed(): { logLines: string[] } {
    return this.end(null);
  }

  fail(error: string): { logLines: string[] } {
    this.success = null;
    return this.end(error);
  }

  private end(error: string | null): { logLines: string[] } {
    const { run, caller, used, returnBytes, success, environment, streams } = this;
    const logLines = streams ? [] : this.logLines;
    const executionTime = (performance.now() - this.startedAt) / 1_000;
    const timestamp = this.log.now() / 1_000;
    const told = () => {
      const ended = { executionTime, timestamp, error, cachedResult: false, environment, returnBytes, success };
      return completion({ ...run, logLines }, caller, { ...ended, usageStats: usageOf(used) });
    };
    this.log.add(told);
    this.log.end?.(told());
    return { logLines: this.lines() };
  }
}

function nestedIn(record: Recording, path: string, depth: number): RunLines {
  return {
    depth,
    nested: (further) => nestedIn(record, further, depth + 1),
    attempt: () => record.attempt(),
    measure: ignore,
    line: (level, messages) => record.line(level, messages, fileAndName(path)),
  };
}

function runOf(udfType: UdfType, path: string, { requestId }: Caller): Begun {
  const identifier = udfType === "HttpAction" ? path : shortPath(path);
  return { udfType, componentPath: null, identifier, requestId, executionId: randomUUID() };
}

type End = Pick<
  Execution,
  "executionTime" | "timestamp" | "error" | "cachedResult" | "environment" | "returnBytes" | "success" | "usageStats"
>;

function completion(run: Omit<Run, "timestamp">, caller: Caller, end: End): Execution {
  return {
    kind: "Completion",
    ...run,
    ...end,
    userExecutionTime: end.executionTime,
    executionTimestamp: end.timestamp - end.executionTime,
    caller: caller.source,
    parentExecutionId: caller.parentExecutionId ?? null,
    willRetry: false,
    occInfo: null,
    identityType: identityType(caller.identity),
  };
}

function nextLine(before: number, level: LogLevel, messages: string[], timestamp: number): LogLine | null {
  const common = { timestamp, systemMetadata: null };
  if (before < maxLines - 1) return { ...shortened(messages), level, ...common };
  if (before >= maxLines) return null;
  const overflow = [`Log overflow (maximum ${maxLines}). Remaining log lines omitted.`];
  return { messages: overflow, level: "ERROR", isTruncated: false, ...common };
}

function identityType(identity: Identity): string {
  if (identity.kind === "none") return "unknown";
  if (identity.kind === "user") return "user";
  return identity.actingAs === undefined ? "instance_admin" : "member_acting_user";
}

/** As clients get lines that do not know them by their parts. */
export function asText<Entry extends { logLines: LogLine[] }>(
  entry: Entry,
): Omit<Entry, "logLines"> & { logLines: string[] } {
  return { ...entry, logLines: entry.logLines.map(shown) };
}

function shown({ level, messages, isTruncated }: LogLine): string {
  return `[${level}] ${messages.join(" ")}${isTruncated ? " (truncated due to length)" : ""}`;
}

function shortened(messages: string[]): { messages: string[]; isTruncated: boolean } {
  let room = maxLineBytes;
  const shown: string[] = [];
  for (const message of messages) {
    const size = Buffer.byteLength(message);
    if (size > room) {
      // A character that the cut goes through is left out.
      const bytes = Buffer.from(message).subarray(0, Math.max(0, room));
      return { messages: [...shown, new TextDecoder().decode(bytes, { stream: true })], isTruncated: true };
    }
    shown.push(message);
    room -= size + 1;
  }
  return { messages: shown, isTruncated: false };
}

function usageOf(used: TransactionMetrics | null): typeof unmetered {
  if (used === null) return unmetered;
  return {
    ...unmetered,
    databaseReadBytes: used.bytesRead.used,
    databaseReadDocuments: used.documentsRead.used,
    databaseWriteBytes: used.bytesWritten.used,
    databaseWriteDocuments: used.documentsWritten.used,
  };
}

function ignore(): void {
  // What a nested function uses is its caller's.
}
