// OpenAI's chat completions, and whoever else speaks them: Ollama, vLLM, Gemini, OpenRouter. What one of those does not
// take (strict forms, usage in streams, the newer name of a limit) it says with a 400, and is then asked without it.
import type { OpenAI } from "openai";
import { problemOf } from "./problemOf.ts";
import {
  type Ending,
  type Provider,
  type ProviderAnswer,
  ProviderError,
  type ProviderRequest,
  systemWithForm,
  type Tokens,
  tokensIn,
  tokensOf,
} from "./provider.ts";
import { watchSilence } from "./silence.ts";

export type OpenAiSettings = { apiKey: string; baseUrl?: string | undefined; silentMs: number };

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming;
type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;

/** How far an address understands the API; each step back is made once and kept. */
type Dialect = { form: "schema" | "json" | "none"; limit: "max_completion_tokens" | "max_tokens"; usage: boolean };

export async function openAiProvider({ apiKey, baseUrl, silentMs }: OpenAiSettings): Promise<Provider> {
  const { OpenAI } = await import("openai");
  const client = new OpenAI({
    apiKey,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    // Tries are counted in one place (retry.ts), which also knows of streams that break off.
    maxRetries: 0,
    logLevel: "off",
  });
  const dialect: Dialect = {
    form: "schema",
    limit: baseUrl === undefined ? "max_completion_tokens" : "max_tokens",
    usage: true,
  };

  const once = async (request: ProviderRequest): Promise<ProviderAnswer> => {
    using watch = watchSilence(request.signal, silentMs);
    let text = "";
    let refusal = "";
    let ending: Ending | undefined;
    let tokens: Tokens | undefined;
    try {
      const stream = await client.chat.completions.create(bodyOf(request, dialect), { signal: watch.signal });
      for await (const chunk of stream) {
        watch.touch();
        const { usage } = chunk;
        if (usage) tokens = { input: usage.prompt_tokens, output: usage.completion_tokens, estimated: false };
        const choice = chunk.choices?.[0];
        text += choice?.delta?.content ?? "";
        refusal += choice?.delta?.refusal ?? "";
        if (choice?.delta?.content) request.onText?.(text.length);
        if (choice?.finish_reason) ending = endingOf(choice.finish_reason);
      }
      request.signal.throwIfAborted();
      if (watch.signal.aborted) throw watch.signal.reason;
      if (ending === undefined) throw new ProviderError("broken", "the answer broke off");
    } catch (error) {
      // What was written until it was stopped is paid for.
      if (text === "") request.signal.throwIfAborted();
      throw problemOf(watch.signal.aborted ? watch.signal.reason : error, [apiKey], spentOn(request, text));
    }
    if (refusal !== "") return { text: refusal, ending: "refused", tokens: tokens ?? counted(request, refusal) };
    return { text, ending, tokens: tokens ?? counted(request, text) };
  };

  return {
    name: "openai",
    address: new URL(client.baseURL).host + new URL(client.baseURL).pathname,
    async answer(request) {
      for (;;) {
        const before = { ...dialect };
        try {
          return await once(request);
        } catch (error) {
          if (!(error instanceof ProviderError) || error.problem !== "request") throw error;
          // Another question may have found it out meanwhile.
          if (!stepBack(dialect, error.message) && sameDialect(before, dialect)) throw error;
        }
      }
    },
  };
}

function bodyOf(request: ProviderRequest, dialect: Dialect): Body {
  const { model, turns, form, maxTokens } = request;
  return {
    model,
    messages: [{ role: "system", content: systemWithForm(request) }, ...turns.map(messageOf)],
    stream: true,
    ...(dialect.usage ? { stream_options: { include_usage: true } } : {}),
    [dialect.limit]: maxTokens,
    ...(form && dialect.form === "schema"
      ? { response_format: { type: "json_schema", json_schema: { ...form, strict: true } } }
      : {}),
    ...(form && dialect.form === "json" ? { response_format: { type: "json_object" } } : {}),
  };
}

function messageOf({ role, text, pictures = [] }: ProviderRequest["turns"][number]): Message {
  if (role === "assistant" || pictures.length === 0) return { role, content: text };
  return {
    role,
    content: [
      ...pictures.map(({ mediaType, base64 }) => ({
        type: "image_url" as const,
        image_url: { url: `data:${mediaType};base64,${base64}` },
      })),
      { type: "text", text },
    ],
  };
}

function endingOf(reason: string): Ending {
  if (reason === "length") return "length";
  return reason === "content_filter" ? "filtered" : "complete";
}

/** Leaves out what the 400 names; false where there is nothing left to leave out. */
function stepBack(dialect: Dialect, says: string): boolean {
  if (/stream_options|include_usage/i.test(says) && dialect.usage) {
    dialect.usage = false;
    return true;
  }
  if (/max_completion_tokens|max_tokens/i.test(says)) {
    const other = dialect.limit === "max_tokens" ? "max_completion_tokens" : "max_tokens";
    // The sentence names the one that is wanted after the one that is not.
    if (says.indexOf(dialect.limit) < 0 || !says.includes(other)) return false;
    dialect.limit = other;
    return true;
  }
  if (/response_format|json_schema|json_object|structured|schema|grammar/i.test(says) && dialect.form !== "none") {
    dialect.form = dialect.form === "schema" ? "json" : "none";
    return true;
  }
  return false;
}

const sameDialect = (one: Dialect, other: Dialect): boolean =>
  one.form === other.form && one.limit === other.limit && one.usage === other.usage;

const counted = (request: ProviderRequest, text: string): Tokens => ({
  input: tokensIn(request),
  output: tokensOf(text),
  estimated: true,
});

/** A try that broke off in the middle is paid for as far as it came. */
const spentOn = (request: ProviderRequest, text: string): Tokens | undefined =>
  text === "" ? undefined : counted(request, text);
