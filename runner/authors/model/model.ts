// A model as authors use it: a question in, an answer of the wanted form out. Here come together the cache, the budget,
// the tries, the joining of cut answers, the reading of the form and one re-ask with what was wrong.
import type { ZodType } from "zod";
import { PipelineError } from "../../../shared/failures.ts";
import { answerForm, faultOf } from "./answer/answerForm.ts";
import { joined } from "./answer/joined.ts";
import { jsonIn } from "./answer/jsonIn.ts";
import type { AnswerCache } from "./answerCache.ts";
import type { Budget } from "./cost/budget.ts";
import { costOf, type Prices, priceOf } from "./cost/prices.ts";
import { problemSentence } from "./problemSentence.ts";
import {
  type Provider,
  type ProviderAnswer,
  ProviderError,
  type ProviderRequest,
  type Tokens,
  type Turn,
  tokensIn,
} from "./provider/provider.ts";
import { type RetryLimits, withRetries } from "./provider/retry.ts";

export type Purpose = "plan" | "script" | "mend" | "edit" | "picture";

export type Question<T> = {
  purpose: Purpose;
  /** The scene it is asked for. */
  sceneKey?: string | undefined;
  system: string;
  turns: readonly Turn[];
  form: { name: string; schema: ZodType<T> };
  /** What is wrong with an answer of the right form; null where nothing is. */
  fault?: ((answer: T) => string | null | Promise<string | null>) | undefined;
  /** Makes an answer usable that has a fault after the re-ask too; null where it can't. */
  lastResort?: ((answer: T) => T | null) | undefined;
  maxTokens: number;
  signal?: AbortSignal | undefined;
  onText?: ((characters: number) => void) | undefined;
};

/** One paid answer. `costUsd` is null where the model's price is not known. */
export type Usage = {
  purpose: Purpose;
  sceneKey?: string | undefined;
  model: string;
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
};

export type Model = {
  /** Throws PipelineError: budget_exceeded, model_refused, model_filtered, model_unavailable, model_key, model_answer. */
  ask<T>(question: Question<T>): Promise<T>;
  /** What the models are called, for what is shown. */
  names: { main: string; small: string };
};

export type ModelDeps = {
  provider: Provider;
  names: { main: string; small: string };
  prices: Prices;
  budget: Budget;
  cache: AnswerCache | undefined;
  retries: RetryLimits;
  onUsage: (usage: Usage) => void;
  /** A try that failed and will be made again. */
  onRetry?: ((error: ProviderError) => void) | undefined;
};

/** With the first part, so often a cut answer is gone on with. */
const mostContinuations = 3;

export function createModel(deps: ModelDeps): Model {
  const { provider, names, prices, budget, cache, retries } = deps;

  /** One request, with its tries, within the budget. */
  const answer = async <T>(
    question: Question<T>,
    request: Omit<ProviderRequest, "signal">,
  ): Promise<ProviderAnswer> => {
    const signal = question.signal ?? new AbortController().signal;
    const { model } = request;
    const price = priceOf(prices, model);
    const { purpose, sceneKey } = question;
    const pay = (tokens: Tokens): void =>
      deps.onUsage({
        ...{ purpose, sceneKey, model, inputTokens: tokens.input, outputTokens: tokens.output },
        costUsd: price === null ? null : costOf(tokens, price),
      });
    const attempt = async (): Promise<ProviderAnswer> => {
      const place = await budget.reserve(price, model, tokensIn(request), request.maxTokens);
      let spent: Tokens | undefined;
      try {
        signal.throwIfAborted();
        const answered = await provider.answer({ ...request, maxTokens: place.maxTokens, signal });
        spent = answered.tokens;
        return answered;
      } catch (error) {
        if (error instanceof ProviderError) spent = error.tokens;
        throw error;
      } finally {
        place.settle(spent);
        if (spent) pay(spent);
      }
    };
    try {
      return await withRetries(attempt, retries, signal, (error) => deps.onRetry?.(error));
    } catch (error) {
      if (signal.aborted) throw new PipelineError("canceled", undefined, { cause: error });
      if (error instanceof ProviderError) throw problemSentence(error, provider, model);
      throw error;
    }
  };

  /** An answer in full: what was cut off is asked for and joined. */
  const wholeAnswer = async <T>(question: Question<T>, request: Omit<ProviderRequest, "signal">): Promise<string> => {
    let part = await answer(question, request);
    let text = part.text;
    for (let number = 0; part.ending === "length" && number < mostContinuations; number++) {
      const turns: Turn[] = [...request.turns, { role: "assistant", text: text || "…" }, { role: "user", text: goOn }];
      // Without the form: a strict one would make the model begin anew.
      const { form: _, ...rest } = request;
      part = await answer(question, { ...rest, turns });
      text = joined(text, part.text);
    }
    if (part.ending === "refused")
      throw new PipelineError(
        "model_refused",
        `The model declined to answer: ${oneLine(part.text) || "it gave no reason"}.`,
      );
    if (part.ending === "filtered") throw new PipelineError("model_filtered");
    if (part.ending === "length")
      throw new PipelineError(
        "model_answer",
        "The model's answer was cut off again and again: ask for less, or take another model.",
      );
    return text;
  };

  const faultIn = async <T>(
    question: Question<T>,
    text: string,
  ): Promise<{ value: T } | { fault: string; value?: T }> => {
    const json = jsonIn(text);
    if (json === undefined) return { fault: "the answer holds no JSON object of the asked form" };
    const fault = faultOf(question.form.schema, json);
    if (fault !== null) return { fault };
    const value = question.form.schema.parse(json);
    const wrong = (await question.fault?.(value)) ?? null;
    return wrong === null ? { value } : { fault: wrong, value };
  };

  return {
    names,
    async ask(question) {
      const form = answerForm(question.form.name, question.form.schema);
      const { system, maxTokens, onText } = question;
      const key = [provider.name, provider.address, names.main, system, question.turns, form, maxTokens];
      const kept = await cache?.read(key);
      const known = question.form.schema.safeParse(kept);
      if (kept !== undefined && known.success) return known.data;
      const request = { system, turns: question.turns, form, maxTokens, onText };
      const text = await wholeAnswer(question, { ...request, model: names.main });
      let read = await faultIn(question, text);
      if ("fault" in read) {
        const turns: Turn[] = [
          ...question.turns,
          { role: "assistant", text: text || "…" },
          { role: "user", text: `That can't be used: ${read.fault}. Answer once more in full, with this put right.` },
        ];
        // Form is what the cheaper model is good enough for: the content stands in the answer before.
        const model = jsonIn(text) === undefined ? names.small : names.main;
        read = await faultIn(question, await wholeAnswer(question, { ...request, turns, model }));
      }
      const value = "fault" in read ? read.value && (question.lastResort?.(read.value) ?? undefined) : read.value;
      if (value === undefined)
        throw new PipelineError(
          "model_answer",
          `The model's answer can't be used: ${oneLine("fault" in read ? read.fault : "it is empty")}.`,
        );
      await cache?.keep(key, value);
      return value;
    },
  };
}

const goOn =
  "Your answer was cut off. Go on exactly where it stopped, in the middle of the word if need be: write only what is missing, repeat nothing, explain nothing.";

const oneLine = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 300)
    .replace(/[.\s]+$/, "");
