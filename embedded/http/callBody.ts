// What a call of a function over HTTP says: which one, with what, and how its value is to be written.
import { convexToJson, type JSONValue, jsonToConvex, type Value } from "convex/values";
import { HttpError } from "./httpError.ts";

export type CallBody = { path?: unknown; args?: unknown; format?: unknown; ts?: unknown };
export type Call = { path: string; args: unknown; show: (value: JSONValue) => JSONValue };

const maxPathPart = 64;

/** Throws HttpError. */
export function readCall(body: CallBody): Call {
  const { path, args, format } = Object(body) as CallBody;
  if (typeof path !== "string") throw missing("path");
  if (args === undefined) throw missing("args");
  const problem = pathProblem(path);
  if (problem !== null) {
    const message = `${path} is not a valid path to a Convex function. ${problem}`;
    throw new HttpError(400, "BadConvexFunctionIdentifier", message);
  }
  return { path, args, show: valueFormat(format) };
}

function missing(field: string): HttpError {
  return new HttpError(
    400,
    "BadJsonBody",
    `Failed to deserialize the JSON body into the target type: missing field \`${field}\``,
  );
}

function pathProblem(path: string): string | null {
  const colon = path.lastIndexOf(":");
  const module = colon === -1 ? path : path.slice(0, colon);
  const name = colon === -1 ? "default" : path.slice(colon + 1);
  if (module === "") return `Module path ${module} doesn't have a filename.`;
  if (module.startsWith("/")) return `Module paths must be relative (${module} is absolute).`;
  const extension = /[^/]\.([^./]*)$/.exec(module)?.[1];
  if (extension !== undefined && extension !== "js") {
    return `Module path (${module}) has an extension that isn't 'js'.`;
  }
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) || !/[a-zA-Z0-9]/.test(name)) {
    return `Identifier ${name} has to begin with a letter and can only contain letters, digits and underscores.`;
  }
  return (
    module
      .split("/")
      .map(partProblem)
      .find((problem) => problem !== null) ?? null
  );
}

function partProblem(part: string): string | null {
  if (part.length > maxPathPart) {
    return `Path component is too long (${part.length} > maximum ${maxPathPart}): ${part.slice(0, maxPathPart)}...`;
  }
  if (!/^[a-zA-Z0-9_.]*$/.test(part)) {
    return `Path component ${part} can only contain alphanumeric characters, underscores, or periods.`;
  }
  return /[a-zA-Z0-9]/.test(part) ? null : `Path component ${part} must have at least one alphanumeric character.`;
}

function valueFormat(format: unknown): Call["show"] {
  switch (format ?? "json") {
    case "json":
    case "convex_clean_json":
      return (value) => plain(jsonToConvex(value));
    case "convex_encoded_json":
    case "convex_json":
      return (value) => value;
    default:
      throw new HttpError(400, "BadFormat", `format param must be one of [\`json\`]. Got ${String(format)}`);
  }
}

/** Int64 as a decimal string, bytes as base64, everything else as it is. */
function plain(value: Value): JSONValue {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value as Record<string, Value | undefined>).flatMap(([field, item]) =>
        item === undefined ? [] : [[field, plain(item)]],
      ),
    );
  }
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : convexToJson(value);
}
