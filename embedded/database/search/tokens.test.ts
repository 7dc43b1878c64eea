import { describe, expect, it } from "vitest";
import { lengthId, packWeight, termScore } from "./bm25.ts";
import { compareTerms, queryTerms, tokens } from "./tokens.ts";

describe("terms", () => {
  it.each([
    ["Hello, World! it's 3D", ["hello", "world", "it", "s", "3d"]],
    ["a_b-c.d/e@f", ["a", "b", "c", "d", "e", "f"]],
    ["Ünïcode ΣΊΣΥΦΟΣ Ⅷ ٣ 日本語", ["ünïcode", "σίσυφοσ", "ⅷ", "٣", "日本語"]],
    ["running RUNS ran the the", ["running", "runs", "ran", "the", "the"]],
    ["  ...  ", []],
    ["", []],
  ])(
    "[SRCH1] %j is split at what is neither letter nor digit, in lower case, without stems or stop words",
    (text, expected) => {
      expect(tokens(text)).toEqual(expected);
    },
  );

  it("[SRCH1] what has 32 bytes or more is no term", () => {
    expect(tokens(`${"a".repeat(31)} ${"b".repeat(32)} ${"é".repeat(15)} ${"é".repeat(16)}`)).toEqual([
      "a".repeat(31),
      "é".repeat(15),
    ]);
  });

  it("[SRCH1] a search has 16 terms at most", () => {
    expect(queryTerms(Array.from({ length: 20 }, (_, i) => `t${i}`).join(" "))).toHaveLength(16);
  });

  it("[SRCH1] terms are ordered by their bytes", () => {
    expect(["\u{1d7d8}", "\uff10", "z", "Z"].sort(compareTerms)).toEqual(["Z", "z", "\uff10", "\u{1d7d8}"]);
  });
});

describe("scores", () => {
  it("[SRCH3] lengths up to 40 are told apart, longer ones eight to a doubling", () => {
    expect([0, 1, 39, 40, 41, 42, 56, 59, 60, 84].map(lengthId)).toEqual([0, 1, 39, 40, 40, 41, 48, 48, 49, 55]);
    expect(lengthId(2 ** 31)).toBeLessThanOrEqual(255);
  });

  it("[SRCH3] a score is BM25's with k1 = 1.2 and b = 0.75", () => {
    const totals = { documents: 10, tokens: 50 };
    const rarity = Math.log(1 + (10 - 2 + 0.5) / (2 + 0.5));
    const expected = (rarity * 2.2 * 3) / (3 + 1.2 * (0.25 + (0.75 * 4) / 5));
    expect(termScore(totals, 2, 1)(packWeight(3, 4))).toBeCloseTo(expected, 10);
    expect(termScore(totals, 2, 0.5)(packWeight(3, 4))).toBeCloseTo(expected / 2, 10);
  });
});
