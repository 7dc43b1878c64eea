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

  it("[ID1] ids of Convex's own deployments are read as they are, and made alike", () => {
    for (const [id, table] of [
      ["kg204m40v9m1bmkthp86n486mh85s0rc", 540],
      ["m57068j1c1zsxfewzcd3jp3qjttx99vg", 10_017],
    ] as const) {
      const decoded = decodeId(id);
      expect(decoded).toMatchObject({ tableNumber: table });
      if (typeof decoded !== "string") expect(encodeId(table, decoded.entropy)).toBe(id);
    }
  });

  it("[ID1] ids that the first versions gave out, with their sums modulo 255, stay ids", () => {
    expect(decodeId("j57chv8j6xe839pby0akmqw4n77f7g1z")).toMatchObject({ tableNumber: 10_001 });
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
    expect(decodeId(id.toUpperCase())).toBe("ID wasn't valid base32");
    expect(decodeId("kg204m40v9m1bmkthp86n486mh85s0rd")).toMatch(/^Invalid ID version \d+ \(expected \d+\)$/);
    expect(decodeId("0".repeat(32))).toBe("Invalid table number");
  });

  it("[ID4] ids of later milliseconds sort later", () => {
    const times = [0, 1, 255, 2 ** 32 - 1, 2 ** 32, 1_800_000_000_000, 1_800_000_000_001, 2 ** 48 - 1];
    const ids = times.map((time) => newId(10_001, time));
    expect(ids.toSorted()).toEqual(ids);
    expect(ids.every((id) => typeof decodeId(id) === "object")).toBe(true);
  });

  it("[ID3] ids are not made twice", () => {
    expect(new Set(Array.from({ length: 5000 }, () => newId(10_001))).size).toBe(5000);
  });
});
