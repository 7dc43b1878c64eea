// What a function is told in its log when it has used more than four fifths of what it may.
import { type Measure, overLimitHelp, type TransactionMetrics } from "../database/limits.ts";
import { maxValueBytes } from "./validation.ts";

const share = 0.8;

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

/** `argument` and `result` in bytes. */
export function limitWarnings(
  { argument, result }: { argument: number; result: number },
  metrics: TransactionMetrics | null,
): string[] {
  const warnings: string[] = [];
  const check = (message: string, used: number, limit: number, unit = "", help = "") => {
    if (used <= Math.floor(limit * share) || used > limit) return;
    warnings.push(`${message} (actual: ${used}${unit}, limit: ${limit}${unit}).${help}`);
  };
  check("Large size of the function arguments", argument, maxValueBytes, " bytes");
  for (const measure of metrics ? measures : []) {
    const { used, remaining } = metrics?.[measure] ?? { used: 0, remaining: 0 };
    const { message, unit, help } = nearly[measure];
    check(message, used, used + remaining, unit, help ? ` ${overLimitHelp}` : "");
  }
  check("Large size of the function return value", result, maxValueBytes, " bytes");
  return warnings;
}
