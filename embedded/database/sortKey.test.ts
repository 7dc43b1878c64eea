import { inspect } from "node:util";
import { compareValues } from "convex/values";
import { describe, expect, it } from "vitest";
import { randomValue, seeded } from "./seeded.ts";
import { afterKey, afterPrefix, afterValues, encodeKey, keyFromBytes, keyToBytes } from "./sortKey.ts";

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

describe("sort keys", () => {
  it("[VAL1] keys are ordered as the convex package orders the values", () => {
    const random = seeded(1);
    for (let i = 0; i < 20_000; i++) {
      const [a, b] = [randomValue(random), randomValue(random)];
      const [keyA, keyB] = [encodeKey([a]), encodeKey([b])];
      const byKey = order(keyA, keyB);
      const byBytes = Math.sign(Buffer.compare(keyToBytes(keyA), keyToBytes(keyB)));
      if (byKey === Math.sign(compareValues(a, b)) && byBytes === byKey) continue;
      expect.fail(`${inspect(a)} and ${inspect(b)} compare as ${byKey}`);
    }
  });

  it("[VAL2] a tuple is ordered by its first difference, whatever follows", () => {
    const random = seeded(2);
    for (let i = 0; i < 5000; i++) {
      const [a, b, c, d] = [1, 2, 3, 4].map(() => randomValue(random, 1));
      const expected = Math.sign(compareValues(a, b) || compareValues(c, d));
      expect(order(encodeKey([a, c]), encodeKey([b, d]))).toBe(expected);
    }
  });

  it("[VAL3] types are ordered undefined, null, int64, float64, boolean, string, bytes, array, object", () => {
    const values = [undefined, null, -1n, 0n, 5n, Number.NEGATIVE_INFINITY, -0, 0, Number.NaN, false, true, "", "a"];
    const all = [...values, new ArrayBuffer(0), [], [undefined as unknown as null], {}, { a: 1 }];
    const keys = all.map((value) => encodeKey([value]));
    expect([...keys].sort(order)).toEqual(keys);
  });

  it("[VAL4] everything with a prefix lies between it and the key after the prefix", () => {
    expect(afterPrefix("a\xff\xff")).toBe("b");
    expect(afterPrefix("\xff")).toBeNull();
    const random = seeded(3);
    for (let i = 0; i < 2000; i++) {
      const prefix = encodeKey([randomValue(random)]);
      const key = prefix + encodeKey([randomValue(random)]);
      expect(key >= prefix && key < (afterPrefix(prefix) ?? "")).toBe(true);
      expect(key < afterValues(prefix)).toBe(true);
      expect(afterKey(key) > key).toBe(true);
      expect(keyFromBytes(keyToBytes(key))).toBe(key);
    }
  });

  it("[VAL4] between a value and the key after it is nothing that begins with another value", () => {
    const random = seeded(4);
    for (let i = 0; i < 20_000; i++) {
      const [a, b] = [randomValue(random), randomValue(random)];
      const [start, other] = [encodeKey([a]), encodeKey([b, randomValue(random, 1)])];
      const between = other >= start && other < afterValues(start);
      if (between !== (compareValues(a, b) === 0)) expect.fail(`${inspect(b)} is within ${inspect(a)}`);
    }
    expect(encodeKey(["a\0"]) < afterValues(encodeKey(["a"]))).toBe(false);
  });
});
