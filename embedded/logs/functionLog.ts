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

type LogPart = { entries: (Execution | Progress)[]; newCursor: number };

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
  private readonly entries: { cursor: number; entry: Execution | Progress; isRoot: boolean }[] = [];
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
    let attempt = 1;
    let logLines: LogLine[] = [];
    let used: TransactionMetrics | null = null;
    let returnBytes: number | null = null;
    let success: Execution["success"] = null;
    const startedAt = performance.now();
    const run = this.runOf(udfType, path, caller);
    const streams = udfType === "Action" || udfType === "HttpAction";
    let environment: Environment = udfType === "Action" ? "invalid" : "isolate";
    const lines = () => logLines.map(shown);
    const line = (level: LogLevel, messages: string[], from?: string) => {
      const line = this.nextLine(logLines.length, level, messages);
      if (line === null) return;
      logLines.push(from === undefined ? line : { ...line, componentPath: "", udfPath: from });
      if (streams) this.add({ ...run, kind: "Progress", logLines: [line], timestamp: this.now() / 1_000 }, caller);
    };
    const measure: RunRecord["measure"] = (nowUsed, bytes) => {
      used = nowUsed;
      returnBytes = bytes;
    };
    const nestedIn =
      (depth: number) =>
      (nestedPath: string): RunLines => ({
        ...{ depth: depth + 1, nested: nestedIn(depth + 1), attempt: () => attempt, measure: ignore },
        line: (level, messages) => line(level, messages, fileAndName(nestedPath)),
      });
    const end = (error: string | null) => {
      const executionTime = (performance.now() - startedAt) / 1_000;
      const ended = { executionTime, error, cachedResult: false, environment, returnBytes, success };
      const usageStats = usageOf(used);
      const execution = this.completion({ ...run, logLines: streams ? [] : logLines }, caller, {
        ...ended,
        usageStats,
      });
      this.add(execution, caller);
      this.onEnd?.(execution);
      return { logLines: lines() };
    };
    return {
      executionId: run.executionId,
      depth: 0,
      line,
      nested: nestedIn(0),
      lines,
      restart: () => {
        logLines = [];
        attempt++;
      },
      attempt: () => attempt,
      measure,
      runsIn: (where) => {
        environment = where;
      },
      route: (route) => {
        run.identifier = route;
      },
      status: (status) => {
        success = { status: String(status) };
      },
      succeed: () => end(null),
      fail: (error) => {
        success = null;
        return end(error);
      },
    };
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
    const run = { ...this.runOf("Query", path, caller), logLines };
    const notRun = { executionTime: 0, usageStats: unmetered, returnBytes: null, success: null };
    this.add(this.completion(run, caller, { ...notRun, error, cachedResult: true, environment: "isolate" }), caller);
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
      requestId === undefined ? found : found.filter(({ entry, isRoot }) => isRoot && entry.requestId === requestId);
    return { entries: wanted.map(({ entry }) => entry), newCursor };
  }

  private runOf(udfType: UdfType, path: string, { requestId }: Caller): Omit<Run, "timestamp" | "logLines"> {
    const identifier = udfType === "HttpAction" ? path : shortPath(path);
    return { udfType, componentPath: null, identifier, requestId, executionId: randomUUID() };
  }

  private completion(
    run: Omit<Run, "timestamp">,
    caller: Caller,
    end: Pick<
      Execution,
      "executionTime" | "error" | "cachedResult" | "environment" | "returnBytes" | "success" | "usageStats"
    >,
  ): Execution {
    const timestamp = this.now() / 1_000;
    return {
      kind: "Completion",
      ...run,
      ...end,
      timestamp,
      userExecutionTime: end.executionTime,
      executionTimestamp: timestamp - end.executionTime,
      caller: caller.source,
      parentExecutionId: caller.parentExecutionId ?? null,
      willRetry: false,
      occInfo: null,
      identityType: identityType(caller.identity),
    };
  }

  private nextLine(before: number, level: LogLevel, messages: string[]): LogLine | null {
    const common = { timestamp: this.now(), systemMetadata: null };
    if (before < maxLines - 1) return { ...shortened(messages), level, ...common };
    if (before >= maxLines) return null;
    const overflow = [`Log overflow (maximum ${maxLines}). Remaining log lines omitted.`];
    return { messages: overflow, level: "ERROR", isTruncated: false, ...common };
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

  private add(entry: Execution | Progress, { parentExecutionId }: Caller): void {
    // Strictly increasing, so that a cursor never skips what was added in the same millisecond.
    this.lastCursor = Math.max(this.now(), this.lastCursor + 0.001);
    this.entries.push({ cursor: this.lastCursor, entry, isRoot: parentExecutionId === undefined });
    if (this.entries.length > keptEntries) this.entries.shift();
    for (const done of [...this.waiting]) done();
  }
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
