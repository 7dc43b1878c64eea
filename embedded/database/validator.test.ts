import { type Value, v } from "convex/values";
import { describe, expect, it } from "vitest";
import type { ValidatorJson } from "./schemaJson.ts";
import { validateValue } from "./validator.ts";

const json = (validator: unknown) => (validator as { json: ValidatorJson }).json;
const tableOf = (id: string) =>
  id.startsWith("u") ? "users" : id.startsWith("p") ? "posts" : id === "s1" ? "_storage" : null;
const problem = (validator: unknown, value: Value) => validateValue(json(validator), value, tableOf);

describe("validators", () => {
  it.each<[unknown, Value]>([
    [v.null(), null],
    [v.number(), Number.NaN],
    [v.int64(), 5n],
    [v.boolean(), false],
    [v.string(), ""],
    [v.bytes(), new ArrayBuffer(1)],
    [v.any(), { anything: [1] }],
    [v.literal("a"), "a"],
    [v.id("users"), "u1"],
    [v.array(v.number()), [1, 2]],
    [v.record(v.string(), v.number()), { a: 1 }],
    [v.object({ a: v.optional(v.number()) }), {}],
    [v.union(v.null(), v.literal(1n)), 1n],
  ])("[SCH5] %o takes %o", (validator, value) => {
    expect(problem(validator, value)).toBeNull();
  });

  it.each<[unknown, Value, string]>([
    [v.number(), 5n, "Value does not match validator.\n\nValue: 5\nValidator: v.float64()"],
    [v.literal(1), 1n, "`1` does not match literal validator `v.literal(1.0)`."],
    [v.literal(1n), 1, "`1.0` does not match literal validator `v.literal(<bigint>)`."],
    [
      v.literal("a"),
      'a"\n\u00a0\u200b',
      '`"a\\"\\n\\u{a0}\\u{200b}"` does not match literal validator `v.literal("a")`.',
    ],
    [
      v.null(),
      [-0, 0.5, 1e16, 1.5e300, 0.0001, 1e-5, Number.NaN, Number.NEGATIVE_INFINITY, new Uint8Array([0, 1]).buffer],
      'Value: [-0.0, 0.5, 1e16, 1.5e300, 0.0001, 1e-5, NaN, -inf, b"AAE="]\n',
    ],
    [
      v.id("users"),
      "p1",
      'Found ID "p1" from table `posts`, which does not match the table name in validator `v.id("users")`.',
    ],
    [v.id("users"), "nonsense", 'Value does not match validator.\n\nValue: "nonsense"\nValidator: v.id("users")'],
    [v.array(v.string()), ["a", 1], "Value does not match validator.\nPath: [1]\nValue: 1.0\nValidator: v.string()"],
    [
      v.object({ a: v.object({ b: v.null() }) }),
      { a: { b: true } },
      "Value does not match validator.\nPath: .a.b\nValue: true\nValidator: v.null()",
    ],
    [
      v.object({ a: v.string() }),
      {},
      "Object is missing the required field `a`. Consider wrapping the field validator in `v.optional(...)` if this is expected.\n\nObject: {}\nValidator: v.object({a: v.string()})",
    ],
    [
      v.object({}),
      { a: "x" },
      'Object contains extra field `a` that is not in the validator.\n\nObject: {a: "x"}\nValidator: v.object({})',
    ],
    [
      v.union(v.string(), v.null()),
      1,
      "Value does not match validator.\n\nValue: 1.0\nValidator: v.union(v.string(), v.null())",
    ],
    [
      v.record(v.id("users"), v.any()),
      { p1: 1 },
      'Found ID "p1" from table `posts`, which does not match the table name in validator `v.id("users")`.Path: .keys()',
    ],
    [
      v.id("users"),
      "s1",
      'Found ID "s1" from a system table, which does not match the table name in validator `v.id("users")`.',
    ],
    [
      v.object({ in: v.object({ z: v.string(), a: v.optional(v.null()) }) }),
      { in: { a: null } },
      "if this is expected.\nPath: .in\nObject: {a: null}\nValidator: v.object({a: v.optional(v.null()), z: v.string()})",
    ],
    [v.object({ z: v.string(), b: v.string() }), {}, "Object is missing the required field `b`."],
    [v.object({}), { z: 1, y: 2 }, "Object contains extra field `y` that is not in the validator."],
  ])("[SCH6] %o refuses %o", (validator, value, message) => {
    expect(problem(validator, value)).toContain(message);
  });
});
