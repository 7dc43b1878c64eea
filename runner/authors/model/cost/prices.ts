// What models cost, in US dollars for a million tokens, as their makers published it in 2026. Prices change and models
// come: MODEL_PRICES adds to the table, and a model that neither knows has no price rather than a wrong one.
import * as z from "zod";
import type { Tokens } from "../provider/provider.ts";

export type Price = { input: number; output: number };
export type Prices = ReadonlyMap<string, Price>;

const published: Record<string, [input: number, output: number]> = {
  "gpt-5.5": [5, 30],
  "gpt-5.4": [2.5, 15],
  "gpt-5.4-mini": [0.75, 4.5],
  "gpt-5.4-nano": [0.2, 1.25],
  "gpt-4.1": [2, 8],
  "gpt-4.1-mini": [0.4, 1.6],
  "gpt-4o": [2.5, 10],
  "gpt-4o-mini": [0.15, 0.6],
  "claude-sonnet-5-5": [2, 10],
  "claude-sonnet-5": [2, 10],
  "claude-opus-4-6": [5, 25],
  "claude-opus-4-5": [5, 25],
  "claude-sonnet-4-6": [3, 15],
  "claude-sonnet-4-5": [3, 15],
  "claude-haiku-4-5": [1, 5],
};

/** `MODEL=IN/OUT`, several separated by commas. */
export const PriceList = z.string().transform((text, context): Map<string, Price> => {
  const added = new Map<string, Price>();
  for (const entry of text.split(",").map((part) => part.trim())) {
    if (entry === "") continue;
    const [, model, input, output] = /^(\S+)=(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(entry) ?? [];
    if (model === undefined) {
      context.addIssue({ code: "custom", message: "must be written MODEL=IN/OUT, in dollars for a million tokens" });
      return added;
    }
    added.set(model, { input: Number(input), output: Number(output) });
  }
  return added;
});

/** The published prices hold at the makers' own addresses alone. */
export function pricesWith(added: Prices, ownAddress: boolean): Prices {
  const known = ownAddress ? Object.entries(published) : [];
  return new Map([...known.map(([model, [input, output]]) => [model, { input, output }] as const), ...added]);
}

/** Null where the model has no known price. A dated name (`gpt-5.5-2026-04-23`) is its model's. */
export function priceOf(prices: Prices, model: string): Price | null {
  return prices.get(model) ?? prices.get(model.replace(/-\d{4}-?\d{2}-?\d{2}$/, "")) ?? null;
}

export function costOf({ input, output }: Tokens, price: Price): number {
  return (input * price.input + output * price.output) / 1e6;
}
