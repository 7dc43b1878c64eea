// Checks a function's arguments before it runs and its result before its writes are committed.
import { type JSONValue, jsonToConvex, type Value } from "convex/values";
import { checkValue, inBinaryUnits } from "../database/limits.ts";
import type { ValidatorJson } from "../database/schemaJson.ts";
import { showValue } from "../database/showValue.ts";
import { validateValue } from "../database/validator.ts";
import { valueSize } from "../database/valueSize.ts";
import { FunctionFailure } from "./failure.ts";
import { fileAndName } from "./functionPath.ts";

type TableOf = (id: string) => string | null;

/** `path`: of the function, for its messages. */
type Checked = { path: string; tableOf: TableOf };

export const maxValueBytes = 16 * 1024 * 1024;

/** Answers their size in bytes. */
export function checkArguments(validator: ValidatorJson, args: JSONValue, { path, tableOf }: Checked): number {
  const value = decode(args, `Invalid arguments for ${fileAndName(path)}`);
  // Arguments travel as a list of one.
  const size = refuseLarge(valueSize([value]), `Arguments for ${fileAndName(path)} are`);
  const isObject =
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ArrayBuffer);
  const problem =
    validator.type === "object" && !isObject
      ? `Expected to receive an object as the function's argument. Instead received: ${showValue(value)}`
      : validateValue(validator, value, tableOf);
  if (problem !== null) throw new FunctionFailure(`ArgumentValidationError: ${problem}`);
  return size;
}

/** Answers its size in bytes. */
export function checkResult(validator: ValidatorJson | null, result: JSONValue, { path, tableOf }: Checked): number {
  const value = decode(result, `Function ${fileAndName(path)} return value invalid`);
  const size = refuseLarge(valueSize(value), `Function ${fileAndName(path)} return value is`);
  const problem = validator && validateValue(validator, value, tableOf);
  if (problem !== null) throw new FunctionFailure(`ReturnsValidationError: ${problem}`);
  return size;
}

function refuseLarge(size: number, what: string): number {
  if (size <= maxValueBytes) return size;
  throw new FunctionFailure(
    `${what} too large (actual: ${inBinaryUnits(size)}, limit: ${inBinaryUnits(maxValueBytes)})`,
  );
}

function decode(json: JSONValue, invalid: string): Value {
  try {
    const value = jsonToConvex(json);
    checkValue(value);
    return value;
  } catch (error) {
    throw new FunctionFailure(`${invalid}: ${(error as Error).message}`, undefined, { cause: error });
  }
}

/** Nobody outside of a mutation has the time of its commit to give: a placeholder for it is refused. Throws FunctionFailure. */
export function withoutPlaceholders(args: unknown, path: string): unknown {
  if (!namesCommitTime(args)) return args;
  const place = fileAndName(path);
  throw new FunctionFailure(`Invalid arguments for ${place}: Field name $commitTs starts with '$', which is reserved.`);
}

function namesCommitTime(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, "$commitTs") || Object.values(value).some(namesCommitTime);
}

/** Clients send the one argument object, or a list that holds it. */
export function singleArgument(args: unknown): JSONValue {
  if (!Array.isArray(args)) return (args ?? {}) as JSONValue;
  if (args.length <= 1) return (args[0] ?? {}) as JSONValue;
  throw new FunctionFailure(
    `ArgumentValidationError: Expected to receive a single object as the function's argument. Instead received ${args.length} arguments: ${showValue(jsonToConvex(args as JSONValue))}`,
  );
}
