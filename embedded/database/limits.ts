// Convex's limits on one value, one document and one transaction, in its words.
import { CommitTsPlaceholder, convexToJson, getConvexSize, type Value } from "convex/values";
import { DatabaseError } from "./errors.ts";
import type { Fields } from "./values.ts";

const mebibyte = 1024 * 1024;
const maxDocumentBytes = mebibyte;
const maxDocumentNesting = 16;
const maxValueNesting = 64;
const maxFields = 1024;
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
    this.#used[measure] += amount;
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

/** Throws when the fields of a document are none a table can hold. Answers them without the undefined ones. */
export function checkFields(fields: Fields): Fields {
  const clean: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (name.startsWith("_")) {
      throw new DatabaseError(
        "InvalidFieldName",
        `Field name ${name} starts with an underscore, which is only allowed for system fields like '_id'.`,
      );
    }
    clean[name] = value;
  }
  const nesting = nestingOf(clean as Value);
  if (nesting > maxDocumentNesting) {
    throw new DatabaseError(
      "TooNested",
      `Document is too nested (nested ${nesting} levels deep > maximum nesting ${maxDocumentNesting})`,
    );
  }
  // Refuses unsupported types and field names, in the words of the convex package.
  convexToJson(clean as Value);
  const size = getConvexSize(clean as Value);
  if (size > maxDocumentBytes) {
    throw new DatabaseError(
      "DocumentTooLarge",
      `Value is too large (${inBinaryUnits(size)} > maximum size ${inBinaryUnits(maxDocumentBytes)})`,
    );
  }
  return clean;
}

/** Throws when a value can be neither passed to a function nor come back from it, whatever its size. */
export function checkValue(value: Value): void {
  const nesting = nestingOf(value);
  if (nesting <= maxValueNesting) return;
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

/** How many lists and objects are inside of each other. Throws where one of them has too many items. */
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
    throw new DatabaseError(
      "TooManyFields",
      `Object has too many fields (${items.length} > maximum number ${maxFields})`,
    );
  }
  let deepest = 0;
  for (const item of items) if (item !== undefined) deepest = Math.max(deepest, nestingOf(item));
  return deepest + 1;
}
