// What a function is told in its log when it has used more than four fifths of what it may.
import { maxDocumentBytes, maxDocumentNesting } from "../database/documentForm.ts";
import { type Measure, overLimitHelp, type TransactionMetrics } from "../database/limits.ts";
import { maxScheduledArgumentBytes, nearShare } from "../database/nearLimits.ts";
import type { Transaction } from "../database/transaction.ts";
import { maxValueBytes } from "./validation.ts";

const nearly: { [measure in Measure]: { message: string; unit?: string; help?: boolean } } = {
  documentsRead: { message: "Many documents read in a single function execution", help: true },
  databaseQueries: { message: "Many reads in a single function execution", help: true },
  bytesRead: { message: "Many bytes read in a single function execution", unit: " bytes", help: true },
  documentsWritten: { message: "Many writes in a single function execution" },
  bytesWritten: { message: "Many bytes written in a single function execution", unit: " bytes" },
  functionsScheduled: { message: "Many functions scheduled by this mutation" },
  scheduledFunctionArgsBytes: {
    message: "Large total size of the arguments of scheduled functions from this mutation",
    unit: " bytes",
  },
};
const measures = Object.keys(nearly) as Measure[];

type Run = {
  /** Bytes of the arguments and of the result. */
  argument: number;
  result: number;
  /** How long it ran, and may run. */
  tookMs: number;
  limitMs: number;
};

/** `use`: null for an action. */
export function limitWarnings(
  { argument, result, tookMs, limitMs }: Run,
  use: { metrics: TransactionMetrics; tx: Pick<Transaction, "extremes" | "nearLimits"> } | null,
): string[] {
  const warnings: string[] = [];
  const what = use === null ? "action" : "function";
  const check = (message: string, used: number, limit: number, unit = "", help = "") => {
    if (used <= Math.floor(limit * nearShare) || used > limit) return;
    warnings.push(`${message} (actual: ${used}${unit}, limit: ${limit}${unit}).${help}`);
  };
  check(`Large size of the ${what} arguments`, argument, maxValueBytes, " bytes");
  const metrics = use?.metrics;
  for (const measure of metrics ? measures : []) {
    const { used, remaining } = metrics?.[measure] ?? { used: 0, remaining: 0 };
    const { message, unit, help } = nearly[measure];
    check(message, used, used + remaining, unit, help ? ` ${overLimitHelp}` : "");
  }
  if (use !== null) {
    const { scheduledArgumentBytes } = use.tx.nearLimits;
    if (scheduledArgumentBytes > maxScheduledArgumentBytes * nearShare) {
      const isOver = scheduledArgumentBytes > maxScheduledArgumentBytes;
      warnings.push(
        `Large arguments for a single scheduled function from this mutation${isOver ? ". This will become a hard error in the future" : ""} (actual: ${scheduledArgumentBytes} bytes, limit: ${maxScheduledArgumentBytes} bytes).`,
      );
    }
    const { largest, deepest } = use.tx.extremes();
    check(`Large document written with ID "${largest.id}"`, largest.bytes, maxDocumentBytes, " bytes");
    check(`Deeply nested document written with ID "${deepest.id}"`, deepest.nesting, maxDocumentNesting, " levels");
  }
  check(`Large size of the ${what} return value`, result, maxValueBytes, " bytes");
  if (tookMs > limitMs * nearShare && tookMs <= limitMs) {
    const [limit, took] = [duration(limitMs), duration(tookMs)];
    warnings.push(`Function execution took a long time. (maximum duration: ${limit}, actual duration: ${took}).`);
  }
  return warnings;
}

function duration(ms: number): string {
  return ms >= 1_000 ? `${Number((ms / 1_000).toFixed(6))}s` : `${Number(ms.toFixed(6))}ms`;
}
