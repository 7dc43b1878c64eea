// Document ids: Crockford base32 of varint(table number), 16 bytes that no other id has and a Fletcher-16 checksum, each of
// its two sums modulo 256. Decoding is one-to-one: a string that is not exactly what `encodeId` gives is no id. One exception:
// the first versions of this deployment took the sums modulo 255, and the ids that they gave out stay what they are.
import { randomBytes } from "../randomBytes.ts";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const digitOf = new Map([...alphabet].map((digit, value) => [digit, value]));
const entropyBytes = 16;
const modulus = 256;
const earlierModulus = 255;
const checksumBytes = 2;
const minLength = 31;
const maxLength = 37;

export type DecodedId = { tableNumber: number; entropy: Uint8Array };

/**
 * Begins with the time, so that what is written together stands together in the indexes, and few of their pages change; 80
 * bits are random. (Convex's own are random up to the day at their end: nothing may depend on either.)
 */
export function newId(tableNumber: number, nowMs = Date.now()): string {
  const entropy = randomBytes(entropyBytes);
  new DataView(entropy.buffer).setUint16(0, nowMs / 2 ** 32);
  new DataView(entropy.buffer).setUint32(2, nowMs);
  return encodeId(tableNumber, entropy);
}

export function encodeId(tableNumber: number, entropy: Uint8Array): string {
  if (!Number.isInteger(tableNumber) || tableNumber < 1 || tableNumber > 0xffffffff) {
    throw new RangeError(`A table number is an integer from 1 to 4294967295, not ${tableNumber}.`);
  }
  if (entropy.length !== entropyBytes) throw new RangeError(`An id holds ${entropyBytes} bytes of its own.`);
  const body = [...varint(tableNumber), ...entropy];
  return toBase32([...body, ...fletcher16(body, modulus)]);
}

/** Why `id` is none, in Convex's words, or what is in it. */
export function decodeId(id: string): DecodedId | string {
  const length = Buffer.byteLength(id);
  if (length < minLength || length > maxLength) return `Invalid ID length ${length}`;
  const bytes = fromBase32(id);
  if (bytes === null) return "ID wasn't valid base32";
  if (bytes === "bits left over") return `Invalid ID length ${length}`;
  const body = bytes.subarray(0, bytes.length - checksumBytes);
  const prefix = body.subarray(0, body.length - entropyBytes);
  const tableNumber = readVarint(prefix);
  if (tableNumber === null) return "Invalid table number";
  const sum = littleEndian(bytes.subarray(bytes.length - checksumBytes));
  const expected = littleEndian(fletcher16(body, modulus));
  if (sum !== expected && sum !== littleEndian(fletcher16(body, earlierModulus))) {
    return `Invalid ID version ${sum} (expected ${expected})`;
  }
  return { tableNumber, entropy: body.slice(body.length - entropyBytes) };
}

function littleEndian([low = 0, high = 0]: Iterable<number>): number {
  return high * 256 + low;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}

function readVarint(bytes: Uint8Array): number | null {
  let value = 0;
  for (const [i, byte] of bytes.entries()) value += (byte & 0x7f) * 2 ** (7 * i);
  if (value < 1 || value > 0xffffffff) return null;
  const canonical = varint(value);
  return canonical.length === bytes.length && canonical.every((byte, i) => byte === bytes[i]) ? value : null;
}

function fletcher16(bytes: Iterable<number>, modulo: number): [number, number] {
  let low = 0;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % modulo;
    high = (high + low) % modulo;
  }
  return [low, high];
}

function toBase32(bytes: number[]): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(buffer << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Uint8Array | "bits left over" | null {
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const character of text) {
    const digit = digitOf.get(character);
    if (digit === undefined) return null;
    buffer = (buffer << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >> bits) & 0xff);
    }
    buffer &= (1 << bits) - 1;
  }
  // Padding is fewer bits than a digit, and zero.
  return bits < 5 && buffer === 0 ? Uint8Array.from(bytes) : "bits left over";
}
