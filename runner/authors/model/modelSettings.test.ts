import { expect, it } from "vitest";
import * as z from "zod";
import { modelSettingsIn } from "../../stages/plan/modelAtHand.ts";
import { jsonIn } from "./answer/jsonIn.ts";
import { PriceList, priceOf } from "./cost/prices.ts";

const key = "sk-secret";

it("needs a key, or an address that wants none", () => {
  expect(modelSettingsIn({})).toBeNull();
  expect(modelSettingsIn({ OPENAI_API_KEY: "" })).toBeNull();
  expect(modelSettingsIn({ OPENAI_API_KEY: key })).toMatchObject({
    ...{ provider: "openai", address: "api.openai.com/v1", names: { main: "gpt-5.5", small: "gpt-5.4-mini" } },
  });
  expect(modelSettingsIn({ ANTHROPIC_API_KEY: key })).toMatchObject({ provider: "anthropic", apiKey: key });
  const local = { OPENAI_BASE_URL: "http://127.0.0.1:11434/v1/", OPENAI_MODEL: "qwen" };
  expect(modelSettingsIn(local)).toMatchObject({
    ...{ apiKey: "none", address: "127.0.0.1:11434/v1", names: { main: "qwen", small: "qwen" } },
  });
});

it("takes the provider that is named where both have a key", () => {
  const both = { OPENAI_API_KEY: key, ANTHROPIC_API_KEY: key };
  expect(modelSettingsIn(both)?.provider).toBe("openai");
  expect(modelSettingsIn({ ...both, MODEL_PROVIDER: "anthropic" })?.provider).toBe("anthropic");
});

it.each<[Record<string, string>, string]>([
  [{ OPENAI_BASE_URL: "http://127.0.0.1:1/v1" }, "OPENAI_MODEL is not set"],
  [{ OPENAI_BASE_URL: "localhost" }, "OPENAI_BASE_URL must be an http address"],
  [{ MODEL_PROVIDER: "anthropic", OPENAI_API_KEY: key }, "ANTHROPIC_API_KEY is not set"],
  [{ MODEL_PROVIDER: "bard" }, "MODEL_PROVIDER must be openai or anthropic"],
  [{ MODEL_BUDGET_USD: "much" }, "MODEL_BUDGET_USD must be a number of dollars"],
  [{ MODEL_PRICES: "cheap" }, "MODEL_PRICES must be written MODEL=IN/OUT"],
])("refuses %j in a sentence without the key", (environment, sentence) => {
  const read = () => modelSettingsIn(environment);
  expect(read).toThrow(sentence);
  expect(read).not.toThrow(key);
});

it("knows published prices at the maker's own address, dated names too, and those that are set", () => {
  const prices = modelSettingsIn({ OPENAI_API_KEY: key, MODEL_PRICES: "own=1/2.5, gpt-5.5=4/20" })?.prices ?? new Map();
  expect(priceOf(prices, "gpt-5.4-mini-2026-03-17")).toEqual({ input: 0.75, output: 4.5 });
  expect(priceOf(prices, "own")).toEqual({ input: 1, output: 2.5 });
  expect(priceOf(prices, "gpt-5.5")).toEqual({ input: 4, output: 20 });
  expect(priceOf(prices, "unheard-of")).toBeNull();
  const elsewhere = modelSettingsIn({ OPENAI_BASE_URL: "https://example.org/v1", OPENAI_MODEL: "gpt-5.5" });
  expect(priceOf(elsewhere?.prices ?? new Map(), "gpt-5.5")).toBeNull();
  expect(z.safeParse(PriceList, "a=1").success).toBe(false);
});

it("finds no JSON in a flood of braces, and does not take long over it", () => {
  expect(jsonIn("{".repeat(200_000))).toBeUndefined();
});
