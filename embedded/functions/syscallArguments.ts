// Reads the JSON arguments of syscalls. The convex package writes them, so a wrong one is a fault of user code that calls
// `Convex.syscall` itself.
import { convexToJson, type JSONValue, jsonToConvex, type Value } from "convex/values";
import type { Doc, Fields } from "../database/values.ts";
import { FunctionFailure } from "./failure.ts";

export type SyscallArguments = { [name: string]: JSONValue };

export function parseArguments(json: string): SyscallArguments {
  return JSON.parse(json) as SyscallArguments;
}

export function text(args: SyscallArguments, name: string): string {
  const value = args[name];
  if (typeof value !== "string") throw new FunctionFailure(`Invalid argument \`${name}\`: expected a string.`);
  return value;
}

export function optionalText(args: SyscallArguments, name: string): string | undefined {
  const value = args[name];
  return typeof value === "string" ? value : undefined;
}

export function number(args: SyscallArguments, name: string): number {
  const value = args[name];
  if (typeof value !== "number") throw new FunctionFailure(`Invalid argument \`${name}\`: expected a number.`);
  return value;
}

/** An encoded object's fields; a field that is `{"$undefined": null}` is there with the value undefined. */
export function fields(args: SyscallArguments, name: string): Fields {
  const value = args[name];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new FunctionFailure(`Invalid argument \`${name}\`: expected an object.`);
  }
  const decoded: Fields = {};
  for (const [field, json] of Object.entries(value))
    decoded[field] = isUndefined(json) ? undefined : jsonToConvex(json);
  return decoded;
}

export function encodeDoc(doc: Doc | null): JSONValue {
  return doc === null ? null : convexToJson(doc as Value);
}

/** The function that a call names: by its path, or by a handle. */
export function functionAddress(args: SyscallArguments): string {
  const name = args["name"];
  if (typeof name === "string") return name;
  const handle = args["functionHandle"];
  if (typeof handle === "string" && handle.startsWith(handlePrefix)) return handle.slice(handlePrefix.length);
  throw new FunctionFailure("Components are not supported here: a function must be named by its path or its handle.");
}

const handlePrefix = "function://";

export function functionHandle(path: string): string {
  return `${handlePrefix}${path}`;
}

function isUndefined(json: JSONValue): boolean {
  return typeof json === "object" && json !== null && !Array.isArray(json) && "$undefined" in json;
}
