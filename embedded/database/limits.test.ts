import { jsonToConvex, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { checkFields, checkValue, inBinaryUnits, type Measure, transactionLimits, Usage } from "./limits.ts";
import { rows, scan, temporaryDatabase } from "./testQueries.ts";

const nested = (levels: number): Value => (levels === 0 ? 1 : { a: nested(levels - 1) });
const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, 1]));

describe("one document", () => {
  it.each<[string, { [field: string]: Value }, { [field: string]: Value }]>([
    ["Value is too large (1.00 MiB > maximum size 1 MiB)", { a: "x".repeat(2 ** 20 - 8) }, { a: "x".repeat(2 ** 20) }],
    ["Value is too large (1.50 MiB > maximum size 1 MiB)", {}, { a: "x".repeat(1.5 * 2 ** 20) }],
    ["Document is too nested (nested 17 levels deep > maximum nesting 16)", { a: nested(15) }, { a: nested(16) }],
    ["Array length is too long (8193 > maximum length 8192)", { a: Array(8192).fill(0) }, { a: Array(8193).fill(0) }],
    ["Object has too many fields (1025 > maximum number 1024)", fields(1024), fields(1025)],
    ["Object has too many fields (1025 > maximum number 1024)", { a: fields(1024) }, { a: [fields(1025)] }],
    ["Field name _a starts with an underscore, which is only allowed for system fields like '_id'.", {}, { _a: 1 }],
  ])("[LIM1] %s", (message, taken, refused) => {
    expect(checkFields(taken)).toEqual(taken);
    expect(() => checkFields(refused)).toThrow(message);
  });

  it("[LIM1] a placeholder and bytes are no levels", () => {
    const at = jsonToConvex({ $commitTs: null });
    expect(() => checkFields({ a: at, b: new ArrayBuffer(10) })).not.toThrow();
  });
});

describe("one value", () => {
  it("[LIM2] arguments and results have 64 levels", () => {
    expect(() => checkValue(nested(64))).not.toThrow();
    expect(() => checkValue(nested(65))).toThrow("Value is too nested (nested 65 levels deep > maximum nesting 64)");
  });

  it("[LIM2] sizes are written as Convex writes them", () => {
    expect([0, 1023, 1024, 1536, 2 ** 24, 2 ** 24 + 2 ** 19].map(inBinaryUnits)).toEqual([
      "0 B",
      "1023 B",
      "1 KiB",
      "1.50 KiB",
      "16 MiB",
      "16.50 MiB",
    ]);
  });
});

describe("one transaction", () => {
  const fresh = temporaryDatabase();

  it.each<[Measure, string]>([
    ["bytesRead", "Too many bytes read in a single function execution (limit: 16777216 bytes). Consider using"],
    ["bytesWritten", "Too many bytes written in a single function execution (limit: 16 MiB)"],
    ["databaseQueries", "Too many reads in a single function execution (limit: 4096). Consider using"],
    ["documentsRead", "Too many documents read in a single function execution (limit: 32000). Consider using"],
    ["documentsWritten", "Too many writes in a single function execution (limit: 16000)"],
    ["functionsScheduled", "Too many functions scheduled by this mutation (limit: 1000)"],
    ["scheduledFunctionArgsBytes", "Too large total size of the arguments of scheduled functions from this mutation"],
  ])("[LIM3] %s: %s", (measure, message) => {
    const usage = new Usage(true);
    usage.add(measure, transactionLimits[measure]);
    expect(usage.metrics()[measure]).toEqual({ used: transactionLimits[measure], remaining: 0 });
    expect(() => usage.add(measure, 1)).toThrow(message);
  });

  it("[LIM3] writes and queries are counted", () => {
    const tx = fresh.db.begin();
    for (let i = 0; i < 16_000; i++) tx.insert("things", {});
    expect(() => tx.insert("things", {})).toThrow("Too many writes");
    const reader = fresh.db.begin();
    for (let i = 0; i < 4096; i++) rows(reader, scan("others"));
    expect(() => rows(reader, scan("others"))).toThrow("Too many reads");
  });

  it("[LIM3] rows and their bytes are counted", () => {
    for (let i = 0; i < 18; i++) fresh.write((tx) => tx.insert("big", { text: "x".repeat(1_000_000) }));
    expect(() => rows(fresh.db.begin(), scan("big"))).toThrow("Too many bytes read");
    expect(rows(fresh.db.begin(), { ...scan("big"), operators: [{ limit: 16 }] })).toHaveLength(16);
  });

  it("[LIM3] [PAGE5] a page that reaches the limits of its transaction ends there and asks to be split", () => {
    for (let i = 0; i < 18; i++) fresh.write((tx) => tx.insert("big", { text: "x".repeat(1_000_000), i }));
    const page = (cursor: string | null) => fresh.db.begin().queryPage({ query: scan("big"), cursor, pageSize: 20 });
    const first = page(null);
    expect(first.page).toHaveLength(16);
    expect(first).toMatchObject({ isDone: false, pageStatus: "SplitRequired" });
    expect(page(first.continueCursor)).toMatchObject({ page: [{ i: 16 }, { i: 17 }], isDone: true, pageStatus: null });
  });

  it("[LIM4] a page of more than 32000 rows or of none at all is refused", () => {
    const page = (more: object) => () =>
      fresh.db.begin().queryPage({ query: scan("t"), cursor: null, pageSize: 1, ...more });
    expect(page({ pageSize: 32_001 })).toThrow("Requested too many items: 32001");
    expect(page({ maximumRowsRead: 0 })).toThrow("maximumRowsRead and maximumBytesRead must be greater than 0");
    expect(page({ pageSize: 32_000 })).not.toThrow();
  });
});
