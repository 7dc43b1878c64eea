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

export type Budget = { [measure in Measure]?: number };
type Limits = Required<Budget>;

export const overLimitHelp =
  "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.";
const once = "in a single function execution";
const tooMuch: { [measure in Measure]: (limit: number) => string } = {
  bytesRead: (limit) => `Too many bytes read ${once} (limit: ${limit} bytes). ${overLimitHelp}`,
  bytesWritten: (limit) => `Too many bytes written ${once} (limit: ${inBestUnit(limit)})`,
  databaseQueries: (limit) => `Too many reads ${once} (limit: ${limit}). ${overLimitHelp}`,
  documentsRead: (limit) => `Too many documents read ${once} (limit: ${limit}). ${overLimitHelp}`,
  documentsWritten: (limit) => `Too many writes ${once} (limit: ${limit})`,
  functionsScheduled: (limit) => `Too many functions scheduled by this mutation (limit: ${limit})`,
  scheduledFunctionArgsBytes: (limit) =>
    `Too large total size of the arguments of scheduled functions from this mutation (limit: ${limit} bytes)`,
};

/** What one transaction has used; refuses what goes past a limit, where the limits hold. */
export class Usage {
  readonly #limited: boolean;
  #limits: Limits = transactionLimits;
  /** Of the nested calls that go on. */
  readonly #ceilings = new Set<Limits>([transactionLimits]);
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
    const limit = this.#limits[measure];
    if (this.#limited && amount > limit) throw new DatabaseError("LimitExceeded", tooMuch[measure](limit));
  }

  /** Allows so much more from here on, and never more than before. Answers what takes that back. */
  tighten(budget: Budget): () => void {
    const ceiling = { ...transactionLimits };
    for (const measure of Object.keys(ceiling) as Measure[]) {
      ceiling[measure] = this.#used[measure] + (budget[measure] ?? ceiling[measure]);
    }
    this.#ceilings.add(ceiling);
    this.#limits = leastOf(this.#ceilings);
    return () => {
      this.#ceilings.delete(ceiling);
      this.#limits = leastOf(this.#ceilings);
    };
  }

  used(measure: Measure): number {
    return this.#used[measure];
  }

  metrics(): TransactionMetrics {
    const metric = (measure: Measure) => ({
      used: this.#used[measure],
      remaining: this.#limits[measure] - this.#used[measure],
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

function leastOf(ceilings: ReadonlySet<Limits>): Limits {
  const least = { ...transactionLimits };
  for (const ceiling of ceilings) {
    for (const measure of Object.keys(least) as Measure[]) least[measure] = Math.min(least[measure], ceiling[measure]);
  }
  return least;
}

/** As Convex writes sizes: "1.50 MiB". */
export function inBinaryUnits(bytes: number): string {
  const power = Math.min(3, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const amount = bytes / 1024 ** power;
  return `${Number.isInteger(amount) ? amount : amount.toFixed(2)} ${["B", "KiB", "MiB", "GiB"][power]}`;
}

/** As Convex writes limits on bytes: in the unit that leaves one decimal at most. */
function inBestUnit(bytes: number): string {
  const units = [
    [1024 ** 3, "GiB"],
    [1e9, "GB"],
    [1024 ** 2, "MiB"],
    [1e6, "MB"],
    [1024, "KiB"],
    [1e3, "KB"],
  ] as const;
  const fitting = units.find(([size]) => bytes >= size && (bytes * 10) % size === 0);
  return fitting ? `${bytes / fitting[0]} ${fitting[1]}` : `${bytes} bytes`;
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
