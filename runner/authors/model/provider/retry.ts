// Tries again what passes: too many requests, a provider that fails, a stream that breaks off or falls silent. The waits
// grow and are scattered, so that scenes written at the same time don't come back at the same time.
import { setTimeout as delay } from "node:timers/promises";
import { ProviderError } from "./provider.ts";

export type RetryLimits = {
  tries: number;
  /** Before the second try; doubles from try to try. */
  firstWaitMs: number;
  /** Who asks for more than this is taken to be away. */
  longestWaitMs: number;
};

export const usualRetries: RetryLimits = { tries: 5, firstWaitMs: 1000, longestWaitMs: 60_000 };

export async function withRetries<T>(
  attempt: () => Promise<T>,
  { tries, firstWaitMs, longestWaitMs }: RetryLimits,
  signal: AbortSignal,
  onFailed: (error: ProviderError) => void,
): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProviderError)) throw error;
      onFailed(error);
      const asked = error.retryAfterMs ?? 0;
      if (!error.passes || number >= tries || asked > longestWaitMs) throw error;
      const own = Math.min(longestWaitMs, firstWaitMs * 2 ** (number - 1));
      // At least as long as was asked for; the rest is chance.
      const wait = Math.max(asked, own / 2) + (Math.random() * own) / 2;
      await delay(wait, undefined, { signal });
    }
  }
}
