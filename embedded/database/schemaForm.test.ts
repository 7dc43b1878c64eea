import { v } from "convex/values";
import { describe, expect, it } from "vitest";
import { SchemaError } from "./errors.ts";
import { checkSchemaForm } from "./schemaForm.ts";
import type { TableJson, ValidatorJson } from "./schemaJson.ts";

const index = (indexDescriptor: string, ...fields: string[]) => ({ indexDescriptor, fields });
const text = (indexDescriptor: string, searchField: string, ...filterFields: string[]) => {
  return { indexDescriptor, searchField, filterFields };
};
const vector = (indexDescriptor: string, vectorField: string, dimensions = 3) => {
  return { indexDescriptor, vectorField, dimensions, filterFields: [] };
};
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

function check(table: Partial<TableJson>, schemaValidation = true) {
  return () => checkSchemaForm({ schemaValidation, tables: [{ tableName: "t", indexes: [], ...table }] });
}

describe("the form of a schema", () => {
  it.each<[string, Partial<TableJson>]>([
    ['Invalid table name: "1t". Identifiers must start with a letter', { tableName: "1t" }],
    ["_t is a reserved table name.", { tableName: "_t" }],
    [
      'In table "t": Invalid index name: "a-b". Identifiers must be 64 characters or less',
      { indexes: [index("a-b", "a")] },
    ],
    ['cannot name an index "by_id" because the name is reserved', { searchIndexes: [text("by_id", "a")] }],
    [
      'Table "t" has two or more definitions of index "a"',
      { indexes: [index("a", "a")], searchIndexes: [text("a", "a")] },
    ],
    ['In table "t" index "a" must have at least one field.', { indexes: [index("a")] }],
    ['In table "t" staged index "a" must have at least one field.', { stagedDbIndexes: [index("a")] }],
    [
      'In table "t": In index "a": Indexes may have up to 16 fields.',
      { indexes: [index("a", ...many(17, (i) => `f${i}`))] },
    ],
    [
      'In table "t": In index "a": Duplicate field "x". Index fields must be unique',
      { indexes: [index("a", "x", "x")] },
    ],
    ["`_id` is not a valid index field", { indexes: [index("a", "_id")] }],
    ['In table "t": In index "a": Invalid index field: "x..y"', { indexes: [index("a", "x..y")] }],
    ['In table "t": In index "a": Invalid index field: "$x"', { searchIndexes: [text("a", "$x")] }],
    ['index "b" and index "a" have the same fields', { indexes: [index("a", "x"), index("b", "x")] }],
    [
      'search index "b" and search index "a" have the same `searchField`',
      { searchIndexes: [text("a", "x"), text("b", "x")] },
    ],
    [
      'vector index "b" and vector index "a" have the same `vectorField`',
      { vectorIndexes: [vector("a", "x"), vector("b", "x")] },
    ],
    [
      "Search indexes may have up to 16 filter fields.",
      { searchIndexes: [text("a", "x", ...many(17, (i) => `f${i}`))] },
    ],
    ["Dimensions 1 must be between 2 and 4096.", { vectorIndexes: [vector("a", "x", 1)] }],
    ["Dimensions 4097 must be between 2 and 4096.", { vectorIndexes: [vector("a", "x", 4097)] }],
    [
      'Table "t" cannot have more than 64 indexes.',
      {
        indexes: many(62, (i) => index(`a${i}`, `f${i}`)),
        searchIndexes: [text("b", "b")],
        vectorIndexes: [vector("c", "c"), vector("d", "d")],
      },
    ],
  ])("[SCH9] is checked, all kinds of indexes together: %s", (message, table) => {
    expect(check(table)).toThrow(SchemaError);
    expect(check(table)).toThrow(message);
  });

  it.each<[string, unknown]>([
    [
      "Identifier a-b has invalid character '-': Identifiers can only contain alphanumeric characters or underscores",
      v.object({ "a-b": v.null() }),
    ],
    ["Invalid first character '1' in 1a: Identifiers must start with", v.object({ "1a": v.null() })],
    ["Invalid validator for key `a`: Identifier __ cannot have exclusively underscores", v.object({ a: v.id("__") })],
    ["Identifier is too long (65 > maximum 64)", v.object({ a: v.array(v.object({ ["x".repeat(65)]: v.any() })) })],
    [
      "The document validator in a schema must be an object, a union of objects, or `v.any()`. Found v.string(). To learn more, see",
      v.union(v.object({}), v.string()),
    ],
    ["Found v.record(v.string(), v.any()).", v.record(v.string(), v.any())],
    [
      "Invalid validator for key `r`: Records can only have string keys. Your validator contains a record with key typed as `v.union(v.string(), v.null())`, which is not a subtype of `v.string()`",
      v.object({ r: record(v.union(v.string(), v.null()), v.any()) }),
    ],
    ["Records cannot have string literal keys", v.object({ r: record(v.union(v.literal("a"), v.string()), v.any()) })],
    ["Records cannot have optional values", v.object({ r: record(v.string(), v.any(), true) })],
  ])("[SCH9] what is no validator is refused: %s", (message, validator) => {
    const documentType = (validator as { json: ValidatorJson }).json;
    expect(check({ documentType })).toThrow(message);
  });

  const documentType: ValidatorJson = {
    type: "object",
    value: {
      a: { fieldType: { type: "string" }, optional: false },
      b: {
        fieldType: { type: "object", value: { c: { fieldType: { type: "any" }, optional: false } } },
        optional: true,
      },
      v: {
        fieldType: { type: "union", value: [{ type: "array", value: { type: "number" } }, { type: "null" }] },
        optional: true,
      },
    },
  };

  it.each<[string, Partial<TableJson>]>([
    [
      'the index "i" is invalid because it references the field "x" that does not exist.',
      { indexes: [index("i", "a", "x")] },
    ],
    ['the index "i" is invalid because it references the field "b.d" that', { searchIndexes: [text("i", "a", "b.d")] }],
    ['the index "i" is invalid because it references the field "a.b" that', { searchIndexes: [text("i", "a.b")] }],
    [
      'the vector index "i" is invalid because it references the field "a" that is neither',
      { vectorIndexes: [vector("i", "a")] },
    ],
  ])("[SCH9] an index of a field that cannot be there is refused: %s", (message, table) => {
    expect(check({ documentType, ...table })).toThrow(message);
    expect(check({ documentType, ...table }, false)).not.toThrow();
    expect(check(table)).not.toThrow();
  });

  it("[SCH9] what there can be is taken", () => {
    const table = {
      documentType,
      indexes: [index("i", "a", "b.c.d", "v")],
      searchIndexes: [text("s", "a", "b.c"), text("s2", "a")],
      vectorIndexes: [vector("v", "v"), vector("v2", "v", 4)],
    };
    expect(check(table)).not.toThrow();
  });
});

/** Such as the convex package does not make. */
function record(keys: unknown, values: unknown, optional = false): ReturnType<typeof v.any> {
  const json = (validator: unknown) => (validator as { json: ValidatorJson }).json;
  const made = v.record(v.string(), v.any());
  const type = { type: "record", keys: json(keys), values: { fieldType: json(values), optional } };
  return Object.defineProperty(made, "json", { value: type }) as never;
}
