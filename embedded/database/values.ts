// What the database holds: decoded Convex values. Everything that leaves for JSON goes through convex/values.
import type { JSONValue, Value } from "convex/values";

export type { JSONValue, Value } from "convex/values";
/** Nanoseconds since the epoch; strictly increasing and never back, across restarts too. */
export type Timestamp = bigint;
/** The fields of a document before it has its system fields. */
export type Fields = { [field: string]: Value | undefined };
export type Doc = { _id: string; _creationTime: number; [field: string]: Value | undefined };
/** A value in a query or a patch, where a missing field differs from null. */
export type MaybeJson = JSONValue | { $undefined: null };

/** The value at a path such as "state.kind"; undefined where there is none. */
export function fieldAt(doc: Doc, path: string): Value | undefined {
  let value: Value | undefined = doc;
  for (const field of path.split(".")) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof ArrayBuffer) return;
    value = Object.hasOwn(value, field) ? (value as { [field: string]: Value | undefined })[field] : undefined;
  }
  return value;
}
