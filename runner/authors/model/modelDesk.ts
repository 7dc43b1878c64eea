// The models of a process: one provider with its key, prices and kept answers; every video gets a model with its own budget.
import { join } from "node:path";
import { openAnswerCache } from "./answerCache.ts";
import { createBudget } from "./cost/budget.ts";
import { createModel, type Model, type Usage } from "./model.ts";
import type { ModelSettings } from "./modelSettings.ts";
import { anthropicProvider } from "./provider/anthropicProvider.ts";
import { openAiProvider } from "./provider/openaiProvider.ts";
import type { Provider, ProviderError } from "./provider/provider.ts";
import { type RetryLimits, usualRetries } from "./provider/retry.ts";

export type VideoUse = {
  /** By default the settings' own. */
  budgetUsd?: number | undefined;
  spentUsd?: number | undefined;
  onUsage?: ((usage: Usage) => void) | undefined;
  onRetry?: ((error: ProviderError) => void) | undefined;
};

export type ModelDesk = { forVideo(use: VideoUse): Model };

/** A stream that says nothing for so long is taken to be dead; models that think say nothing for a while. */
const silentMs = 300_000;

/** `folder`: where answers are kept. */
export function openModelDesk(
  settings: ModelSettings,
  folder: string,
  limits: { retries?: RetryLimits; silentMs?: number } = {},
): ModelDesk {
  const provider = lateProvider(settings, limits.silentMs ?? silentMs);
  const cache = openAnswerCache(join(folder, "answers"));
  const { names, prices } = settings;
  return {
    forVideo: ({ budgetUsd = settings.budgetUsd, spentUsd = 0, onUsage, onRetry }) =>
      createModel({
        ...{ provider, names, prices, cache, retries: limits.retries ?? usualRetries, onRetry },
        budget: createBudget(budgetUsd, spentUsd),
        onUsage: (usage) => onUsage?.(usage),
      }),
  };
}

/** The SDK is loaded with the first question: most processes ask none. */
function lateProvider(settings: ModelSettings, silence: number): Provider {
  const { provider: name, apiKey, baseUrl, address } = settings;
  const open = () => (name === "openai" ? openAiProvider : anthropicProvider)({ apiKey, baseUrl, silentMs: silence });
  let opened: Promise<Provider> | undefined;
  return {
    name,
    address,
    async answer(request) {
      opened ??= open();
      return await (await opened).answer(request);
    },
  };
}
