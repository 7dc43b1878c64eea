// Convex's limits on one document and on one transaction.
import { CommitTsPlaceholder, convexToJson, getConvexSize, type Value } from "convex/values";
import { DatabaseError } from "./errors.ts";
import type { Fields } from "./values.ts";

const mebibyte = 1024 * 1024;
const maxDocumentBytes = mebibyte;
const maxDocumentNesting = 16;
const maxFields = 1024;
const maxArrayLength = 8192;

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

const tooMuch: { [measure in Measure]: string } = {
  bytesRead:
    "Too many bytes read in a single function execution (limit: 16777216 bytes). Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.",
  bytesWritten: "Too many bytes written in a single function execution (limit: 16777216 bytes).",
  databaseQueries: "Too many reads in a single function execution (limit: 4096).",
  documentsRead:
    "Too many documents read in a single function execution (limit: 32000). Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.",
  documentsWritten: "Too many writes in a single function execution (limit: 16000).",
  functionsScheduled: "Too many functions scheduled by this mutation (limit: 1000).",
  scheduledFunctionArgsBytes: "Too large total size of the arguments of scheduled functions (limit: 16777216 bytes).",
};

/** What one transaction has used; refuses what goes past a limit. */
export class Usage {
  readonly #used: { [measure in Measure]: number } = {
    bytesRead: 0,
    bytesWritten: 0,
    databaseQueries: 0,
    documentsRead: 0,
    documentsWritten: 0,
    functionsScheduled: 0,
    scheduledFunctionArgsBytes: 0,
  };

  add(measure: Measure, amount: number): void {
    this.#used[measure] += amount;
    if (this.#used[measure] > transactionLimits[measure]) throw new DatabaseError("LimitExceeded", tooMuch[measure]);
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
  checkShape(clean as Value, 1);
  // Refuses unsupported types and field names, in the words of the convex package.
  convexToJson(clean as Value);
  const size = getConvexSize(clean as Value);
  if (size > maxDocumentBytes) {
    throw new DatabaseError(
      "DocumentTooLarge",
      `Value is too large (${(size / mebibyte).toFixed(2)} MiB > maximum size 1 MiB)`,
    );
  }
  return clean;
}

function checkShape(value: Value, depth: number): void {
  if (typeof value !== "object" || value === null || value instanceof ArrayBuffer) return;
  if (value instanceof CommitTsPlaceholder) return;
  if (depth > maxDocumentNesting) {
    throw new DatabaseError("TooNested", `Document is too nested (maximum nesting ${maxDocumentNesting})`);
  }
  if (Array.isArray(value)) {
    if (value.length > maxArrayLength) {
      throw new DatabaseError(
        "ArrayTooLong",
        `Array length is too long (${value.length} > maximum length ${maxArrayLength})`,
      );
    }
    for (const item of value) checkShape(item, depth + 1);
    return;
  }
  const entries = Object.entries(value);
  if (entries.length > maxFields) {
    throw new DatabaseError(
      "TooManyFields",
      `Object has too many fields (${entries.length} > maximum number ${maxFields})`,
    );
  }
  for (const [, inner] of entries) if (inner !== undefined) checkShape(inner, depth + 1);
}
