// What the environment says of models. Read by the runner's settings and by `plan`, which runs without the runner.
import * as z from "zod";
import { PriceList, type Prices, pricesWith } from "./cost/prices.ts";

const key = z.string().trim().min(1).optional();
const name = z.string().trim().min(1).max(200);
const address = z.url({ protocol: /^https?$/, error: "must be an http address" }).optional();

export const modelVariables = {
  OPENAI_API_KEY: key.describe(
    "Key of OpenAI, or of who answers at OPENAI_BASE_URL: with it, a model explains what nothing else here can.",
  ),
  OPENAI_BASE_URL: address.describe(
    "Another address that speaks OpenAI's API (Ollama, vLLM, Gemini, OpenRouter); a key only where it wants one.",
  ),
  OPENAI_MODEL: name
    .optional()
    .describe("Model that plans, writes and mends; gpt-5.5 at OpenAI, needed at another address."),
  OPENAI_MODEL_SMALL: name
    .optional()
    .describe("Cheaper model for what it can do; gpt-5.4-mini at OpenAI, OPENAI_MODEL elsewhere."),
  ANTHROPIC_API_KEY: key.describe("Key of Anthropic."),
  ANTHROPIC_BASE_URL: address.describe("Another address that speaks Anthropic's API."),
  ANTHROPIC_MODEL: name.default("claude-sonnet-5-5").describe("Anthropic's model that plans, writes and mends."),
  ANTHROPIC_MODEL_SMALL: name.default("claude-haiku-4-5").describe("Anthropic's cheaper model for what it can do."),
  MODEL_PROVIDER: z
    .enum(["openai", "anthropic"], { error: "must be openai or anthropic" })
    .optional()
    .describe("Which one is asked where both have a key; openai unless set."),
  MODEL_BUDGET_USD: z.coerce
    .number({ error: "must be a number of dollars" })
    .positive("must be more than 0")
    .optional()
    .describe(
      "What models may cost for one video, in US dollars; no limit unless set. `make --budget` goes before it.",
    ),
  MODEL_PRICES: PriceList.optional().describe(
    "Prices of models that are not known here: MODEL=IN/OUT in dollars for a million tokens, separated by commas.",
  ),
};

export type ModelSettings = {
  provider: "openai" | "anthropic";
  apiKey: string;
  baseUrl?: string | undefined;
  /** Host and path, for sentences and for what answers are kept under. */
  address: string;
  names: { main: string; small: string };
  prices: Prices;
  budgetUsd?: number | undefined;
};

type Variables = z.infer<z.ZodObject<typeof modelVariables>>;

/** The provider that is set up; null where none is. A sentence where something is missing. */
export function modelSettingsOf(variables: Variables): ModelSettings | null | { problem: string } {
  const hasOpenAi = variables.OPENAI_API_KEY !== undefined || variables.OPENAI_BASE_URL !== undefined;
  const hasAnthropic = variables.ANTHROPIC_API_KEY !== undefined;
  const wanted = variables.MODEL_PROVIDER ?? (hasOpenAi ? "openai" : "anthropic");
  const budget = variables.MODEL_BUDGET_USD === undefined ? {} : { budgetUsd: variables.MODEL_BUDGET_USD };
  const added = variables.MODEL_PRICES ?? new Map();
  if (wanted === "openai" && hasOpenAi) {
    const baseUrl = variables.OPENAI_BASE_URL;
    const main = variables.OPENAI_MODEL ?? (baseUrl === undefined ? "gpt-5.5" : undefined);
    if (main === undefined) return { problem: "OPENAI_MODEL is not set: it names the model at OPENAI_BASE_URL" };
    const small = variables.OPENAI_MODEL_SMALL ?? (baseUrl === undefined ? "gpt-5.4-mini" : main);
    return {
      ...{
        provider: "openai",
        baseUrl,
        address: placeOf(baseUrl ?? "https://api.openai.com/v1"),
        names: { main, small },
      },
      // Local servers want none, the SDK wants some.
      apiKey: variables.OPENAI_API_KEY ?? "none",
      ...{ prices: pricesWith(added, baseUrl === undefined), ...budget },
    };
  }
  if (wanted === "anthropic" && variables.ANTHROPIC_API_KEY !== undefined) {
    const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl } = variables;
    return {
      ...{ provider: "anthropic", apiKey, baseUrl, address: placeOf(baseUrl ?? "https://api.anthropic.com") },
      names: { main: variables.ANTHROPIC_MODEL, small: variables.ANTHROPIC_MODEL_SMALL },
      ...{ prices: pricesWith(added, baseUrl === undefined), ...budget },
    };
  }
  if (variables.MODEL_PROVIDER === undefined && !hasAnthropic) return null;
  return { problem: `MODEL_PROVIDER is ${wanted}, but ${wanted.toUpperCase()}_API_KEY is not set` };
}

function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\/+$/, "")}`;
}
