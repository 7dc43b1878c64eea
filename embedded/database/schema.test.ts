import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Database } from "./database.ts";
import { OccError, SchemaError } from "./errors.ts";
import type { SchemaJson } from "./schemaJson.ts";
import { channel, rows, scan, schema, temporaryDatabase } from "./testQueries.ts";
import type { Transaction } from "./transaction.ts";
import type { Fields } from "./values.ts";

const fresh = temporaryDatabase();
const { write } = fresh;

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
    fresh.db.applySchema(schema);
    const insert = (fields: Fields) => () => fresh.db.begin().insert("messages", fields);
    const start = 'Failed to insert or update a document in table "messages" because it does not match the schema: ';
    expect(insert({ channel: "a" })).toThrow(`${start}Object is missing the required field \`rank\`.`);
    expect(insert({ channel: 1, rank: 1 })).toThrow(
      `${start}Value does not match validator.\nPath: .channel\nValue: 1.0\nValidator: v.string()`,
    );
    expect(insert({ channel: "a", rank: 1, more: 1 })).toThrow("contains extra field `more`");
  });

  it("[SCH1] the type of a document may name its system fields; every document has them", () => {
    const fields = (names: string[]) =>
      Object.fromEntries(names.map((name) => [name, { fieldType: { type: "string" as const }, optional: false }]));
    const own = { type: "object" as const, value: fields(["_id", "_creationTime", "a"]) };
    for (const documentType of [own, { type: "union" as const, value: [own] }]) {
      const tables = [{ tableName: "things", indexes: [], documentType }];
      fresh.db.applySchema({ schemaValidation: true, tables });
      expect(() => write((tx) => tx.insert("things", { a: "x" }))).not.toThrow();
      expect(() => write((tx) => tx.insert("things", {}))).toThrow("Validator: v.object({a: v.string()})");
    }
  });

  it("[SCH2] a schema that documents already there do not match is refused and changes nothing", () => {
    write((tx) => tx.insert("things", { a: "text" }));
    expect(() => fresh.db.applySchema(typed("number"))).toThrow(SchemaError);
    expect(fresh.db.schema()).toBeNull();
    fresh.db.applySchema(typed("string"));
    expect(fresh.db.schema()).toEqual(typed("string"));
    expect(() => fresh.db.begin().insert("things", { a: 1 })).toThrow("does not match the schema");
  });

  it("[SCH3] a new index covers what is there already, one that left is not found", () => {
    const without: SchemaJson = { ...schema, tables: schema.tables.map((table) => ({ ...table, indexes: [] })) };
    fresh.db.applySchema(without);
    write((tx) => [3, 1, 2].map((rank) => tx.insert("messages", { channel: "a", rank })));
    expect(() => rows(fresh.db.begin(), channel("a"))).toThrow("Index messages.by_channel not found.");
    fresh.db.applySchema(schema);
    expect(rows(fresh.db.begin(), channel("a")).map((doc) => doc.rank)).toEqual([1, 2, 3]);
    fresh.db.applySchema(without);
    expect(() => rows(fresh.db.begin(), channel("a"))).toThrow("not found");
  });

  it("[SCH7] an index is made in steps while writes go on; queries find it when it is whole, with the past as it was", () => {
    const without: SchemaJson = { ...schema, tables: schema.tables.map((table) => ({ ...table, indexes: [] })) };
    fresh.db.applySchema(without);
    const ids: string[] = [];
    write((tx) => {
      for (let rank = 0; rank < 600; rank++) ids.push(tx.insert("messages", { channel: "a", rank }));
    });
    const past = fresh.db.begin();
    write((tx) => tx.remove(ids[0] ?? ""));
    const change = fresh.db.prepareSchema(schema);
    change.beginIndexes();
    let steps = 0;
    while (change.advance()) {
      expect(() => rows(fresh.db.begin(), channel("a"))).toThrow("not found");
      write((tx) => [tx.shallowMerge(ids[100 + steps] ?? "", { channel: "b" }), tx.remove(ids[500 + steps] ?? "")]);
      steps++;
    }
    expect(steps).toBeGreaterThan(2);
    expect(change.progress).toEqual({ schemaValidationComplete: true, indexesComplete: 1, indexesTotal: 1 });
    fresh.db.finishSchema(change);
    const ranks = (tx: Transaction, name: string) => rows(tx, channel(name)).map((doc) => doc.rank);
    expect(ranks(fresh.db.begin(), "b")).toEqual(Array.from({ length: steps }, (_, step) => 100 + step));
    expect(ranks(fresh.db.begin(), "a")).toHaveLength(600 - 1 - 2 * steps);
    expect(ranks(past, "a")).toEqual(Array.from({ length: 600 }, (_, rank) => rank));
  });

  it("[SCH8] a schema that was prepared before another took effect is refused; what was not finished leaves nothing", () => {
    const slow = fresh.db.prepareSchema(schema);
    slow.beginIndexes();
    fresh.db.applySchema(typed("string"));
    expect(slow.overtaken).toBe(true);
    expect(() => fresh.db.finishSchema(slow)).toThrow("Schema was overwritten by another push.");
    slow.discard();
    const given = fresh.db.prepareSchema(schema);
    given.beginIndexes();
    expect(() =>
      fresh.db.finishSchema(given, () => {
        throw new Error("the disk is full");
      }),
    ).toThrow("the disk is full");
    expect(fresh.db.schema()).toEqual(typed("string"));
    write((tx) => tx.insert("messages", { channel: "a", rank: 1 }));
    fresh.db.applySchema(schema);
    expect(rows(fresh.db.begin(), channel("a"))).toHaveLength(1);
  });

  it("[SCH4] a mutation that began under another schema has to run again", () => {
    const tx = fresh.db.begin();
    tx.insert("things", { a: 1 });
    fresh.db.applySchema(typed("string"));
    expect(() => fresh.db.commit(tx)).toThrow(OccError);
  });

  it("[DB3] a second process on the same file is refused", () => {
    expect(() => Database.open(join(fresh.folder, "db.sqlite"))).toThrow("used by another process");
  });

  it("[DB1] old versions are forgotten, the last ones stay", () => {
    let now = Date.now();
    const path = join(fresh.folder, "prune.sqlite");
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

  it("[DB4] a held snapshot stays readable; once it is let go, what is forgotten is not offered any more", () => {
    let now = Date.now();
    const held = Database.open(join(fresh.folder, "held.sqlite"), { now: () => now });
    const commit = (work: (tx: Transaction) => void) => {
      const tx = held.begin();
      work(tx);
      return held.commit(tx).ts;
    };
    let id = "";
    const ts = commit((tx) => {
      id = tx.insert("things", { n: 0 });
    });
    const release = held.hold(ts);
    const change = (times: number) => {
      for (let n = 0; n < times; n++) commit((tx) => tx.shallowMerge(id, { n: n + 1 }));
    };
    change(100);
    now += 3_600_000;
    change(100);
    expect([...held.documentsAt("things", ts)].map((doc) => doc.n)).toEqual([0]);
    expect(held.oldestReadable()).toBeLessThanOrEqual(ts);
    release();
    change(100);
    expect(held.oldestReadable()).toBeGreaterThan(ts);
    expect(held.storedVersions()).toBeLessThan(300);
    held.close();
  });
});
