// Two numbers that belong together, as a prompt writes them: "48 and 18", "(48, 18)", "9 + 5".
import { z } from "zod";
import type { Parameter } from "../../parameters.ts";

type PairOptions = {
  fallback: [number, number];
  least: number;
  most: number;
  between: RegExp;
  words: readonly string[];
};

export function numberPair({ fallback, least, most, between, words }: PairOptions): Parameter<number[]> {
  const written = new RegExp(`(?<![\\d.])(\\d+)\\s*(?:${between.source})\\s*(\\d+)(?![\\d.])`, "i");
  return {
    schema: z.array(z.number().int().min(least).max(most)).length(2),
    fallback,
    wants: `two whole numbers from ${least} to ${most}`,
    words,
    read: (prompt) => {
      const [, one, other] = written.exec(prompt) ?? [];
      return one === undefined ? undefined : [Number(one), Number(other)];
    },
  };
}

export function gcd(one: number, other: number): number {
  return other === 0 ? one : gcd(other, one % other);
}
