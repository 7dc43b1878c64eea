// Byte-ordered keys: comparing two keys byte by byte gives Convex's order of the values they were made from.
// A key is held as a string with one character (0-255) per byte, so that `<`, Map and Set work on it as they are.
import { CommitTsPlaceholder, type Value } from "convex/values";

export type Key = string;

const tag = {
  undefined: "\x01",
  null: "\x03",
  zero: "\x08",
  float: "\x0d",
  false: "\x0e",
  true: "\x0f",
  string: "\x10",
  bytes: "\x11",
  array: "\x12",
  object: "\x15",
} as const;
const terminator = "\x00";
const scratch = Buffer.alloc(8);
const maxInt64 = 0x7fffffffffffffffn;

export function encodeKey(values: readonly (Value | undefined)[]): Key {
  let key = "";
  for (const value of values) key += encodeValue(value);
  return key;
}

/** The smallest key greater than every key that starts with `prefix`; null when there is none. */
export function afterPrefix(prefix: Key): Key | null {
  let end = prefix.length;
  while (end > 0 && prefix.charCodeAt(end - 1) === 0xff) end--;
  if (end === 0) return null;
  return prefix.slice(0, end - 1) + String.fromCharCode(prefix.charCodeAt(end - 1) + 1);
}

/**
 * Greater than every key that begins with these values, smaller than every other key after them. No value begins with FF: a key
 * that goes on with it is of another text, which goes on with 00 (`"a\0"` after `"a"`).
 */
export function afterValues(key: Key): Key {
  return `${key}\xff`;
}

/** The smallest key greater than `key` itself. */
export function afterKey(key: Key): Key {
  return `${key}\x00`;
}

export function keyToBytes(key: Key): Buffer {
  return Buffer.from(key, "latin1");
}

export function keyFromBytes(bytes: Uint8Array): Key {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function encodeValue(value: Value | undefined): Key {
  if (value === undefined) return tag.undefined;
  if (value === null) return tag.null;
  switch (typeof value) {
    case "bigint":
      return encodeInt64(value);
    case "number":
      return encodeFloat64(value);
    case "boolean":
      return value ? tag.true : tag.false;
    case "string":
      return tag.string + escaped(utf8(value)) + terminator;
  }
  if (value instanceof ArrayBuffer) return tag.bytes + escaped(Buffer.from(value).toString("latin1")) + terminator;
  // Its commit is later than every commit there is.
  if (value instanceof CommitTsPlaceholder) return encodeInt64(maxInt64);
  if (Array.isArray(value)) return tag.array + encodeKey(value) + terminator;
  let key: Key = tag.object;
  for (const field of Object.keys(value).sort()) {
    const inner = value[field];
    if (inner !== undefined) key += tag.string + escaped(field) + terminator + encodeValue(inner);
  }
  return key + terminator;
}

// Negative: 04 (8 bytes) to 07 (1 byte); zero: 08; positive: 09 (1 byte) to 0C (8 bytes). Two's complement, big-endian.
function encodeInt64(value: bigint): Key {
  if (value === 0n) return tag.zero;
  const negative = value < 0n;
  const magnitude = negative ? -value - 1n : value;
  const rank = magnitude <= 0x7fn ? 0 : magnitude <= 0x7fffn ? 1 : magnitude <= 0x7fffffffn ? 2 : 3;
  const width = 1 << rank;
  scratch.writeBigInt64BE(value);
  return String.fromCharCode(negative ? 7 - rank : 9 + rank) + scratch.toString("latin1", 8 - width, 8);
}

// IEEE-754 total order: positive numbers get their sign bit set, negative ones are inverted.
function encodeFloat64(value: number): Key {
  scratch.writeDoubleBE(value);
  const negative = (scratch[0] ?? 0) >= 0x80;
  if (negative) for (let i = 0; i < 8; i++) scratch[i] = ~(scratch[i] ?? 0) & 0xff;
  else scratch[0] = (scratch[0] ?? 0) | 0x80;
  return tag.float + scratch.toString("latin1", 0, 8);
}

function utf8(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 0x7f) return Buffer.from(text, "utf8").toString("latin1");
  }
  return text;
}

// 00 ends a string, so a 00 inside becomes 00 FF.
function escaped(bytes: string): string {
  return bytes.includes("\x00") ? bytes.replaceAll("\x00", "\x00\xff") : bytes;
}
