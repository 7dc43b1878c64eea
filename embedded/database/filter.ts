// The expressions of `.filter()`, compiled once per query. Comparison goes by index order, across types.
import { compareValues, type Value } from "convex/values";
import { DatabaseError } from "./errors.ts";
import { maybeValue } from "./indexRange.ts";
import { showValue, typeName } from "./showValue.ts";
import { type Doc, fieldAt, type MaybeJson } from "./values.ts";

type Expression = (doc: Doc) => Value | undefined;

export function compileFilter(json: unknown): (doc: Doc) => boolean {
  const expression = compile(json);
  return (doc) => asBoolean(expression(doc));
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
    return (doc) => terms.some((term) => asBoolean(term(doc)) === decisive) === decisive;
  }
  if (operator === "$not") {
    const term = compile(operand);
    return (doc) => !asBoolean(term(doc));
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

const verbs: { [operator: string]: string } = {
  $add: "add",
  $sub: "subtract",
  $mul: "multiply",
  $div: "divide",
  $mod: "mod",
};

function calculated(operator: string, left: Value | undefined, right: Value | undefined): Value {
  const verb = verbs[operator];
  if (typeof left === "number" && typeof right === "number") {
    const calculate = floatArithmetic[operator];
    if (calculate) return calculate(left, right);
  }
  if (typeof left === "bigint" && typeof right === "bigint") {
    const dividing = operator === "$div" || operator === "$mod";
    if (dividing && right === 0n) throw failed(`Cannot ${verb} ${left} by zero`);
    const calculate = int64Arithmetic[operator];
    const result = calculate?.(left, right);
    // -1 divides the least int64 into one that there is not, which is refused for what remains, too.
    const isOut = result === undefined || !isInt64(result) || (dividing && !isInt64(left / right));
    if (!isOut) return result;
    throw failed(`Cannot ${verb} ${left} and ${right}: the result is out of range for Int64`);
  }
  throw failed(`Cannot ${verb} ${typed(left)} and ${typed(right)}`);
}

function negated(value: Value | undefined): Value {
  if (typeof value === "number") return -value;
  if (typeof value !== "bigint") throw failed(`Cannot negate ${typed(value)}`);
  if (!isInt64(-value)) throw failed(`Cannot negate ${value}: the result is out of range for Int64`);
  return -value;
}

function isInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

function asBoolean(value: Value | undefined): boolean {
  if (typeof value === "boolean") return value;
  throw failed(`Cannot use value ${typed(value)} as a Boolean`);
}

function typed(value: Value | undefined): string {
  return `${showValue(value)} (type ${typeName(value)})`;
}

function failed(message: string): DatabaseError {
  return new DatabaseError("EvalError", message);
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
