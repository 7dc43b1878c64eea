import { describe, expect, it } from "vitest";
import type { JSONValue } from "../database/values.ts";
import { checkArguments, checkResult } from "./validation.ts";

const checked = { path: "mod:fn", tableOf: () => null };
const nested = (levels: number): JSONValue => (levels === 0 ? 1 : [nested(levels - 1)]);

describe.each([
  ["arguments", (value: JSONValue) => checkArguments({ type: "any" }, value, checked), "Arguments for mod:fn"],
  ["results", (value: JSONValue) => checkResult(null, value, checked), "Function mod:fn return value"],
])("the size of %s", (_name, check, subject) => {
  it("[LIM2] is 16 MiB at most", () => {
    expect(() => check({ text: "x".repeat(2 ** 24 - 100) })).not.toThrow();
    expect(() => check({ text: "x".repeat(2 ** 24) })).toThrow(
      new RegExp(`^${subject} (is|are) too large \\(actual: 16.00 MiB, limit: 16 MiB\\)$`),
    );
  });

  it("[LIM2] is bounded in depth, items and fields", () => {
    expect(() => check(nested(64))).not.toThrow();
    expect(() => check(nested(65))).toThrow("nested 65 levels deep > maximum nesting 64");
    expect(() => check(Array(8193).fill(0))).toThrow(`Array length is too long (8193 > maximum length 8192)`);
    expect(() => check(Array(8193).fill(0))).toThrow(subject);
  });
});
