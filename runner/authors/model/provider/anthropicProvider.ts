// Anthropic's messages.
import type Anthropic from "@anthropic-ai/sdk";
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

export type AnthropicSettings = { apiKey: string; baseUrl?: string | undefined; silentMs: number };

type Body = Anthropic.MessageCreateParamsStreaming;

export async function anthropicProvider({ apiKey, baseUrl, silentMs }: AnthropicSettings): Promise<Provider> {
  const { Anthropic } = await import("@anthropic-ai/sdk");
  const client = new Anthropic({
    apiKey,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    // Tries are counted in one place (retry.ts), which also knows of streams that break off.
    maxRetries: 0,
    logLevel: "off",
  });

  const once = async (request: ProviderRequest, strict: boolean): Promise<ProviderAnswer> => {
    using watch = watchSilence(request.signal, silentMs);
    let text = "";
    let ending: Ending | undefined;
    let said = false;
    const tokens: Tokens = { input: tokensIn(request), output: 0, estimated: true };
    try {
      const stream = await client.messages.create(bodyOf(request, strict), { signal: watch.signal });
      for await (const event of stream) {
        watch.touch();
        if (event.type === "message_start") {
          tokens.input = event.message.usage.input_tokens;
          tokens.estimated = false;
        } else if (event.type === "content_block_delta" && event.delta.type === "text_delta") {
          text += event.delta.text;
          request.onText?.(text.length);
        } else if (event.type === "message_delta") {
          tokens.output = event.usage.output_tokens;
          said = true;
          if (event.delta.stop_reason) ending = endingOf(event.delta.stop_reason);
        }
      }
      request.signal.throwIfAborted();
      if (watch.signal.aborted) throw watch.signal.reason;
      if (ending === undefined) throw new ProviderError("broken", "the answer broke off");
    } catch (error) {
      // What was written until it was stopped is paid for.
      if (text === "") request.signal.throwIfAborted();
      const spent = text === "" ? undefined : { ...tokens, output: tokensOf(text), estimated: true };
      throw problemOf(watch.signal.aborted ? watch.signal.reason : error, [apiKey], spent);
    }
    if (!said) tokens.output = tokensOf(text);
    return { text, ending, tokens };
  };

  /** Models that said that they take no strict form. */
  const withoutForms = new Set<string>();
  return {
    name: "anthropic",
    address: new URL(client.baseURL).host + new URL(client.baseURL).pathname,
    async answer(request) {
      const strict = !withoutForms.has(request.model);
      try {
        return await once(request, strict);
      } catch (error) {
        const ofForm = error instanceof ProviderError && error.problem === "request" && formWords.test(error.message);
        if (!strict || !request.form || !ofForm) throw error;
        withoutForms.add(request.model);
        return await once(request, false);
      }
    },
  };
}

const formWords = /output_config|output_format|json_schema|structured|schema/i;

function bodyOf(request: ProviderRequest, strict: boolean): Body {
  const { model, turns, form, maxTokens } = request;
  return {
    model,
    system: systemWithForm(request),
    max_tokens: maxTokens,
    stream: true,
    messages: turns.map(({ role, text, pictures = [] }) => ({
      role,
      content: [
        ...pictures.map(({ mediaType, base64 }) => ({
          type: "image" as const,
          source: { type: "base64" as const, media_type: mediaType, data: base64 },
        })),
        { type: "text" as const, text },
      ],
    })),
    ...(form && strict ? { output_config: { format: { type: "json_schema", schema: form.schema } } } : {}),
  };
}

function endingOf(reason: Anthropic.StopReason): Ending {
  if (reason === "max_tokens" || reason === "model_context_window_exceeded") return "length";
  return reason === "refusal" ? "refused" : "complete";
}
