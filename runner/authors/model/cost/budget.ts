// A video's budget: before a question is asked, the most that it can cost is set aside, and the answer's length is bounded
// by what is left. So the budget is never passed, also not by scenes that are written at the same time.
import { PipelineError } from "../../../../shared/failures.ts";
import type { Tokens } from "../provider/provider.ts";
import { costOf, type Price } from "./prices.ts";

export type Reservation = {
  maxTokens: number;
  /** What it did cost; the rest is free again. */
  settle(tokens: Tokens | undefined): void;
};

export type Budget = {
  /** Waits while answers that are under way may still give something back; throws PipelineError `budget_exceeded`. */
  reserve(price: Price | null, model: string, inputTokens: number, maxTokens: number): Promise<Reservation>;
  spentUsd(): number;
};

/** An answer of fewer tokens is no scene and no plan: better to stop before it is asked for. */
const leastTokens = 1000;

export function createBudget(limitUsd: number | undefined, alreadyUsd: number): Budget {
  let spent = alreadyUsd;
  let reserved = 0;
  const waiting = new Set<() => void>();

  const exceeded = (): PipelineError =>
    new PipelineError(
      "budget_exceeded",
      `The video's budget of $${dollars(limitUsd ?? 0)} is used up ($${dollars(spent)} spent), and the next answer could pass it: raise it with --budget or MODEL_BUDGET_USD; what was answered is kept and costs nothing again.`,
    );

  const affordable = (price: Price, inputTokens: number): number => {
    const left = (limitUsd ?? Number.POSITIVE_INFINITY) - spent - reserved - (inputTokens * price.input) / 1e6;
    return price.output === 0 ? (left >= 0 ? Number.POSITIVE_INFINITY : 0) : Math.floor((left * 1e6) / price.output);
  };

  return {
    async reserve(price, model, inputTokens, maxTokens) {
      if (price === null) {
        if (limitUsd !== undefined)
          throw new PipelineError(
            "budget_exceeded",
            `Nobody knows what ${model} costs, so a budget can't be kept: set MODEL_PRICES=${model}=IN/OUT (dollars for a million tokens), or leave the budget out.`,
          );
        return { maxTokens, settle: () => undefined };
      }
      while (affordable(price, inputTokens) < Math.min(leastTokens, maxTokens)) {
        if (reserved <= 0) throw exceeded();
        await new Promise<void>((resolve) => waiting.add(resolve));
      }
      const granted = Math.min(maxTokens, affordable(price, inputTokens));
      const most = costOf({ input: inputTokens, output: granted, estimated: true }, price);
      reserved += most;
      let open = true;
      return {
        maxTokens: granted,
        settle(tokens) {
          if (!open) return;
          open = false;
          reserved = Math.max(0, reserved - most);
          // The sums of many small numbers leave a rest.
          if (reserved < 1e-12) reserved = 0;
          spent += tokens ? costOf(tokens, price) : 0;
          for (const go of waiting) go();
          waiting.clear();
        },
      };
    },
    spentUsd: () => spent,
  };
}

export const dollars = (usd: number): string => (usd >= 1 || usd === 0 ? usd.toFixed(2) : usd.toFixed(4));
