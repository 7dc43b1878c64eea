import { describe, expect, it } from "vitest";
import { decodeId, encodeId, newId } from "./ids.ts";
import { seeded } from "./seeded.ts";

describe("ids", () => {
  it("[ID1] an id gives back its table number and its random bytes", () => {
    const random = seeded(1);
    for (const table of [1, 127, 128, 10_001, 16_383, 16_384, 2 ** 21, 2 ** 28, 0xffffffff]) {
      const entropy = Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
      const id = encodeId(table, entropy);
      expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{31,37}$/);
      expect(decodeId(id)).toEqual({ tableNumber: table, entropy });
    }
  });

  it("[ID2] no other string is an id: every change of one character is noticed", () => {
    const id = newId(10_001);
    for (let i = 0; i < id.length; i++) {
      for (const character of "0189abyzABilou-") {
        const changed = id.slice(0, i) + character + id.slice(i + 1);
        if (changed !== id) expect(decodeId(changed)).toBeTypeOf("string");
      }
    }
    expect(decodeId("")).toBe("Invalid ID length 0");
    expect(decodeId(`${id}0`)).toBeTypeOf("string");
    expect(decodeId(id.toUpperCase())).toBeTypeOf("string");
  });

  it("[ID3] ids are not made twice", () => {
    expect(new Set(Array.from({ length: 5000 }, () => newId(10_001))).size).toBe(5000);
  });
});
