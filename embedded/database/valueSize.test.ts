import { getConvexSize, jsonToConvex } from "convex/values";
import { expect, it } from "vitest";
import { randomValue, seeded } from "./seeded.ts";
import { valueSize } from "./valueSize.ts";

it("[LIM1] sizes are those of the convex package", () => {
  const random = seeded(7);
  const placeholder = jsonToConvex({ $commitTs: null });
  const values = [...Array.from({ length: 500 }, () => randomValue(random, 4)), placeholder, "é\u{1f600}", undefined];
  for (const value of values) {
    expect(valueSize(value)).toBe(getConvexSize(value));
    expect(valueSize({ a: value, more: [value ?? null] })).toBe(
      getConvexSize({ a: value, more: [value ?? null] } as never),
    );
  }
});
