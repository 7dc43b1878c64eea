// The expressions of `.filter()`, compiled once per query. Comparison goes by index order, across types.
import { compareValues, type Value } from "convex/values";
import { DatabaseError } from "./errors.ts";
import { maybeValue } from "./indexRange.ts";
import { type Doc, fieldAt, type MaybeJson } from "./values.ts";

type Expression = (doc: Doc) => Value | undefined;

export function compileFilter(json: unknown): (doc: Doc) => boolean {
  const expression = compile(json);
  return (doc) => asBoolean(expression(doc), "filter");
}

const comparisons: { [operator: string]: (order: number) => boolean } = {
  $eq: (order) => order === 0,
  $neq: (order) => order !== 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

const floatArithmetic: { [operator: string]: (left: number, right: number) => number } = {
  $add: (left, right) => left + right,
  $sub: (left, right) => left - right,
  $mul: (left, right) => left * right,
  $div: (left, right) => left / right,
  $mod: (left, right) => left % right,
};

const int64Arithmetic: { [operator: string]: (left: bigint, right: bigint) => bigint } = {
  $add: (left, right) => left + right,
  $sub: (left, right) => left - right,
  $mul: (left, right) => left * right,
  $div: (left, right) => left / right,
  $mod: (left, right) => left % right,
};

function compile(json: unknown): Expression {
  const [operator, operand] = parts(json);
  if (operator === "$field") return (doc) => fieldAt(doc, String(operand));
  if (operator === "$literal") {
    const value = maybeValue(operand as MaybeJson);
    return () => value;
  }
  if (operator === "$and" || operator === "$or") {
    const terms = list(operand, operator).map(compile);
    const decisive = operator === "$or";
    return (doc) => terms.some((term) => asBoolean(term(doc), operator) === decisive) === decisive;
  }
  if (operator === "$not") {
    const term = compile(operand);
    return (doc) => !asBoolean(term(doc), operator);
  }
  if (operator === "$neg") {
    const term = compile(operand);
    return (doc) => negated(term(doc));
  }
  const [left, right] = list(operand, operator).map(compile);
  if (!left || !right) throw invalid(`${operator} takes two operands.`);
  const holds = comparisons[operator];
  if (holds) return (doc) => holds(compareValues(left(doc), right(doc)));
  if (operator in floatArithmetic) return (doc) => calculated(operator, left(doc), right(doc));
  throw invalid(`"${operator}" is not a filter operator.`);
}

function calculated(operator: string, left: Value | undefined, right: Value | undefined): Value {
  if (typeof left === "number" && typeof right === "number") {
    const calculate = floatArithmetic[operator];
    if (calculate) return calculate(left, right);
  }
  if (typeof left === "bigint" && typeof right === "bigint") {
    if (right === 0n && (operator === "$div" || operator === "$mod")) throw invalid("Division by zero.");
    const calculate = int64Arithmetic[operator];
    if (calculate) return inInt64(calculate(left, right));
  }
  throw invalid(`${operator} needs two numbers of one type, not ${typeName(left)} and ${typeName(right)}.`);
}

function negated(value: Value | undefined): Value {
  if (typeof value === "number") return -value;
  if (typeof value === "bigint") return inInt64(-value);
  throw invalid(`$neg needs a number, not ${typeName(value)}.`);
}

function inInt64(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw invalid("Integer overflow.");
  return value;
}

function asBoolean(value: Value | undefined, operator: string): boolean {
  if (typeof value === "boolean") return value;
  throw invalid(`${operator} needs a boolean, not ${typeName(value)}.`);
}

function typeName(value: Value | undefined): string {
  if (value === null) return "null";
  if (value instanceof ArrayBuffer) return "bytes";
  if (Array.isArray(value)) return "array";
  return typeof value === "bigint" ? "int64" : typeof value === "number" ? "float64" : typeof value;
}

function parts(json: unknown): [string, unknown] {
  const entries = typeof json === "object" && json !== null ? Object.entries(json) : [];
  const [entry] = entries;
  if (!entry || entries.length !== 1) throw invalid("A filter is an object with one operator.");
  return entry;
}

function list(operand: unknown, operator: string): unknown[] {
  if (!Array.isArray(operand)) throw invalid(`${operator} takes a list.`);
  return operand;
}

function invalid(message: string): DatabaseError {
  return new DatabaseError("InvalidFilter", message);
}
