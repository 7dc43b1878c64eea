// A provider over real HTTP for tests: it speaks OpenAI's chat completions and Anthropic's messages, streamed as they
// stream them, and answers as it is told to: well, cut, fenced, refusing, filtered, failing, dropped, silent.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as textOf } from "node:stream/consumers";

export type Asked = {
  api: "openai" | "anthropic";
  model: string;
  system: string;
  turns: { role: string; text: string; pictures: string[] }[];
  /** The JSON Schema that was asked for. */
  schema?: Record<string, unknown> | undefined;
  maxTokens: number;
  key: string;
  body: Record<string, unknown>;
};

export type Reply =
  | { text: string; cut?: true; tokens?: [input: number, output: number]; noUsage?: true }
  | { refuse: string }
  | { filter: true }
  | { status: number; error: Record<string, unknown>; headers?: Record<string, string> }
  /** Breaks the connection off behind the text. */
  | { drop: string }
  /** Sends the text and then nothing, with the connection open. */
  | { silentAfter: string }
  /** What a proxy in between answers. */
  | { html: string };

export type TestProvider = {
  url: string;
  asked: Asked[];
  close(): Promise<void>;
};

export async function startTestProvider(
  reply: (asked: Asked, number: number) => Reply | Promise<Reply>,
): Promise<TestProvider> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request)) as Record<string, unknown>;
    const anthropic = request.url?.endsWith("/messages") === true;
    const question = anthropic ? askedOfAnthropic(body, request) : askedOfOpenAi(body, request);
    asked.push(question);
    send(response, question, await reply(question, asked.length));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, question: Asked, reply: Reply): void {
  if ("html" in reply) return void response.writeHead(200, { "content-type": "text/html" }).end(reply.html);
  if ("status" in reply) {
    const body = question.api === "openai" ? { error: reply.error } : { type: "error", error: reply.error };
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    return void response.end(JSON.stringify(body));
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  const text =
    "text" in reply ? reply.text : "drop" in reply ? reply.drop : "silentAfter" in reply ? reply.silentAfter : "";
  const stream = question.api === "openai" ? openAiStream(response, question) : anthropicStream(response, question);
  stream.begin();
  for (let at = 0; at < text.length; at += 40) stream.text(text.slice(at, at + 40));
  if ("drop" in reply) return void setImmediate(() => response.destroy());
  if ("silentAfter" in reply) return;
  if ("refuse" in reply) stream.refuse(reply.refuse);
  else if ("filter" in reply) stream.end("filter", [10, 0]);
  else stream.end(reply.cut ? "cut" : "stop", reply.noUsage ? null : (reply.tokens ?? [100, 50]));
}

type Stream = {
  begin(): void;
  text(part: string): void;
  refuse(why: string): void;
  end(how: "stop" | "cut" | "filter", tokens: [number, number] | null): void;
};

function openAiStream(response: ServerResponse, { model, body }: Asked): Stream {
  const line = (rest: object): void => {
    const chunk = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1_790_000_000, model, ...rest };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const choice = (delta: object, finish_reason: string | null = null) =>
    line({ choices: [{ index: 0, delta, logprobs: null, finish_reason }] });
  const done = (tokens: [number, number] | null): void => {
    const wanted = (body["stream_options"] as { include_usage?: boolean } | undefined)?.include_usage;
    if (tokens && wanted) {
      const [prompt_tokens, completion_tokens] = tokens;
      const total_tokens = prompt_tokens + completion_tokens;
      line({ choices: [], usage: { prompt_tokens, completion_tokens, total_tokens } });
    }
    response.end("data: [DONE]\n\n");
  };
  return {
    begin: () => choice({ role: "assistant", content: "", refusal: null }),
    text: (content) => choice({ content }),
    refuse(refusal) {
      choice({ refusal });
      choice({}, "stop");
      done([10, 5]);
    },
    end(how, tokens) {
      choice({}, { stop: "stop", cut: "length", filter: "content_filter" }[how]);
      done(tokens);
    },
  };
}

function anthropicStream(response: ServerResponse, { model }: Asked): Stream {
  const event = (type: string, rest: object): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`);
  };
  let input = 100;
  const delta = (text: string) => event("content_block_delta", { index: 0, delta: { type: "text_delta", text } });
  const end = (stop_reason: string, output_tokens: number): void => {
    event("content_block_stop", { index: 0 });
    event("message_delta", { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens } });
    event("message_stop", {});
    response.end();
  };
  return {
    begin() {
      const usage = { input_tokens: input, output_tokens: 1 };
      const message = { id: "msg_1", type: "message", role: "assistant", model, content: [], stop_reason: null, usage };
      event("message_start", { message });
      event("content_block_start", { index: 0, content_block: { type: "text", text: "" } });
      event("ping", {});
    },
    text: delta,
    refuse(why) {
      delta(why);
      end("refusal", 5);
    },
    end(how, tokens) {
      input = tokens?.[0] ?? 100;
      end({ stop: "end_turn", cut: "max_tokens", filter: "refusal" }[how], tokens?.[1] ?? 0);
    },
  };
}

type Part = { type: string; text?: string; image_url?: { url: string }; source?: { data: string } };

const partsOf = (content: unknown): Part[] =>
  typeof content === "string" ? [{ type: "text", text: content }] : (content as Part[]);

const turnOf = ({ role, content }: { role: string; content: unknown }): Asked["turns"][number] => ({
  role,
  text: partsOf(content)
    .flatMap(({ text }) => text ?? [])
    .join(""),
  pictures: partsOf(content).flatMap(({ image_url, source }) => image_url?.url ?? source?.data ?? []),
});

function askedOfOpenAi(body: Record<string, unknown>, { headers }: IncomingMessage): Asked {
  const [system, ...turns] = (body["messages"] as { role: string; content: unknown }[]).map(turnOf);
  const form = body["response_format"] as { json_schema?: { schema: Record<string, unknown> } } | undefined;
  return {
    api: "openai",
    model: String(body["model"]),
    system: system?.text ?? "",
    turns,
    schema: form?.json_schema?.schema,
    maxTokens: Number(body["max_completion_tokens"] ?? body["max_tokens"]),
    key: String(headers.authorization).replace("Bearer ", ""),
    body,
  };
}

function askedOfAnthropic(body: Record<string, unknown>, { headers }: IncomingMessage): Asked {
  const config = body["output_config"] as { format?: { schema: Record<string, unknown> } } | undefined;
  return {
    api: "anthropic",
    model: String(body["model"]),
    system: String(body["system"]),
    turns: (body["messages"] as { role: string; content: unknown }[]).map(turnOf),
    schema: config?.format?.schema,
    maxTokens: Number(body["max_tokens"]),
    key: String(headers["x-api-key"] ?? headers.authorization).replace("Bearer ", ""),
    body,
  };
}
