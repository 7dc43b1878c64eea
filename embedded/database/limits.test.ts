import type { Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { newId } from "./ids.ts";
import { checkValue, inBinaryUnits, type Measure, transactionLimits, Usage } from "./limits.ts";
import { rows, scan, temporaryDatabase } from "./testQueries.ts";

const nested = (levels: number): Value => (levels === 0 ? 1 : { a: nested(levels - 1) });

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
    const ids = Array.from({ length: 4095 }, () => newId(10_001));
    rows(reader, scan("others"));
    for (const id of ids) reader.get(id);
    expect(reader.metrics().databaseQueries).toEqual({ used: 4096, remaining: 0 });
    // What was read before is no further read.
    for (const id of ids) reader.get(id);
    rows(reader, scan("others"));
    expect(() => reader.get(newId(10_001))).toThrow("Too many reads");
  });

  it("[LIM3] a document counts with its system fields; those of the system do not count", () => {
    const tx = fresh.db.begin();
    tx.insert("things", { a: "xyz" });
    tx.asSystem(() => tx.insert("_storage", { size: 1 }));
    // {a: "xyz"}, a 32-character _id and _creationTime.
    const bytes = 2 + 7 + 38 + 23;
    expect(tx.metrics()).toMatchObject({ documentsWritten: { used: 1 }, bytesWritten: { used: bytes } });
    rows(tx, scan("things"));
    rows(tx, scan("_storage"));
    fresh.db.commit(tx);
    const reader = fresh.db.begin();
    for (const doc of rows(reader, scan("things"))) reader.get(doc._id);
    rows(reader, scan("_storage"));
    expect(tx.metrics()).toMatchObject({ documentsRead: { used: 1 }, bytesRead: { used: bytes } });
    expect(reader.metrics()).toMatchObject({ documentsRead: { used: 2 }, bytesRead: { used: 2 * bytes } });
  });

  it("[LIM3] a nested call may be given less; what it is given ends with it", () => {
    const usage = new Usage(true);
    usage.add("documentsRead", 10);
    const loosen = usage.tighten({ documentsRead: 5, bytesWritten: 4_718_592 });
    const inner = usage.tighten({ documentsRead: 100 });
    expect(usage.metrics().documentsRead).toEqual({ used: 10, remaining: 5 });
    expect(() => usage.add("documentsRead", 6)).toThrow(
      "Too many documents read in a single function execution (limit: 15).",
    );
    expect(() => usage.add("bytesWritten", 5_000_000)).toThrow("(limit: 4.5 MiB)");
    loosen();
    inner();
    expect(usage.metrics().documentsRead).toEqual({ used: 16, remaining: 32_000 - 16 });
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
