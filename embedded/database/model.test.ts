// The database against plain lists and maps that do the same more simply.
import { compareValues, convexToJson, type Value } from "convex/values";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Database } from "./database.ts";
import { OccError } from "./errors.ts";
import type { QueryJson, RangeBound } from "./queryJson.ts";
import { pick, type Random, randomValue, seeded } from "./seeded.ts";
import type { Transaction } from "./transaction.ts";
import { type Doc, fieldAt, type MaybeJson } from "./values.ts";

let db: Database;

beforeEach(() => {
  db = Database.open(":memory:");
  const table = (tableName: string, fields: string[]) => ({
    tableName,
    indexes: [{ indexDescriptor: "by_fields", fields }],
    documentType: { type: "any" as const },
  });
  db.applySchema({ schemaValidation: true, tables: [table("cells", ["key"]), table("rows", ["a", "b.c"])] });
});

afterEach(() => db.close());

function all(tx: Transaction, query: QueryJson): Doc[] {
  const cursor = tx.query(query);
  const docs: Doc[] = [];
  for (let doc = cursor.next(); doc; doc = cursor.next()) docs.push(doc);
  return docs;
}

type Cells = { sum(low: number, high: number): number; put(key: number, value: number): void; drop(key: number): void };

function cellsOf(tx: Transaction): Cells {
  const range = (low: number, high: number): QueryJson => ({
    source: {
      type: "IndexRange",
      indexName: "cells.by_fields",
      range: [
        { type: "Gte", fieldPath: "key", value: low },
        { type: "Lt", fieldPath: "key", value: high },
      ],
      order: null,
    },
    operators: [],
  });
  const find = (key: number) => all(tx, range(key, key + 1))[0];
  return {
    sum: (low, high) => all(tx, range(low, high)).reduce((total, doc) => total + Number(doc.value), 0),
    put(key, value) {
      const doc = find(key);
      if (doc) tx.shallowMerge(doc._id, { value });
      else tx.insert("cells", { key, value });
    },
    drop(key) {
      const doc = find(key);
      if (doc) tx.remove(doc._id);
    },
  };
}

function cellsOfMap(map: Map<number, number>): Cells {
  return {
    sum: (low, high) => [...map].reduce((total, [key, value]) => total + (key >= low && key < high ? value : 0), 0),
    put: (key, value) => void map.set(key, value),
    drop: (key) => void map.delete(key),
  };
}

/** Steps that write what they make of what they read; the same for the same seed. */
function* program(seed: number, cells: Cells): Generator<void> {
  const random = seeded(seed);
  for (let step = 0; step < 4; step++) {
    const low = Math.floor(random() * 12);
    const sum = cells.sum(low, low + Math.floor(random() * 4));
    yield;
    const key = Math.floor(random() * 12);
    if (random() < 0.25) cells.drop(key);
    else cells.put(key, (sum * 3 + seed) % 1009);
    yield;
  }
}

it("[TX11] transactions side by side leave what they leave one after the other, in the order of their commits", () => {
  const random = seeded(7);
  const committed: number[] = [];
  let refused = 0;
  type Running = { seed: number; tx: Transaction; steps: Generator<void> };
  const running: Running[] = [];
  for (let seed = 1; seed < 400 || running.length > 0; ) {
    if (seed < 400 && running.length < 4) {
      const tx = db.begin();
      running.push({ seed, tx, steps: program(seed++, cellsOf(tx)) });
    }
    const current = pick(random, running);
    if (!current.steps.next().done) continue;
    running.splice(running.indexOf(current), 1);
    try {
      db.commit(current.tx);
      committed.push(current.seed);
    } catch (error) {
      expect(error).toBeInstanceOf(OccError);
      refused++;
    }
  }
  const model = new Map<number, number>();
  for (const seed of committed) for (const _ of program(seed, cellsOfMap(model)));
  const docs = all(db.begin(), {
    source: { type: "FullTableScan", tableName: "cells", order: null },
    operators: [],
  });
  const found = docs.map((doc) => [doc.key, doc.value]).sort((a, b) => Number(a[0]) - Number(b[0]));
  expect(found).toEqual([...model].sort(([a], [b]) => a - b));
  expect(Math.min(refused, committed.length)).toBeGreaterThan(50);
});

const fields = ["a", "b.c", "_creationTime", "_id"];

function inIndexOrder(x: Doc, y: Doc): number {
  for (const field of fields) {
    const order = compareValues(fieldAt(x, field), fieldAt(y, field));
    if (order !== 0) return order;
  }
  return 0;
}

function randomRow(random: Random): { [field: string]: Value | undefined } {
  const inner = randomValue(random, 1);
  return { a: pick(random, [1, 1n, null, "x", undefined]), b: random() < 0.8 ? { c: inner ?? null } : undefined };
}

const holds: { [type in RangeBound["type"]]: (order: number) => boolean } = {
  Eq: (order) => order === 0,
  Gt: (order) => order > 0,
  Gte: (order) => order >= 0,
  Lt: (order) => order < 0,
  Lte: (order) => order <= 0,
};

it("[QRY7] queries give what a plain list, sorted and cut, would give", () => {
  const random = seeded(11);
  const list = new Map<string, Doc>();
  const keep = (tx: Transaction, id: string) => list.set(id, tx.get(id) as Doc);
  const setup = db.begin();
  for (let i = 0; i < 300; i++) keep(setup, setup.insert("rows", randomRow(random)));
  db.commit(setup);
  const tx = db.begin();
  for (let round = 0; round < 300; round++) {
    // The transaction's own writes are among what is queried.
    const victim = pick(random, [...list.keys()]);
    if (round % 3 === 0) keep(tx, tx.insert("rows", randomRow(random)));
    else if (round % 3 === 1) keep(tx, tx.replace(victim, randomRow(random))._id);
    else list.delete(tx.remove(victim)._id);

    const bounds: { type: RangeBound["type"]; field: string; value: Value | undefined }[] = [];
    if (random() < 0.8) {
      const equal = random() < 0.6;
      bounds.push({
        type: equal ? "Eq" : pick(random, ["Gt", "Gte", "Lt", "Lte"] as const),
        field: "a",
        value: pick(random, [1, 1n, null, "x", undefined]),
      });
      if (equal && random() < 0.7)
        bounds.push({ type: pick(random, ["Gt", "Gte"] as const), field: "b.c", value: randomValue(random, 1) });
      if (equal && random() < 0.7)
        bounds.push({ type: pick(random, ["Lt", "Lte"] as const), field: "b.c", value: randomValue(random, 1) });
    }
    const json = (value: Value | undefined): MaybeJson =>
      value === undefined ? { $undefined: null } : convexToJson(value);
    const range = bounds.map(({ type, field, value }) => ({ type, fieldPath: field, value: json(value) }));
    const order = pick(random, ["asc", "desc"] as const);
    const limit = pick(random, [1, 5, 1000]);
    const query: QueryJson = {
      source: { type: "IndexRange", indexName: "rows.by_fields", range, order },
      operators: [{ limit }],
    };

    const expected = [...list.values()]
      .filter((doc) =>
        bounds.every((bound) => holds[bound.type](compareValues(fieldAt(doc, bound.field), bound.value))),
      )
      .sort((x, y) => inIndexOrder(x, y) * (order === "asc" ? 1 : -1))
      .slice(0, limit);
    expect(all(tx, query).map((doc) => doc._id)).toEqual(expected.map((doc) => doc._id));
  }
});
