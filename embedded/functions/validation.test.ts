import { describe, expect, it } from "vitest";
import type { JSONValue } from "../database/values.ts";
import { checkArguments, checkResult, singleArgument } from "./validation.ts";

const checked = { path: "mod:fn", tableOf: () => null };
const nested = (levels: number): JSONValue => (levels === 0 ? 1 : [nested(levels - 1)]);

describe.each([
  [
    "arguments",
    (value: JSONValue) => checkArguments({ type: "any" }, value, checked),
    "Arguments for mod.js:fn are",
    "Invalid arguments for mod.js:fn:",
  ],
  [
    "results",
    (value: JSONValue) => checkResult(null, value, checked),
    "Function mod.js:fn return value is",
    "Function mod.js:fn return value invalid:",
  ],
])("the size of %s", (name, check, subject, invalid) => {
  it("[LIM2] is 16 MiB at most", () => {
    // {text: "…"}, as an argument in a list.
    const room = 2 ** 24 - 9 - (name === "arguments" ? 2 : 0);
    expect(() => check({ text: "x".repeat(room) })).not.toThrow();
    expect(() => check({ text: "x".repeat(room + 1) })).toThrow(
      `${subject} too large (actual: 16.00 MiB, limit: 16 MiB)`,
    );
  });

  it("[LIM2] is bounded in depth, items and fields", () => {
    expect(() => check(nested(64))).not.toThrow();
    expect(() => check(nested(65))).toThrow(
      `${invalid} Value is too nested (nested 65 levels deep > maximum nesting 64)`,
    );
    expect(() => check(Array(8193).fill(0))).toThrow(
      `${invalid} Array length is too long (8193 > maximum length 8192)`,
    );
  });
});

describe("the argument", () => {
  it("[FN1] is one object, alone or in a list of one; anything else is refused in Convex's words", () => {
    expect([
      singleArgument({ a: 1 }),
      singleArgument([{ a: 1 }]),
      singleArgument([]),
      singleArgument(undefined),
    ]).toEqual([{ a: 1 }, { a: 1 }, {}, {}]);
    expect(() => singleArgument([{ a: 1 }, "b"])).toThrow(
      'ArgumentValidationError: Expected to receive a single object as the function\'s argument. Instead received 2 arguments: [{a: 1.0}, "b"]',
    );
    expect(() => checkArguments({ type: "object", value: {} }, 5, checked)).toThrow(
      "ArgumentValidationError: Expected to receive an object as the function's argument. Instead received: 5.0",
    );
    expect(() => checkArguments({ type: "any" }, 5, checked)).not.toThrow();
  });
});
