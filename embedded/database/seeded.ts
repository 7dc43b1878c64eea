// Random values for property tests, the same for the same seed.
import type { Value } from "convex/values";

export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

const floats = [
  0,
  -0,
  1,
  -1,
  0.5,
  1e300,
  -1e300,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];
const integers = [
  0n,
  1n,
  -1n,
  127n,
  128n,
  -128n,
  -129n,
  32767n,
  32768n,
  -32769n,
  2n ** 31n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];
const texts = ["", "a", "b", "ab", "a\0", "a\0b", "\u00ff", "\u0100", "\ud7ff", "\uffff", "😀", "zz"];

export function randomValue(random: Random, depth = 2): Value | undefined {
  switch (Math.floor(random() * (depth > 0 ? 10 : 8))) {
    case 0:
      return undefined;
    case 1:
      return null;
    case 2:
      return random() < 0.5 ? pick(random, integers) : BigInt(Math.floor((random() - 0.5) * 2 ** 40));
    case 3:
      return random() < 0.5 ? pick(random, floats) : (random() - 0.5) * 1000;
    case 4:
      return random() < 0.5;
    case 5:
    case 6:
      return pick(random, texts) + (random() < 0.3 ? pick(random, texts) : "");
    case 7:
      return Uint8Array.from({ length: Math.floor(random() * 4) }, () => pick(random, [0, 1, 254, 255])).buffer;
    case 8:
      return Array.from({ length: Math.floor(random() * 3) }, () => randomValue(random, depth - 1) ?? null);
    default: {
      const fields = ["", "a", "b", "ab"].filter(() => random() < 0.5);
      return Object.fromEntries(fields.map((field) => [field, randomValue(random, depth - 1) ?? null]));
    }
  }
}
