import { jsonToConvex, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { checkFields, checkSize } from "./documentForm.ts";
import { temporaryDatabase } from "./testQueries.ts";
import type { Fields } from "./values.ts";

const system = { _id: "j57chv8j6xe839pby0akmqw4n77f7g1z", _creationTime: 1_763_752_229_123.5 };
const check = (fields: Fields) => {
  const { own } = checkFields("insert", fields, system);
  checkSize({ ...own, ...system });
  return own;
};
const nested = (levels: number): Value => (levels === 0 ? 1 : { a: nested(levels - 1) });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, 1]));
const argument = "Invalid argument `value` for `db.insert`:";

describe("one document", () => {
  it.each<[string, Fields, Fields]>([
    ["Value is too large (1.00 MiB > maximum size 1 MiB)", { a: text(2 ** 20 - 67) }, { a: text(2 ** 20 - 66) }],
    ["Value is too large (1.50 MiB > maximum size 1 MiB)", {}, { a: text(1.5 * 2 ** 20) }],
    [
      "isn't a valid document: Document is too nested (nested 17 levels deep > maximum nesting 16)",
      { a: nested(15) },
      { a: nested(16) },
    ],
    [`${argument} Value is too nested (nested 65 levels deep > maximum nesting 64)`, {}, { a: nested(64) }],
    [
      `${argument} Array length is too long (8193 > maximum length 8192)`,
      { a: Array(8192).fill(0) },
      { a: Array(8193).fill(0) },
    ],
    ["Object has too many fields (1025 > maximum number 1024)", many(1022), many(1023)],
    [`${argument} Object has too many fields (1025 > maximum number 1024)`, { a: many(1024) }, { a: [many(1025)] }],
    [
      `Document(value: {_a: 1.0, _creationTime: 1763752229123.5, _id: "${system._id}", b: null}) isn't a valid document: Field '_a' starts with an underscore, which is only allowed for system fields like '_id'`,
      {},
      { b: null, _a: 1 },
    ],
    [`Provided document ID "${system._id}" doesn't match '_id' field "other"`, { ...system, a: 1 }, { _id: "other" }],
    [
      `Provided creation time 1763752229123.5 doesn't match '_creationTime' field in {_creationTime: 1.0, _id: "${system._id}", a: 5}`,
      {},
      { a: 5n, _creationTime: 1 },
    ],
  ])("[LIM1] %s", (message, taken, refused) => {
    const { _id, _creationTime, ...own } = taken;
    expect(check(taken)).toEqual(own);
    expect(() => check(refused)).toThrow(message);
  });

  it("[LIM1] a placeholder and bytes are no levels", () => {
    const at = jsonToConvex({ $commitTs: null });
    expect(() => check({ a: at, b: new ArrayBuffer(10) })).not.toThrow();
  });
});

describe("access by id", () => {
  const fresh = temporaryDatabase();

  it("[TX10] ids that are none, of other tables and of the system are refused in Convex's words", () => {
    const { write } = fresh;
    const id = write((tx) => tx.insert("people", {}));
    const file = write((tx) => tx.asSystem(() => tx.insert("_storage", { size: 1 })));
    const own = write((tx) => tx.asSystem(() => tx.insert("_files", { uuid: "u", storageId: file })));
    const unknown = "m57068j1c1zsxfewzcd3jp3qjttx99vg";
    const tx = fresh.db.begin();
    const mismatch = 'expected to be an Id<"things">, got Id<"people"> instead.';
    expect(() => tx.get("no id")).toThrow(
      "Invalid argument `id` for `db.get`: Unable to decode ID: Invalid ID length 5",
    );
    expect(() => tx.get("x", undefined, "system")).toThrow("Invalid argument `id` for `db.system.get`:");
    expect(() => tx.get(id, "things", "user")).toThrow(`Invalid argument \`id\` for \`db.get\`: ${mismatch}`);
    expect(() => tx.remove(id, "things")).toThrow(`Invalid argument \`id\` for \`db.delete\`: ${mismatch}`);
    expect(() => tx.get(file, undefined, "user")).toThrow("System tables can only be accessed with db.system.");
    expect(() => tx.get(id, undefined, "system")).toThrow("User tables cannot be accessed with db.system.");
    expect(tx.get(file, "_storage", "system")).toMatchObject({ size: 1 });
    expect([tx.get(own, undefined, "system"), tx.get(own, undefined, "user"), tx.get(unknown)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(() => tx.shallowMerge(file, { size: 2 })).toThrow("System tables can only be accessed with db.system.");
    for (const hidden of [own, unknown]) {
      expect(() => tx.replace(hidden, {})).toThrow(
        `Invalid argument \`id\` for \`db.replace\`: Table for ID "${hidden}" not found`,
      );
    }
  });

  it("[TX10] names that no table can have are refused", () => {
    const tx = fresh.db.begin();
    const wrong = "Identifier a-b has invalid character '-': Identifiers can only contain alphanumeric characters";
    expect(() => tx.insert("a-b", {})).toThrow(`Invalid argument \`table\` for \`db.insert\`: ${wrong}`);
    expect(() => tx.normalizeId("a-b", "x")).toThrow(`Invalid argument \`table\` for \`db.normalizeId\`: ${wrong}`);
  });

  it("[TX12] a document that stays as it was is not written", () => {
    const { write } = fresh;
    const fields = { list: [1n, -0, { at: new Uint8Array([1]).buffer }], text: "a" };
    const id = write((tx) => tx.insert("people", fields));
    const tx = fresh.db.begin();
    const doc = tx.get(id);
    expect(tx.shallowMerge(id, { text: "a", nothing: undefined })).toEqual(doc);
    expect(tx.replace(id, fields)).toEqual(doc);
    expect(tx.writeCount).toBe(0);
    tx.replace(id, { ...fields, list: [1n, 0, { at: new Uint8Array([1]).buffer }] });
    expect(tx.writeCount).toBe(1);
  });
});

function text(length: number): string {
  return "x".repeat(length);
}
