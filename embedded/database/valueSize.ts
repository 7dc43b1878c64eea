// How many bytes a value counts, as `getConvexSize` of the convex package has it, for values that were decoded from JSON: every
// document that is read is measured, and this takes a third of the time.
import { CommitTsPlaceholder, type Value } from "convex/values";

const numberSize = 9;

export function valueSize(value: Value | undefined): number {
  switch (typeof value) {
    case "string":
      return 2 + Buffer.byteLength(value);
    case "number":
    case "bigint":
      return numberSize;
    case "boolean":
      return 1;
    case "undefined":
      return 0;
  }
  if (value === null) return 1;
  if (Array.isArray(value)) {
    let size = 2;
    for (const item of value) size += valueSize(item);
    return size;
  }
  if (value instanceof ArrayBuffer) return 2 + value.byteLength;
  if (value instanceof CommitTsPlaceholder) return numberSize;
  let size = 2;
  for (const field in value) {
    const inner = value[field];
    // Names of fields are ASCII.
    if (inner !== undefined) size += field.length + 1 + valueSize(inner);
  }
  return size;
}
