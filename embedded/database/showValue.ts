// Values as Convex's messages show them, which is as Rust prints what it debugs.
import { CommitTsPlaceholder, type Value } from "convex/values";

/** What stands for a time of commit that nobody knows yet. */
const greatestInt64 = 0x7fffffffffffffffn;

export function showValue(value: Value | undefined): string {
  if (value === undefined) return "undefined";
  if (value === null) return "null";
  if (value instanceof CommitTsPlaceholder) return `${greatestInt64}`;
  if (value instanceof ArrayBuffer) return `b"${Buffer.from(value).toString("base64")}"`;
  if (Array.isArray(value)) return `[${value.map(showValue).join(", ")}]`;
  switch (typeof value) {
    case "number":
      return showFloat(value);
    case "string":
      return showText(value);
    case "object":
      return `{${fieldNames(value)
        .map((field) => `${field}: ${showValue(value[field])}`)
        .join(", ")}}`;
    default:
      return `${value}`;
  }
}

export function typeName(value: Value | undefined): string {
  if (value === null) return "Null";
  if (value instanceof ArrayBuffer) return "Bytes";
  if (Array.isArray(value)) return "Array";
  if (value instanceof CommitTsPlaceholder) return "Int64";
  const names = { bigint: "Int64", number: "Float64", boolean: "Boolean", string: "String", object: "Object" } as const;
  return names[typeof value as keyof typeof names] ?? "undefined";
}

/** Of an object, without those that are undefined, in the order in which Convex goes through them. */
export function fieldNames(value: { [field: string]: unknown }): string[] {
  return Object.keys(value)
    .filter((field) => value[field] !== undefined)
    .sort();
}

export function showFields(paths: readonly string[]): string {
  return `[${paths.map((path) => `"${path}"`).join(", ")}]`;
}

export function showFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size >= 1e16 || (size !== 0 && size < 1e-4)) return value.toExponential().replace("e+", "e");
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}

const escapes: { [character: string]: string } = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\0": "\\0",
};

function showText(text: string): string {
  // What is not seen when it is printed.
  const shown = text.replace(/["\\]|[\p{C}\p{M}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, (character) => {
    return escapes[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
  return `"${shown}"`;
}
