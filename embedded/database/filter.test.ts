import { describe, expect, it } from "vitest";
import { compileFilter } from "./filter.ts";

const doc = { _id: "x", _creationTime: 1, n: 5, big: 5n, text: "b", flag: true, nested: { a: 1 }, none: null };
const field = (name: string) => ({ $field: name });
const literal = (value: unknown) => ({ $literal: value });
const holds = (filter: unknown) => compileFilter(filter)(doc);

describe("filters", () => {
  it.each<[unknown, boolean]>([
    [{ $eq: [field("n"), literal(5)] }, true],
    [{ $eq: [field("n"), field("big")] }, false],
    [{ $gt: [field("n"), field("big")] }, true],
    [{ $lt: [field("missing"), field("none")] }, true],
    [{ $eq: [field("missing"), literal({ $undefined: null })] }, true],
    [{ $eq: [field("nested.a"), literal(1)] }, true],
    [{ $eq: [field("nested.b"), literal(null)] }, false],
    [{ $eq: [{ $mod: [{ $add: [field("n"), literal(2)] }, literal(4)] }, literal(3)] }, true],
    [{ $eq: [{ $neg: field("big") }, literal({ $integer: "+/////////8=" })] }, true],
    [{ $and: [field("flag"), { $not: { $neq: [field("text"), literal("b")] } }] }, true],
    [{ $or: [{ $not: field("flag") }, literal(false)] }, false],
    [{ $and: [] }, true],
    [{ $or: [] }, false],
  ])("[QRY5] %j is %s", (filter, expected) => {
    expect(holds(filter)).toBe(expected);
  });

  it.each<[unknown, string]>([
    [field("n"), "Cannot use value 5.0 (type Float64) as a Boolean"],
    [{ $not: field("missing") }, "Cannot use value undefined (type undefined) as a Boolean"],
    [{ $add: [field("n"), field("big")] }, "Cannot add 5.0 (type Float64) and 5 (type Int64)"],
    [{ $sub: [field("text"), field("none")] }, 'Cannot subtract "b" (type String) and null (type Null)'],
    [{ $neg: field("nested") }, "Cannot negate {a: 1.0} (type Object)"],
    [{ $eq: [{ $div: [field("big"), literal({ $integer: "AAAAAAAAAAA=" })] }, literal(1)] }, "Cannot divide 5 by zero"],
    [
      { $eq: [{ $mul: [literal({ $integer: "/////////38=" }), field("big")] }, literal(1)] },
      "Cannot multiply 9223372036854775807 and 5: the result is out of range for Int64",
    ],
    [
      { $mod: [literal({ $integer: "AAAAAAAAAIA=" }), literal({ $integer: "//////////8=" })] },
      "Cannot mod -9223372036854775808 and -1: the result is out of range for Int64",
    ],
    [{ $nonsense: [literal(1), literal(2)] }, "not a filter operator"],
    [{ $eq: [literal(1)] }, "two operands"],
  ])("[QRY6] %j is refused: %s", (filter, message) => {
    expect(() => holds(filter)).toThrow(message);
  });
});
