// What functions did and printed, as `npx convex logs` reads it: the newest runs in memory, a cursor, a long poll.
import { randomUUID } from "node:crypto";
import type { Caller, Identity } from "../functions/caller.ts";
import { withoutRequestId } from "../functions/failure.ts";
import type { LogLevel } from "../functions/isolate.ts";

export type UdfType = "Query" | "Mutation" | "Action" | "HttpAction";
type LogLine = { messages: string[]; level: LogLevel; timestamp: number; isTruncated: boolean };
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
  parentExecutionId: null;
  success: null;
  error: string | null;
  willRetry: false;
  occInfo: null;
  returnBytes: null;
  usageStats: typeof unmetered;
  identityType: string;
  environment: string;
};
/** What an action printed, told while it runs and not again at its end. */
type Progress = Run & { kind: "Progress" };

export type RunRecord = {
  line(level: LogLevel, message: string): void;
  /** As clients get them: `[LOG] 'text'`. */
  lines(): string[];
  /** The run is tried anew: forgets the lines of the attempt before. */
  restart(): void;
  /** The first is 1. */
  attempt(): number;
  succeed(): { logLines: string[] };
  fail(error: string): { logLines: string[] };
};

const keptEntries = 1_000;
/** Lines of one run, the last of which says that there were more. */
const maxLines = 256;
const maxLineBytes = 32_768;

/** Nothing is paid for here. */
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
  private readonly entries: (Execution | Progress)[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly now: () => number;
  private readonly onEnd: ((execution: Execution) => void) | undefined;
  private lastTimestamp = 0;

  /** `onEnd` is told of what has run, not of cached results. */
  constructor(options: { now?: () => number; onEnd?: (execution: Execution) => void } = {}) {
    this.now = options.now ?? Date.now;
    this.onEnd = options.onEnd;
  }

  begin(udfType: UdfType, path: string, caller: Caller): RunRecord {
    let attempt = 1;
    let logLines: LogLine[] = [];
    const startedAt = performance.now();
    const run = this.runOf(udfType, path, caller);
    const streams = udfType === "Action" || udfType === "HttpAction";
    const lines = () => logLines.map(shown);
    const end = (error: string | null) => {
      const executionTime = (performance.now() - startedAt) / 1_000;
      const execution = this.completion({ ...run, logLines: streams ? [] : logLines }, caller, {
        ...{ executionTime, error, cachedResult: false },
      });
      this.add(execution);
      this.onEnd?.(execution);
      return { logLines: lines() };
    };
    return {
      line: (level, message) => {
        const line = this.nextLine(logLines.length, level, message);
        if (line === null) return;
        logLines.push(line);
        if (streams) this.add({ ...run, kind: "Progress", logLines: [line], timestamp: this.nextTimestamp() });
      },
      lines,
      restart: () => {
        logLines = [];
        attempt++;
      },
      attempt: () => attempt,
      succeed: () => end(null),
      fail: (error) => end(error),
    };
  }

  /** A query that was not run for this caller: somebody else asked the same at the same moment. */
  cached(path: string, caller: Caller, result: { errorMessage?: string; logLines: string[] }): void {
    const { errorMessage } = result;
    const error = errorMessage === undefined ? null : withoutRequestId(errorMessage);
    const logLines = result.logLines.flatMap((line) => {
      const [, level = "LOG", message = ""] = /^\[([A-Z]+)\] ([\s\S]*)$/.exec(line) ?? [];
      return { messages: [message], level: level as LogLevel, timestamp: this.now(), isTruncated: false };
    });
    const run = { ...this.runOf("Query", path, caller), logLines };
    this.add(this.completion(run, caller, { executionTime: 0, error, cachedResult: true }));
  }

  /** What was added after `cursor` (ms); waits up to `timeoutMs` when there is nothing yet. */
  async read(cursor: number, timeoutMs: number): Promise<{ entries: (Execution | Progress)[]; newCursor: number }> {
    const since = () => this.entries.filter((entry) => entry.timestamp * 1_000 > cursor);
    if (since().length === 0 && cursor > 0) await this.nextEntry(timeoutMs);
    const entries = since();
    const newest = entries.at(-1);
    return { entries, newCursor: newest === undefined ? cursor || this.now() : newest.timestamp * 1_000 };
  }

  private runOf(udfType: UdfType, path: string, { requestId }: Caller): Omit<Run, "timestamp" | "logLines"> {
    const identifier = path.replace(/\.js(?=:|$)/, "").replace(/:default$/, "");
    return { udfType, componentPath: null, identifier, requestId, executionId: randomUUID() };
  }

  private completion(
    run: Omit<Run, "timestamp">,
    caller: Caller,
    end: Pick<Execution, "executionTime" | "error" | "cachedResult">,
  ): Execution {
    const timestamp = this.nextTimestamp();
    return {
      kind: "Completion",
      ...run,
      ...end,
      timestamp,
      userExecutionTime: end.executionTime,
      executionTimestamp: timestamp - end.executionTime,
      caller: caller.source,
      parentExecutionId: null,
      success: null,
      willRetry: false,
      occInfo: null,
      returnBytes: null,
      usageStats: unmetered,
      identityType: identityType(caller.identity),
      environment: run.udfType === "Action" ? "node" : "isolate",
    };
  }

  private nextLine(before: number, level: LogLevel, message: string): LogLine | null {
    const timestamp = this.now();
    if (before < maxLines - 1) return { ...shortened(message), level, timestamp };
    if (before >= maxLines) return null;
    const messages = [`Log overflow (maximum ${maxLines}). Remaining log lines omitted.`];
    return { messages, level: "ERROR", timestamp, isTruncated: false };
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

  private add(entry: Execution | Progress): void {
    this.entries.push(entry);
    if (this.entries.length > keptEntries) this.entries.shift();
    for (const done of [...this.waiting]) done();
  }

  /** Strictly increasing, so that a cursor never skips what was added in the same millisecond. */
  private nextTimestamp(): number {
    this.lastTimestamp = Math.max(this.now(), this.lastTimestamp + 0.001);
    return this.lastTimestamp / 1_000;
  }
}

function identityType(identity: Identity): string {
  if (identity.kind === "none") return "unknown";
  if (identity.kind === "user") return "user";
  return identity.actingAs === undefined ? "instance_admin" : "member_acting_user";
}

function shown({ level, messages, isTruncated }: LogLine): string {
  return `[${level}] ${messages.join(" ")}${isTruncated ? " (truncated due to length)" : ""}`;
}

function shortened(message: string): { messages: string[]; isTruncated: boolean } {
  if (Buffer.byteLength(message) <= maxLineBytes) return { messages: [message], isTruncated: false };
  // A character that the cut goes through is left out.
  const text = new TextDecoder().decode(Buffer.from(message).subarray(0, maxLineBytes), { stream: true });
  return { messages: [text], isTruncated: true };
}
