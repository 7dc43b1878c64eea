// Checks a function's arguments before it runs and its result before its writes are committed.
import { getConvexSize, type JSONValue, jsonToConvex, type Value } from "convex/values";
import { checkValue, inBinaryUnits } from "../database/limits.ts";
import type { ValidatorJson } from "../database/schemaJson.ts";
import { validateValue } from "../database/validator.ts";
import { FunctionFailure } from "./failure.ts";

type TableOf = (id: string) => string | null;

/** `path`: of the function, for its messages. */
type Checked = { path: string; tableOf: TableOf };

const maxBytes = 16 * 1024 * 1024;

export function checkArguments(validator: ValidatorJson, args: JSONValue, { path, tableOf }: Checked): void {
  const value = decode(args, "ArgumentValidationError");
  checkLimits(value, `Arguments for ${path} are invalid`, `Arguments for ${path} are too large`);
  const problem = validateValue(validator, value, tableOf);
  if (problem !== null) throw new FunctionFailure(`ArgumentValidationError: ${problem}`);
}

export function checkResult(validator: ValidatorJson | null, result: JSONValue, { path, tableOf }: Checked): void {
  const value = decode(result, "ReturnsValidationError");
  checkLimits(value, `Function ${path} return value invalid`, `Function ${path} return value is too large`);
  const problem = validator && validateValue(validator, value, tableOf);
  if (problem !== null) throw new FunctionFailure(`ReturnsValidationError: ${problem}`);
}

function checkLimits(value: Value, invalid: string, tooLarge: string): void {
  try {
    checkValue(value);
  } catch (error) {
    throw new FunctionFailure(`${invalid}: ${(error as Error).message}`, undefined, { cause: error });
  }
  const size = getConvexSize(value);
  if (size <= maxBytes) return;
  throw new FunctionFailure(`${tooLarge} (actual: ${inBinaryUnits(size)}, limit: ${inBinaryUnits(maxBytes)})`);
}

function decode(json: JSONValue, prefix: string): Value {
  try {
    return jsonToConvex(json);
  } catch (error) {
    throw new FunctionFailure(`${prefix}: ${(error as Error).message}`, undefined, { cause: error });
  }
}

/** Clients send the one argument object, or a list that holds it. */
export function argumentObject(args: unknown): JSONValue {
  const first = Array.isArray(args) ? (args[0] ?? {}) : (args ?? {});
  if (typeof first !== "object" || Array.isArray(first)) {
    throw new FunctionFailure("ArgumentValidationError: Arguments must be one object.");
  }
  return first as JSONValue;
}
