// What functions did and printed, as `npx convex logs` reads it: the newest runs in memory, a cursor, a long poll.
import { randomUUID } from "node:crypto";
import type { Caller } from "../functions/caller.ts";
import type { LogLevel } from "../functions/isolate.ts";

export type UdfType = "Query" | "Mutation" | "Action" | "HttpAction";
type LogLine = { messages: string[]; level: LogLevel; timestamp: number; isTruncated: boolean };
/** The fields that the CLI reads; times in seconds. */
export type Execution = {
  kind: "Completion";
  udfType: UdfType;
  identifier: string;
  logLines: LogLine[];
  timestamp: number;
  executionTime: number;
  cachedResult: boolean;
  caller: string;
  requestId: string;
  executionId: string;
  success: null;
  error: string | null;
  identityType: string;
  environment: string;
};

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

const keptExecutions = 1_000;
/** Lines of one run, the last of which says that there were more. */
const maxLines = 256;
const maxLineBytes = 32_768;

export class FunctionLog {
  private readonly executions: Execution[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly now: () => number;
  private readonly onEnd: ((execution: Execution) => void) | undefined;
  private lastTimestamp = 0;

  constructor(options: { now?: () => number; onEnd?: (execution: Execution) => void } = {}) {
    this.now = options.now ?? Date.now;
    this.onEnd = options.onEnd;
  }

  begin(udfType: UdfType, identifier: string, caller: Caller): RunRecord {
    let attempt = 1;
    let logLines: LogLine[] = [];
    const startedAt = performance.now();
    const lines = () => logLines.map((line) => `[${line.level}] ${line.messages.join(" ")}`);
    const end = (error: string | null) => {
      this.add({
        kind: "Completion",
        udfType,
        identifier,
        logLines,
        timestamp: this.nextTimestamp(),
        executionTime: (performance.now() - startedAt) / 1_000,
        cachedResult: false,
        caller: caller.source,
        requestId: caller.requestId,
        executionId: randomUUID(),
        success: null,
        error,
        identityType: caller.identity.kind,
        environment: udfType === "Action" ? "node" : "isolate",
      });
      return { logLines: lines() };
    };
    return {
      line: (level, message) => {
        const timestamp = this.now();
        if (logLines.length < maxLines - 1) logLines.push({ ...shortened(message), level, timestamp });
        else if (logLines.length < maxLines) {
          const messages = [`Log overflow (maximum ${maxLines}). Remaining log lines omitted.`];
          logLines.push({ messages, level: "ERROR", timestamp, isTruncated: false });
        }
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

  /** What ended after `cursor` (ms); waits up to `timeoutMs` when there is nothing yet. */
  async read(cursor: number, timeoutMs: number): Promise<{ entries: Execution[]; newCursor: number }> {
    const since = () => this.executions.filter((execution) => execution.timestamp * 1_000 > cursor);
    if (since().length === 0 && cursor > 0) await this.nextEnd(timeoutMs);
    const entries = since();
    const newest = entries.at(-1);
    return { entries, newCursor: newest === undefined ? cursor || this.now() : newest.timestamp * 1_000 };
  }

  private nextEnd(timeoutMs: number): Promise<void> {
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

  private add(execution: Execution): void {
    this.executions.push(execution);
    if (this.executions.length > keptExecutions) this.executions.shift();
    this.onEnd?.(execution);
    for (const done of [...this.waiting]) done();
  }

  /** Strictly increasing, so that a cursor never skips a run that ended in the same millisecond. */
  private nextTimestamp(): number {
    this.lastTimestamp = Math.max(this.now(), this.lastTimestamp + 0.001);
    return this.lastTimestamp / 1_000;
  }
}

function shortened(message: string): { messages: string[]; isTruncated: boolean } {
  if (Buffer.byteLength(message) <= maxLineBytes) return { messages: [message], isTruncated: false };
  // A character that the cut goes through is left out.
  const text = new TextDecoder().decode(Buffer.from(message).subarray(0, maxLineBytes), { stream: true });
  return { messages: [text], isTruncated: true };
}
