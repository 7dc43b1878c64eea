// Convex's limits on one value and one transaction, in its words. Those of documents: documentForm.ts.
import { CommitTsPlaceholder, type Value } from "convex/values";
import { DatabaseError } from "./errors.ts";

const mebibyte = 1024 * 1024;
const maxValueNesting = 64;
export const maxFields = 1024;
export const maxArrayLength = 8192;

export const transactionLimits = {
  bytesRead: 16 * mebibyte,
  bytesWritten: 16 * mebibyte,
  databaseQueries: 4096,
  documentsRead: 32_000,
  documentsWritten: 16_000,
  functionsScheduled: 1000,
  scheduledFunctionArgsBytes: 16 * mebibyte,
};

export type Measure = keyof typeof transactionLimits;
export type TransactionMetrics = { [measure in Measure]: { used: number; remaining: number } };

const help =
  "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.";
const tooMuch: { [measure in Measure]: string } = {
  bytesRead: `Too many bytes read in a single function execution (limit: ${transactionLimits.bytesRead} bytes). ${help}`,
  bytesWritten: "Too many bytes written in a single function execution (limit: 16 MiB)",
  databaseQueries: `Too many reads in a single function execution (limit: ${transactionLimits.databaseQueries}). ${help}`,
  documentsRead: `Too many documents read in a single function execution (limit: ${transactionLimits.documentsRead}). ${help}`,
  documentsWritten: `Too many writes in a single function execution (limit: ${transactionLimits.documentsWritten})`,
  functionsScheduled: `Too many functions scheduled by this mutation (limit: ${transactionLimits.functionsScheduled})`,
  scheduledFunctionArgsBytes: `Too large total size of the arguments of scheduled functions from this mutation (limit: ${transactionLimits.scheduledFunctionArgsBytes} bytes)`,
};

/** What one transaction has used; refuses what goes past a limit, where the limits hold. */
export class Usage {
  readonly #limited: boolean;
  readonly #used: { [measure in Measure]: number } = {
    bytesRead: 0,
    bytesWritten: 0,
    databaseQueries: 0,
    documentsRead: 0,
    documentsWritten: 0,
    functionsScheduled: 0,
    scheduledFunctionArgsBytes: 0,
  };

  constructor(limited: boolean) {
    this.#limited = limited;
  }

  add(measure: Measure, amount: number): void {
    this.set(measure, this.#used[measure] + amount);
  }

  set(measure: Measure, amount: number): void {
    this.#used[measure] = amount;
    if (this.#limited && this.#used[measure] > transactionLimits[measure])
      throw new DatabaseError("LimitExceeded", tooMuch[measure]);
  }

  used(measure: Measure): number {
    return this.#used[measure];
  }

  metrics(): TransactionMetrics {
    const metric = (measure: Measure) => ({
      used: this.#used[measure],
      remaining: Math.max(0, transactionLimits[measure] - this.#used[measure]),
    });
    return {
      bytesRead: metric("bytesRead"),
      bytesWritten: metric("bytesWritten"),
      databaseQueries: metric("databaseQueries"),
      documentsRead: metric("documentsRead"),
      documentsWritten: metric("documentsWritten"),
      functionsScheduled: metric("functionsScheduled"),
      scheduledFunctionArgsBytes: metric("scheduledFunctionArgsBytes"),
    };
  }
}

/**
 * How deep a value is: how many lists and objects are inside of each other. Throws when it can neither be in a document nor be passed to
 * a function or come back from it, whatever its size.
 */
export function checkValue(value: Value): number {
  const nesting = nestingOf(value);
  if (nesting <= maxValueNesting) return nesting;
  throw new DatabaseError(
    "TooNestedError",
    `Value is too nested (nested ${nesting} levels deep > maximum nesting ${maxValueNesting})`,
  );
}

/** As Convex writes sizes: "1.50 MiB". */
export function inBinaryUnits(bytes: number): string {
  const power = Math.min(3, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const amount = bytes / 1024 ** power;
  return `${Number.isInteger(amount) ? amount : amount.toFixed(2)} ${["B", "KiB", "MiB", "GiB"][power]}`;
}

/** Throws where a list or an object has too many items. */
function nestingOf(value: Value): number {
  if (typeof value !== "object" || value === null || value instanceof ArrayBuffer) return 0;
  if (value instanceof CommitTsPlaceholder) return 0;
  const items = Array.isArray(value) ? value : Object.values(value);
  if (Array.isArray(value) && items.length > maxArrayLength) {
    throw new DatabaseError(
      "ArrayTooLong",
      `Array length is too long (${items.length} > maximum length ${maxArrayLength})`,
    );
  }
  if (!Array.isArray(value) && items.length > maxFields) {
    throw tooManyFields(items.length);
  }
  let deepest = 0;
  for (const item of items) if (item !== undefined) deepest = Math.max(deepest, nestingOf(item));
  return deepest + 1;
}

export function tooManyFields(count: number): DatabaseError {
  return new DatabaseError("TooManyFieldsError", `Object has too many fields (${count} > maximum number ${maxFields})`);
}
