// Checks a function's arguments before it runs and its result before its writes are committed.
import { type JSONValue, jsonToConvex, type Value } from "convex/values";
import type { ValidatorJson } from "../database/schemaJson.ts";
import { validateValue } from "../database/validator.ts";
import { FunctionFailure } from "./failure.ts";

type TableOf = (id: string) => string | null;

export function checkArguments(validator: ValidatorJson, args: JSONValue, tableOf: TableOf): void {
  const problem = validateValue(validator, decode(args, "ArgumentValidationError"), tableOf);
  if (problem !== null) throw new FunctionFailure(`ArgumentValidationError: ${problem}`);
}

export function checkResult(validator: ValidatorJson | null, result: JSONValue, tableOf: TableOf): void {
  if (validator === null) return;
  const problem = validateValue(validator, decode(result, "ReturnsValidationError"), tableOf);
  if (problem !== null) throw new FunctionFailure(`ReturnsValidationError: ${problem}`);
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
