import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { Database } from "./database.ts";
import { OccError } from "./errors.ts";
import { channel, rows, scan, schema, temporaryDatabase } from "./testQueries.ts";
import type { Transaction } from "./transaction.ts";

const fresh = temporaryDatabase();
const { write } = fresh;

describe("transactions", () => {
  it("[TX1] a document that was inserted is read back, with an id and a creation time", () => {
    const id = write((tx) => tx.insert("things", { name: "one", big: 5n, missing: undefined }));
    const doc = fresh.db.begin().get(id);
    expect(doc).toEqual({ _id: id, _creationTime: expect.any(Number), name: "one", big: 5n });
    expect(fresh.db.tableOf(id)).toBe("things");
  });

  it("[TX2] a transaction sees its own writes, others only after the commit", () => {
    const tx = fresh.db.begin();
    const id = tx.insert("things", { n: 1 });
    expect(tx.get(id)?.n).toBe(1);
    expect(rows(tx, scan("things"))).toHaveLength(1);
    expect(fresh.db.begin().get(id)).toBeNull();
    fresh.db.commit(tx);
    expect(fresh.db.begin().get(id)?.n).toBe(1);
  });

  it("[TX3] a snapshot keeps reading what was there when it began", () => {
    const id = write((tx) => tx.insert("things", { n: 1 }));
    const before = fresh.db.begin();
    write((tx) => tx.shallowMerge(id, { n: 2 }));
    write((tx) => tx.insert("things", { n: 3 }));
    expect(before.get(id)?.n).toBe(1);
    expect(rows(before, scan("things"))).toHaveLength(1);
    expect(before.count("things")).toBe(1);
    expect(fresh.db.begin().count("things")).toBe(2);
  });

  it("[TX4] a rollback to a savepoint takes back writes and leaves the reads", () => {
    const id = write((tx) => tx.insert("things", { n: 1 }));
    const tx = fresh.db.begin();
    tx.shallowMerge(id, { n: 2 });
    const savepoint = tx.savepoint();
    tx.shallowMerge(id, { n: 3 });
    const other = tx.insert("things", { n: 9 });
    const reads = tx.reads.size;
    tx.rollback(savepoint);
    expect(tx.get(id)?.n).toBe(2);
    expect(tx.get(other)).toBeNull();
    expect(tx.reads.size).toBeGreaterThanOrEqual(reads);
    fresh.db.commit(tx);
    expect(fresh.db.begin().get(id)?.n).toBe(2);
    expect(fresh.db.begin().count("things")).toBe(1);
  });

  it("[TX5] of two transactions that read and write the same document the second is refused", () => {
    const id = write((tx) => tx.insert("counters", { n: 0 }));
    const [a, b] = [fresh.db.begin(), fresh.db.begin()];
    for (const tx of [a, b]) tx.shallowMerge(id, { n: Number(tx.get(id)?.n) + 1 });
    fresh.db.commit(a);
    expect(() => fresh.db.commit(b)).toThrow(OccError);
    expect(fresh.db.begin().get(id)?.n).toBe(1);
  });

  it("[TX6] a range that was read conflicts with a document that appears in it, not with one beside it", () => {
    fresh.db.applySchema(schema);
    const [a, b] = [fresh.db.begin(), fresh.db.begin()];
    rows(a, channel("a"));
    rows(b, channel("b"));
    for (const tx of [a, b]) tx.insert("log", {});
    write((tx) => tx.insert("messages", { channel: "a", rank: 1 }));
    expect(() => fresh.db.commit(a)).toThrow(OccError);
    expect(() => fresh.db.commit(b)).not.toThrow();
  });

  it("[TX7] timestamps rise with every commit, even when the clock goes back", () => {
    let now = 1_800_000_000_000;
    const path = join(fresh.folder, "clock.sqlite");
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
    const tx = fresh.db.begin();
    tx.insert("things", {});
    const key = { session: "s", request: 1 };
    tx.result = { key, json: '"done"' };
    expect(fresh.db.results.get(key)).toBeNull();
    const { ts } = fresh.db.commit(tx);
    expect(fresh.db.results.get(key)).toEqual({ request: 1, resultJson: '"done"', ts });
  });

  it("[TX9] the commit timestamp takes the place of its placeholder", async () => {
    const { jsonToConvex } = await import("convex/values");
    const placeholder = jsonToConvex({ $commitTs: null });
    const tx = fresh.db.begin();
    const id = tx.insert("things", { at: placeholder });
    const { ts } = fresh.db.commit(tx);
    expect(fresh.db.begin().get(id)?.at).toBe(ts);
  });

  it("[TX10] writing to what does not exist, and to system tables, is refused", () => {
    const id = write((tx) => tx.insert("things", {}));
    write((tx) => tx.remove(id));
    const tx = fresh.db.begin();
    expect(tx.get(id)).toBeNull();
    expect(() => tx.shallowMerge(id, {})).toThrow(`Update on nonexistent document ID ${id}`);
    expect(() => tx.insert("_storage", {})).toThrow("System tables");
    expect(() => tx.get("nonsense")).toThrow("Unable to decode ID: Invalid ID length 8");
    expect(() => tx.get(id, "others")).toThrow('expected to be an Id<"others">, got Id<"things"> instead.');
    expect(() => tx.insert("things", { _x: 1 })).toThrow("starts with an underscore");
  });
});

describe("subscriptions", () => {
  const told = (tx: Transaction) => {
    const calls: bigint[] = [];
    fresh.db.subscribe(tx.reads, tx.snapshotTs, (ts) => calls.push(ts));
    return calls;
  };

  it("[SUB1] a write into what was read tells the reader, once; one beside it does not", async () => {
    fresh.db.applySchema(schema);
    const id = write((tx) => tx.insert("messages", { channel: "a", rank: 1 }));
    const byRange = fresh.db.begin();
    rows(byRange, channel("a"));
    const byId = fresh.db.begin();
    byId.get(id);
    const [rangeCalls, idCalls] = [told(byRange), told(byId)];
    write((tx) => tx.insert("messages", { channel: "b", rank: 1 }));
    await fresh.db.durable();
    expect([rangeCalls.length, idCalls.length]).toEqual([0, 0]);
    write((tx) => tx.insert("messages", { channel: "a", rank: 2 }));
    await fresh.db.durable();
    expect([rangeCalls.length, idCalls.length]).toEqual([1, 0]);
    write((tx) => tx.shallowMerge(id, { text: "x" }));
    await fresh.db.durable();
    expect([rangeCalls.length, idCalls.length]).toEqual([1, 1]);
  });

  it("[SUB2] a reader that stopped early depends only on what came before", async () => {
    fresh.db.applySchema(schema);
    write((tx) => [1, 3, 5].map((rank) => tx.insert("messages", { channel: "a", rank })));
    const tx = fresh.db.begin();
    expect(rows(tx, { ...channel("a"), operators: [{ limit: 2 }] })).toHaveLength(2);
    const calls = told(tx);
    write((other) => other.insert("messages", { channel: "a", rank: 4 }));
    await fresh.db.durable();
    expect(calls).toHaveLength(0);
    write((other) => other.insert("messages", { channel: "a", rank: 2 }));
    await fresh.db.durable();
    expect(calls).toHaveLength(1);
  });

  it("[SUB3] what was written between the read and the subscription is told at once", async () => {
    const tx = fresh.db.begin();
    rows(tx, scan("things"));
    write((other) => other.insert("things", {}));
    const ts = await new Promise((resolve) => fresh.db.subscribe(tx.reads, tx.snapshotTs, resolve));
    expect(ts).toBe(fresh.db.latestTimestamp());
  });

  it("[SUB4] who left is not told", async () => {
    const tx = fresh.db.begin();
    rows(tx, scan("things"));
    const calls: bigint[] = [];
    fresh.db.subscribe(tx.reads, tx.snapshotTs, (ts) => calls.push(ts))();
    write((other) => other.insert("things", {}));
    await fresh.db.durable();
    expect(calls).toEqual([]);
  });
});

it("[DB5] what is not on the disk yet is seen by later transactions alone; one flush serves all that came before it", async () => {
  const flushes: (() => void)[] = [];
  const db = Database.open(join(fresh.folder, "slow.sqlite"), {
    flush: () => new Promise((resolve) => flushes.push(resolve)),
  });
  const begun = async (count: number) => vi.waitFor(() => expect(flushes).toHaveLength(count));
  const insert = () => {
    const tx = db.begin();
    tx.insert("things", {});
    return db.commit(tx);
  };
  try {
    const before = db.latestTimestamp();
    const reader = db.begin(before);
    rows(reader, scan("things"));
    const told: bigint[] = [];
    db.subscribe(reader.reads, before, (ts) => told.push(ts));
    const done: string[] = [];
    const first = insert();
    const second = insert();
    void first.durable.then(() => done.push("first"));
    void second.durable.then(() => done.push("second"));
    await begun(1);
    const late = insert();
    void late.durable.then(() => done.push("late"));
    // Somebody who asks anew is told when there is something to see, not at once and again and again.
    const asked = db.begin(db.latestTimestamp());
    rows(asked, scan("things"));
    db.subscribe(asked.reads, asked.snapshotTs, (ts) => told.push(ts));
    expect([db.latestTimestamp(), rows(db.begin(), scan("things")).length, told, done]).toEqual([before, 3, [], []]);
    flushes[0]?.();
    await begun(2);
    expect([db.latestTimestamp(), told, done]).toEqual([second.ts, [first.ts, first.ts], ["first", "second"]]);
    flushes[1]?.();
    await vi.waitFor(() => expect(done).toEqual(["first", "second", "late"]));
    expect([db.latestTimestamp(), told, flushes.length]).toEqual([late.ts, [first.ts, first.ts], 2]);
  } finally {
    db.close();
  }
});

it("[SUB5] a reader is told of a commit before anybody can see it, also one who asked while it was on its way to the disk", async () => {
  const flushes: (() => void)[] = [];
  const db = Database.open(join(fresh.folder, "late.sqlite"), {
    flush: () => new Promise((resolve) => flushes.push(resolve)),
  });
  const flushed = async (count: number) => vi.waitFor(() => expect(flushes).toHaveLength(count));
  const insert = () => {
    const tx = db.begin();
    tx.insert("things", {});
    return db.commit(tx);
  };
  try {
    insert();
    await flushed(1);
    const { ts, durable } = insert();
    flushes[0]?.();
    // The second commit's flush has begun: what is asked for from now on would have to wait for a third.
    await flushed(2);
    const reader = db.begin(db.latestTimestamp());
    rows(reader, scan("things"));
    const told: bigint[] = [];
    db.subscribe(reader.reads, reader.snapshotTs, (ts) => told.push(ts));
    flushes[1]?.();
    await durable;
    expect([db.latestTimestamp(), told]).toEqual([ts, [ts]]);
  } finally {
    db.close();
  }
});
