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
});
