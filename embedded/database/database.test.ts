import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Database } from "./database.ts";
import { OccError, SchemaError } from "./errors.ts";
import type { QueryJson } from "./queryJson.ts";
import type { SchemaJson } from "./schemaJson.ts";
import type { Transaction } from "./transaction.ts";
import type { Doc, Fields } from "./values.ts";

const schema: SchemaJson = {
  schemaValidation: true,
  tables: [
    {
      tableName: "messages",
      indexes: [{ indexDescriptor: "by_channel", fields: ["channel", "rank"] }],
      documentType: {
        type: "object",
        value: {
          channel: { fieldType: { type: "string" }, optional: false },
          rank: { fieldType: { type: "number" }, optional: false },
          text: { fieldType: { type: "string" }, optional: true },
        },
      },
    },
  ],
};

let folder: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "database-"));
  db = Database.open(join(folder, "db.sqlite"));
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function write<T>(work: (tx: Transaction) => T): T {
  const tx = db.begin();
  const answer = work(tx);
  db.commit(tx);
  return answer;
}

function rows(tx: Transaction, query: QueryJson): Doc[] {
  const cursor = tx.query(query);
  const docs: Doc[] = [];
  for (let doc = cursor.next(); doc; doc = cursor.next()) docs.push(doc);
  return docs;
}

function channel(name: string, order: "asc" | "desc" | null = null): QueryJson {
  const range = [{ type: "Eq" as const, fieldPath: "channel", value: name }];
  return { source: { type: "IndexRange", indexName: "messages.by_channel", range, order }, operators: [] };
}

function scan(tableName: string): QueryJson {
  return { source: { type: "FullTableScan", tableName, order: null }, operators: [] };
}

describe("transactions", () => {
  it("[TX1] a document that was inserted is read back, with an id and a creation time", () => {
    const id = write((tx) => tx.insert("things", { name: "one", big: 5n, missing: undefined }));
    const doc = db.begin().get(id);
    expect(doc).toEqual({ _id: id, _creationTime: expect.any(Number), name: "one", big: 5n });
    expect(db.tableOf(id)).toBe("things");
  });

  it("[TX2] a transaction sees its own writes, others only after the commit", () => {
    const tx = db.begin();
    const id = tx.insert("things", { n: 1 });
    expect(tx.get(id)?.n).toBe(1);
    expect(rows(tx, scan("things"))).toHaveLength(1);
    expect(db.begin().get(id)).toBeNull();
    db.commit(tx);
    expect(db.begin().get(id)?.n).toBe(1);
  });

  it("[TX3] a snapshot keeps reading what was there when it began", () => {
    const id = write((tx) => tx.insert("things", { n: 1 }));
    const before = db.begin();
    write((tx) => tx.shallowMerge(id, { n: 2 }));
    write((tx) => tx.insert("things", { n: 3 }));
    expect(before.get(id)?.n).toBe(1);
    expect(rows(before, scan("things"))).toHaveLength(1);
    expect(before.count("things")).toBe(1);
    expect(db.begin().count("things")).toBe(2);
  });

  it("[TX4] a rollback to a savepoint takes back writes and leaves the reads", () => {
    const id = write((tx) => tx.insert("things", { n: 1 }));
    const tx = db.begin();
    tx.shallowMerge(id, { n: 2 });
    const savepoint = tx.savepoint();
    tx.shallowMerge(id, { n: 3 });
    const other = tx.insert("things", { n: 9 });
    const reads = tx.reads.size;
    tx.rollback(savepoint);
    expect(tx.get(id)?.n).toBe(2);
    expect(tx.get(other)).toBeNull();
    expect(tx.reads.size).toBeGreaterThanOrEqual(reads);
    db.commit(tx);
    expect(db.begin().get(id)?.n).toBe(2);
    expect(db.begin().count("things")).toBe(1);
  });

  it("[TX5] of two transactions that read and write the same document the second is refused", () => {
    const id = write((tx) => tx.insert("counters", { n: 0 }));
    const [a, b] = [db.begin(), db.begin()];
    for (const tx of [a, b]) tx.shallowMerge(id, { n: Number(tx.get(id)?.n) + 1 });
    db.commit(a);
    expect(() => db.commit(b)).toThrow(OccError);
    expect(db.begin().get(id)?.n).toBe(1);
  });

  it("[TX6] a range that was read conflicts with a document that appears in it, not with one beside it", () => {
    db.applySchema(schema);
    const [a, b] = [db.begin(), db.begin()];
    rows(a, channel("a"));
    rows(b, channel("b"));
    for (const tx of [a, b]) tx.insert("log", {});
    write((tx) => tx.insert("messages", { channel: "a", rank: 1 }));
    expect(() => db.commit(a)).toThrow(OccError);
    expect(() => db.commit(b)).not.toThrow();
  });

  it("[TX7] timestamps rise with every commit, even when the clock goes back", () => {
    let now = 1_800_000_000_000;
    const path = join(folder, "clock.sqlite");
    const first = Database.open(path, { now: () => now });
    const stamps: bigint[] = [];
    const step = (database: Database) => {
      const tx = database.begin();
      tx.insert("t", {});
      stamps.push(database.commit(tx).ts);
    };
    step(first);
    now -= 5000;
    step(first);
    first.close();
    const second = Database.open(path, { now: () => now });
    expect(second.latestTimestamp()).toBe(stamps[1]);
    step(second);
    second.close();
    expect(stamps).toEqual([...new Set(stamps)].sort((x, y) => (x < y ? -1 : 1)));
  });

  it("[TX8] the answer of a request is kept with its writes or not at all", () => {
    const tx = db.begin();
    tx.insert("things", {});
    tx.putResult("session:1", '"done"');
    expect(db.result("session:1")).toBeNull();
    const { ts } = db.commit(tx);
    expect(db.result("session:1")).toEqual({ resultJson: '"done"', ts });
  });

  it("[TX9] the commit timestamp takes the place of its placeholder", async () => {
    const { jsonToConvex } = await import("convex/values");
    const placeholder = jsonToConvex({ $commitTs: null });
    const tx = db.begin();
    const id = tx.insert("things", { at: placeholder });
    const { ts } = db.commit(tx);
    expect(db.begin().get(id)?.at).toBe(ts);
  });

  it("[TX10] writing to what does not exist, and to system tables, is refused", () => {
    const id = write((tx) => tx.insert("things", {}));
    write((tx) => tx.remove(id));
    const tx = db.begin();
    expect(tx.get(id)).toBeNull();
    expect(() => tx.shallowMerge(id, {})).toThrow(`Update on nonexistent document ID ${id}`);
    expect(() => tx.insert("_storage", {})).toThrow("System tables");
    expect(() => tx.get("nonsense")).toThrow("Unable to decode ID: Invalid ID length 8");
    expect(() => tx.get(id, "others")).toThrow("expected ID in table 'others' but got ID in table 'things'");
    expect(() => tx.insert("things", { _x: 1 })).toThrow("starts with an underscore");
  });
});

describe("subscriptions", () => {
  const told = (tx: Transaction) => {
    const calls: bigint[] = [];
    db.subscribe(tx.reads, tx.snapshotTs, (ts) => calls.push(ts));
    return calls;
  };

  it("[SUB1] a write into what was read tells the reader, once; one beside it does not", () => {
    db.applySchema(schema);
    const id = write((tx) => tx.insert("messages", { channel: "a", rank: 1 }));
    const byRange = db.begin();
    rows(byRange, channel("a"));
    const byId = db.begin();
    byId.get(id);
    const [rangeCalls, idCalls] = [told(byRange), told(byId)];
    write((tx) => tx.insert("messages", { channel: "b", rank: 1 }));
    expect([rangeCalls.length, idCalls.length]).toEqual([0, 0]);
    write((tx) => tx.insert("messages", { channel: "a", rank: 2 }));
    expect([rangeCalls.length, idCalls.length]).toEqual([1, 0]);
    write((tx) => tx.shallowMerge(id, { text: "x" }));
    expect([rangeCalls.length, idCalls.length]).toEqual([1, 1]);
  });

  it("[SUB2] a reader that stopped early depends only on what came before", () => {
    db.applySchema(schema);
    write((tx) => [1, 3, 5].map((rank) => tx.insert("messages", { channel: "a", rank })));
    const tx = db.begin();
    expect(rows(tx, { ...channel("a"), operators: [{ limit: 2 }] })).toHaveLength(2);
    const calls = told(tx);
    write((other) => other.insert("messages", { channel: "a", rank: 4 }));
    expect(calls).toHaveLength(0);
    write((other) => other.insert("messages", { channel: "a", rank: 2 }));
    expect(calls).toHaveLength(1);
  });

  it("[SUB3] what was written between the read and the subscription is told at once", async () => {
    const tx = db.begin();
    rows(tx, scan("things"));
    write((other) => other.insert("things", {}));
    const ts = await new Promise((resolve) => db.subscribe(tx.reads, tx.snapshotTs, resolve));
    expect(ts).toBe(db.latestTimestamp());
  });

  it("[SUB4] who left is not told", () => {
    const tx = db.begin();
    rows(tx, scan("things"));
    const calls: bigint[] = [];
    db.subscribe(tx.reads, tx.snapshotTs, (ts) => calls.push(ts))();
    write((other) => other.insert("things", {}));
    expect(calls).toEqual([]);
  });
});

describe("queries", () => {
  beforeEach(() => {
    db.applySchema(schema);
    write((tx) => {
      for (let rank = 0; rank < 600; rank++) tx.insert("messages", { channel: rank % 2 ? "odd" : "even", rank });
    });
  });

  it("[QRY1] an index range gives its rows in index order, forwards and backwards, over many batches", () => {
    const ranks = (order: "asc" | "desc") => rows(db.begin(), channel("odd", order)).map((doc) => doc.rank);
    const expected = Array.from({ length: 300 }, (_, i) => i * 2 + 1);
    expect(ranks("asc")).toEqual(expected);
    expect(ranks("desc")).toEqual([...expected].reverse());
  });

  it("[QRY2] bounds hold, and pending writes are merged in at their place", () => {
    const tx = db.begin();
    const [first] = rows(tx, { ...channel("odd"), operators: [{ limit: 1 }] });
    tx.remove(String(first?._id));
    tx.insert("messages", { channel: "odd", rank: 2.5 });
    const source = {
      type: "IndexRange" as const,
      indexName: "messages.by_channel",
      range: [
        { type: "Eq" as const, fieldPath: "channel", value: "odd" },
        { type: "Gte" as const, fieldPath: "rank", value: 1 },
        { type: "Lt" as const, fieldPath: "rank", value: 7 },
      ],
      order: "desc" as const,
    };
    expect(rows(tx, { source, operators: [] }).map((doc) => doc.rank)).toEqual([5, 3, 2.5]);
  });

  it("[QRY3] a filter drops rows, a limit after it counts what is left", () => {
    const filter = { $gt: [{ $field: "rank" }, { $literal: 590 }] };
    const docs = rows(db.begin(), { ...scan("messages"), operators: [{ filter }, { limit: 3 }] });
    expect(docs.map((doc) => doc.rank)).toEqual([591, 592, 593]);
  });

  it("[QRY4] a range that does not follow the index is refused", () => {
    const tx = db.begin();
    const query = (...fields: string[]): QueryJson => ({
      source: {
        type: "IndexRange",
        indexName: "messages.by_channel",
        range: fields.map((fieldPath) => ({ type: "Eq", fieldPath, value: 1 })),
        order: null,
      },
      operators: [],
    });
    expect(() => tx.query(query("rank"))).toThrow("didn't use the index fields in order");
    expect(() => tx.query(query("text"))).toThrow('does not have the field "text"');
    expect(() => tx.query(query("channel", "channel"))).toThrow("already defined");
    expect(() => tx.query({ ...channel("a"), source: { type: "Search", indexName: "a.b", filters: [] } })).toThrow(
      "Full-text search",
    );
  });

  it("[PAGE1] pages follow each other without a gap, an exactly full last page is not done", () => {
    const seen: unknown[] = [];
    let cursor: string | null = null;
    const sizes: number[] = [];
    for (;;) {
      const page = db.begin().queryPage({ query: channel("even"), cursor, pageSize: 100 });
      seen.push(...page.page.map((doc) => doc.rank));
      sizes.push(page.page.length);
      cursor = page.continueCursor;
      if (page.isDone) break;
    }
    expect(seen).toEqual(Array.from({ length: 300 }, (_, i) => i * 2));
    expect(sizes).toEqual([100, 100, 100, 0]);
  });

  it("[PAGE2] with the journal of the last run a page keeps its end and takes in what is new", () => {
    const first = db.begin();
    const page = first.queryPage({ query: channel("even"), cursor: null, pageSize: 3 });
    expect(page.page.map((doc) => doc.rank)).toEqual([0, 2, 4]);
    write((tx) => tx.insert("messages", { channel: "even", rank: 1 }));
    const again = db.begin();
    again.previousJournal = first.journal;
    const grown = again.queryPage({ query: channel("even"), cursor: null, pageSize: 3 });
    expect(grown.page.map((doc) => doc.rank)).toEqual([0, 1, 2, 4]);
    expect(grown.continueCursor).toBe(page.continueCursor);
  });

  it("[PAGE3] the split cursor cuts a page in two that make the whole", () => {
    const query = channel("even", "desc");
    const whole = db.begin().queryPage({ query, cursor: null, pageSize: 9 });
    const ranks = (cursor: string | null, endCursor: string | null) =>
      db
        .begin()
        .queryPage({ query, cursor, endCursor, pageSize: 1 })
        .page.map((doc) => doc.rank);
    const halves = [ranks(null, whole.splitCursor), ranks(whole.splitCursor, whole.continueCursor)];
    expect(halves.map((half) => half.length)).toEqual([5, 4]);
    expect(halves.flat()).toEqual(whole.page.map((doc) => doc.rank));
  });

  it("[PAGE4] a forged cursor, another query's, a page of nothing and a second page are refused", () => {
    const page = db.begin().queryPage({ query: channel("even"), cursor: null, pageSize: 1 });
    const next = (query: QueryJson, cursor: string | null, pageSize: number) => () =>
      db.begin().queryPage({ query, cursor, pageSize });
    expect(next(channel("odd"), page.continueCursor, 1)).toThrow("from a different query");
    expect(next(channel("even"), `A${page.continueCursor.slice(1)}x`, 1)).toThrow("Failed to parse cursor");
    expect(next(channel("even"), null, 0)).toThrow("at least 1 document");
    const tx = db.begin();
    tx.queryPage({ query: channel("even"), cursor: null, pageSize: 1 });
    expect(() => tx.queryPage({ query: channel("even"), cursor: null, pageSize: 1 })).toThrow("multiple paginated");
  });

  it("[PAGE5] a page that may not read more rows asks to be split", () => {
    const query: QueryJson = { ...scan("messages"), operators: [{ filter: { $literal: false } }] };
    const page = db.begin().queryPage({ query, cursor: null, pageSize: 5, maximumRowsRead: 10 });
    expect(page).toMatchObject({ page: [], isDone: false, pageStatus: "SplitRequired" });
  });
});

describe("schema", () => {
  const typed = (type: "string" | "number"): SchemaJson => ({
    schemaValidation: true,
    tables: [
      {
        tableName: "things",
        indexes: [],
        documentType: { type: "object", value: { a: { fieldType: { type }, optional: false } } },
      },
    ],
  });

  it("[SCH1] a document that does not match is refused in Convex's words", () => {
    db.applySchema(schema);
    const insert = (fields: Fields) => () => db.begin().insert("messages", fields);
    const start = 'Failed to insert or update a document in table "messages" because it does not match the schema: ';
    expect(insert({ channel: "a" })).toThrow(`${start}Object is missing the required field \`rank\`.`);
    expect(insert({ channel: 1, rank: 1 })).toThrow(
      `${start}Value does not match validator.\nPath: .channel\nValue: 1.0\nValidator: v.string()`,
    );
    expect(insert({ channel: "a", rank: 1, more: 1 })).toThrow("contains extra field `more`");
  });

  it("[SCH2] a schema that documents already there do not match is refused and changes nothing", () => {
    write((tx) => tx.insert("things", { a: "text" }));
    expect(() => db.applySchema(typed("number"))).toThrow(SchemaError);
    expect(db.schema()).toBeNull();
    db.applySchema(typed("string"));
    expect(db.schema()).toEqual(typed("string"));
    expect(() => db.begin().insert("things", { a: 1 })).toThrow("does not match the schema");
  });

  it("[SCH3] a new index covers what is there already, one that left is not found", () => {
    const without: SchemaJson = { ...schema, tables: schema.tables.map((table) => ({ ...table, indexes: [] })) };
    db.applySchema(without);
    write((tx) => [3, 1, 2].map((rank) => tx.insert("messages", { channel: "a", rank })));
    expect(() => rows(db.begin(), channel("a"))).toThrow("Index messages.by_channel not found.");
    db.applySchema(schema);
    expect(rows(db.begin(), channel("a")).map((doc) => doc.rank)).toEqual([1, 2, 3]);
    db.applySchema(without);
    expect(() => rows(db.begin(), channel("a"))).toThrow("not found");
  });

  it("[SCH4] a mutation that began under another schema has to run again", () => {
    const tx = db.begin();
    tx.insert("things", { a: 1 });
    db.applySchema(typed("string"));
    expect(() => db.commit(tx)).toThrow(OccError);
  });

  it("[DB3] a second process on the same file is refused", () => {
    expect(() => Database.open(join(folder, "db.sqlite"))).toThrow("used by another process");
  });

  it("[DB1] old versions are forgotten, the last ones stay", () => {
    let now = Date.now();
    const path = join(folder, "prune.sqlite");
    const pruned = Database.open(path, { now: () => now });
    const commit = (work: (tx: Transaction) => void) => {
      const tx = pruned.begin();
      work(tx);
      pruned.commit(tx);
    };
    let id = "";
    commit((tx) => {
      id = tx.insert("things", { n: 0 });
    });
    const gone = pruned.begin();
    const other = gone.insert("things", { n: -1 });
    pruned.commit(gone);
    commit((tx) => tx.remove(other));
    for (let n = 1; n < 200; n++) commit((tx) => tx.shallowMerge(id, { n }));
    now += 300_000;
    for (let n = 200; n < 400; n++) commit((tx) => tx.shallowMerge(id, { n }));
    expect(rows(pruned.begin(), scan("things")).map((doc) => doc.n)).toEqual([399]);
    expect(pruned.integrityCheck()).toEqual([]);
    expect(pruned.storedVersions()).toBeLessThan(300);
    pruned.close();
  });
});
