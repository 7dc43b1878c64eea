// The contract of models, kept by both APIs over real HTTP: good, cut, fenced, refusing, wrong, slow and failing answers.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { openAnswerCache } from "./answerCache.ts";
import { createBudget } from "./cost/budget.ts";
import { pricesWith } from "./cost/prices.ts";
import { createModel, type ModelDeps, type Question, type Usage } from "./model.ts";
import { anthropicProvider } from "./provider/anthropicProvider.ts";
import { openAiProvider } from "./provider/openaiProvider.ts";
import { type Asked, type Reply, startTestProvider } from "./testProvider.ts";

const apiKey = "sk-test-0123456789abcdef";
const Answer = z.object({ title: z.string().min(3), lines: z.array(z.string()), note: z.string().nullable() });
type Answer = z.infer<typeof Answer>;
const good: Answer = { title: "Slopes", lines: ["one", "two\nthree"], note: null };
const goodText = JSON.stringify(good);

const question: Question<Answer> = {
  purpose: "script",
  sceneKey: "one",
  system: "You write scenes.",
  turns: [{ role: "user", text: "Write one." }],
  form: { name: "scene", schema: Answer },
  maxTokens: 2000,
};

const apis = ["openai", "anthropic"] as const;

async function modelOf(
  api: (typeof apis)[number],
  reply: Reply[] | ((asked: Asked, number: number) => Reply),
  more: Partial<ModelDeps> & { budgetUsd?: number; silentMs?: number } = {},
) {
  const server = await startTestProvider((asked, number) => {
    if (typeof reply === "function") return reply(asked, number);
    return reply[Math.min(number, reply.length) - 1] ?? { text: "" };
  });
  onTestFinished(() => server.close());
  const settings = { apiKey, silentMs: more.silentMs ?? 5000 };
  const provider =
    api === "openai"
      ? await openAiProvider({ ...settings, baseUrl: `${server.url}/v1` })
      : await anthropicProvider({ ...settings, baseUrl: server.url });
  const usage: Usage[] = [];
  const retried: string[] = [];
  const model = createModel({
    provider,
    names: { main: "large", small: "little" },
    prices: pricesWith(new Map([["large", { input: 2, output: 10 }]]), false),
    budget: createBudget(more.budgetUsd, 0),
    cache: undefined,
    retries: { tries: 3, firstWaitMs: 1, longestWaitMs: 3000 },
    onUsage: (one) => usage.push(one),
    onRetry: ({ problem }) => retried.push(problem),
    ...more,
  });
  return { model, server, usage, retried };
}

describe.each(apis)("%s", (api) => {
  it("sends the key, the system prompt and a strict form, and reads the answer with its tokens", async () => {
    const { model, server, usage } = await modelOf(api, [{ text: goodText, tokens: [1000, 200] }]);
    const heard: number[] = [];
    expect(await model.ask({ ...question, onText: (characters) => heard.push(characters) })).toEqual(good);
    const [asked] = server.asked;
    expect(asked).toMatchObject({ api, key: apiKey, model: "large", maxTokens: 2000 });
    expect(asked?.system.startsWith(question.system)).toBe(true);
    expect(asked?.system).toContain('"required":["title","lines","note"]');
    expect(asked?.schema).toMatchObject({ additionalProperties: false, required: ["title", "lines", "note"] });
    expect(JSON.stringify(asked?.schema)).not.toContain("minLength");
    expect(heard.at(-1)).toBe(goodText.length);
    const { inputTokens, outputTokens, costUsd } = usage[0] ?? {};
    expect(outputTokens).toBe(200);
    expect(costUsd).toBeCloseTo(((inputTokens ?? 0) * 2 + 200 * 10) / 1e6, 12);
  });

  it("shows pictures", async () => {
    const { model, server } = await modelOf(api, [{ text: goodText }]);
    const pictures = [{ mediaType: "image/png" as const, base64: "iVBORw0KGgo=" }];
    await model.ask({ ...question, turns: [{ role: "user", text: "What is it?", pictures }] });
    expect(server.asked[0]?.turns[0]).toMatchObject({ text: "What is it?" });
    expect(server.asked[0]?.turns[0]?.pictures[0]).toContain("iVBORw0KGgo=");
  });

  it.each([
    ["in a fence", `Here you are:\n\n\`\`\`json\n${goodText}\n\`\`\`\nHave fun!`],
    ["with words around it", `Sure! {not json} ${goodText} Anything else?`],
    ["with bare line ends in its strings", goodText.replace("\\n", "\n")],
  ])("reads an answer %s", async (_, text) => {
    const { model, server } = await modelOf(api, [{ text }]);
    expect(await model.ask(question)).toEqual(good);
    expect(server.asked).toHaveLength(1);
  });

  it.each([
    ["goes on", goodText.slice(30)],
    ["repeats a little", goodText.slice(18)],
    ["begins anew", goodText],
    ["is fenced", `\`\`\`json\n${goodText.slice(30)}\n\`\`\``],
  ])("joins a cut answer with one that %s", async (_, rest) => {
    const { model, server } = await modelOf(api, [{ text: goodText.slice(0, 30), cut: true }, { text: rest }]);
    expect(await model.ask(question)).toEqual(good);
    expect(server.asked[1]?.schema).toBeUndefined();
    expect(server.asked[1]?.turns.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
  });

  it("gives up on an answer that is cut again and again", async () => {
    const { model, server } = await modelOf(api, [{ text: "{", cut: true }]);
    await expect(model.ask(question)).rejects.toMatchObject({ failure: { code: "model_answer" } });
    expect(server.asked).toHaveLength(4);
  });

  it("tells what was wrong, once, and takes the better answer", async () => {
    const { model, server } = await modelOf(api, [
      { text: '{"title":"no","lines":[],"note":null}' },
      { text: goodText },
    ]);
    expect(await model.ask(question)).toEqual(good);
    expect(server.asked[1]?.turns.at(-1)?.text).toContain("title: ");
  });

  it("asks the cheaper model to put into form what has none", async () => {
    const { model, server } = await modelOf(api, [{ text: "Slopes: one, two." }, { text: goodText }]);
    await model.ask(question);
    expect(server.asked.map((asked) => asked.model)).toEqual(["large", "little"]);
  });

  it("fails in one sentence where the second answer is wrong too", async () => {
    const { model, server } = await modelOf(api, [{ text: goodText }]);
    const fault = () => "the cue [[curve]] is not waited for";
    await expect(model.ask({ ...question, fault })).rejects.toMatchObject({
      failure: {
        code: "model_answer",
        message: "The model's answer can't be used: the cue [[curve]] is not waited for.",
      },
    });
    expect(server.asked).toHaveLength(2);
  });

  it("tells a refusal, and does not ask again", async () => {
    const { model, server } = await modelOf(api, [{ refuse: "I can't help with that." }]);
    await expect(model.ask(question)).rejects.toMatchObject({
      failure: { code: "model_refused", message: "The model declined to answer: I can't help with that." },
    });
    expect(server.asked).toHaveLength(1);
  });

  it.each<[string, Reply]>([
    [
      "429",
      { status: 429, error: { type: "rate_limit_error", message: "slow down" }, headers: { "retry-after-ms": "20" } },
    ],
    ["500", { status: 500, error: { type: "api_error", message: "oops" } }],
    ["529", { status: 529, error: { type: "overloaded_error", message: "Overloaded" } }],
    ["a connection that breaks off", { drop: goodText.slice(0, 50) }],
    ["silence", { silentAfter: goodText.slice(0, 50) }],
    ["a proxy's page", { html: "<html>Bad gateway</html>" }],
  ])("tries again after %s", async (_, bad) => {
    const { model, server, retried } = await modelOf(api, [bad, { text: goodText }], { silentMs: 300 });
    expect(await model.ask(question)).toEqual(good);
    expect(server.asked).toHaveLength(2);
    expect(retried).toHaveLength(1);
  });

  it("waits as long as it is asked to, and not for an hour", async () => {
    const busy = (seconds: string): Reply => ({
      status: 429,
      error: { type: "rate_limit_error", message: "slow down" },
      headers: { "retry-after": seconds },
    });
    const waits = await modelOf(api, [busy("1"), { text: goodText }]);
    const startedAt = performance.now();
    await waits.model.ask(question);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
    const { model, server } = await modelOf(api, [busy("3600")]);
    await expect(model.ask(question)).rejects.toMatchObject({ failure: { code: "model_unavailable" } });
    expect(server.asked).toHaveLength(1);
  });

  it("stops trying, and says so", async () => {
    const { model, server } = await modelOf(api, [{ status: 503, error: { message: "down" } }]);
    await expect(model.ask(question)).rejects.toMatchObject({ failure: { code: "model_unavailable" } });
    expect(server.asked).toHaveLength(3);
  });

  it.each<[string, Reply, string]>([
    ["a wrong key", { status: 401, error: { message: `Incorrect API key provided: ${apiKey}` } }, "model_key"],
    ["an unknown model", { status: 404, error: { message: "no such model" } }, "model_key"],
    [
      "no credit",
      { status: 429, error: { message: "quota", code: "insufficient_quota", type: "insufficient_quota" } },
      "model_key",
    ],
    [
      "a question it does not take",
      { status: 400, error: { message: `bad ${apiKey} sk-other-9876543210` } },
      "model_answer",
    ],
  ])("ends at once on %s, without the key in its sentence", async (_, bad, code) => {
    const { model, server } = await modelOf(api, [bad]);
    const error = await model.ask(question).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failure: { code } });
    const told = `${(error as Error).message} ${(error as Error).cause} ${(error as Error).stack}`;
    expect(told).not.toMatch(/sk-(test|other)/);
    expect(server.asked).toHaveLength(1);
  });

  it("stops when it is canceled, also while it waits", async () => {
    const controller = new AbortController();
    const { model } = await modelOf(api, () => {
      controller.abort();
      return { silentAfter: "{" };
    });
    await expect(model.ask({ ...question, signal: controller.signal })).rejects.toMatchObject({
      failure: { code: "canceled" },
    });
  });

  it("pays for what was written until it was stopped", async () => {
    const controller = new AbortController();
    const { model, usage } = await modelOf(api, [{ silentAfter: "x".repeat(300) }]);
    const onText = () => controller.abort();
    const asked = model.ask({ ...question, onText, signal: controller.signal });
    await expect(asked).rejects.toMatchObject({ failure: { code: "canceled" } });
    expect(usage).toHaveLength(1);
  });

  it("pays for an answer that broke off", async () => {
    const { model, usage } = await modelOf(api, [{ drop: "x".repeat(3000) }, { text: goodText }]);
    await model.ask(question);
    expect(usage).toHaveLength(2);
    expect(usage[0]?.outputTokens).toBeGreaterThanOrEqual(1000);
  });

  it("never passes its budget, with scenes written at the same time", async () => {
    // Each answer is as long as it may be.
    const { model, usage, server } = await modelOf(
      api,
      ({ maxTokens }) => ({ text: goodText, tokens: [100, maxTokens] }),
      { budgetUsd: 0.05 },
    );
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => model.ask(question)));
    const spent = usage.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
    expect(spent).toBeLessThanOrEqual(0.05);
    expect(asked.filter(({ status }) => status === "fulfilled").length).toBe(server.asked.length);
    expect(server.asked.length).toBeGreaterThanOrEqual(2);
    expect(asked.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { failure: { code: "budget_exceeded", message: expect.stringContaining("--budget") } },
    });
  });

  it("keeps no budget for a model whose price nobody knows, and no price either", async () => {
    const names = { main: "unheard-of", small: "unheard-of" };
    const free = await modelOf(api, [{ text: goodText }], { names });
    await free.model.ask(question);
    expect(free.usage[0]?.costUsd).toBeNull();
    const bounded = await modelOf(api, [{ text: goodText }], { names, budgetUsd: 1 });
    await expect(bounded.model.ask(question)).rejects.toMatchObject({
      failure: { code: "budget_exceeded", message: expect.stringContaining("MODEL_PRICES=unheard-of=IN/OUT") },
    });
    expect(bounded.server.asked).toHaveLength(0);
  });

  it("asks the same only once, and again for another question or model", async () => {
    const folder = await mkdtemp(join(tmpdir(), "answers-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const cache = openAnswerCache(folder);
    const { model, server, usage } = await modelOf(api, [{ text: goodText }], { cache });
    expect(await model.ask(question)).toEqual(good);
    expect(await model.ask(question)).toEqual(good);
    expect([server.asked.length, usage.length]).toEqual([1, 1]);
    await model.ask({ ...question, system: "Other." });
    expect(server.asked).toHaveLength(2);
  });
});

it("a model of Anthropic's that takes no strict form is asked without, and still told it", async () => {
  const { model, server } = await modelOf("anthropic", ({ schema }) =>
    schema
      ? {
          status: 400,
          error: { type: "invalid_request_error", message: "output_config: this model has no structured outputs" },
        }
      : { text: goodText },
  );
  expect(await model.ask(question)).toEqual(good);
  expect(await model.ask(question)).toEqual(good);
  expect(server.asked).toHaveLength(3);
  expect(server.asked.at(-1)?.system).toContain("JSON Schema");
});

describe("addresses that speak OpenAI's API in part", () => {
  it.each<[string, string, (body: Record<string, unknown>) => boolean]>([
    [
      "strict forms",
      "response_format json_schema is not supported",
      ({ response_format: form }) => (form as { type?: string } | undefined)?.type === "json_schema",
    ],
    ["any form", "Unknown parameter: response_format", (body) => "response_format" in body],
    ["usage in streams", "stream_options is not allowed", (body) => "stream_options" in body],
    [
      "the older limit",
      "Unsupported parameter: 'max_tokens', use 'max_completion_tokens' instead",
      (body) => "max_tokens" in body,
    ],
  ])("are asked without %s once they said so", async (_, message, offends) => {
    const { model, server, usage } = await modelOf("openai", ({ body }) =>
      offends(body) ? { status: 400, error: { message } } : { text: goodText, noUsage: true },
    );
    await model.ask(question);
    const first = server.asked.length;
    await model.ask(question);
    expect(server.asked.length).toBe(first + 1);
    expect(usage[0]?.outputTokens).toBeGreaterThan(10);
  });

  it("tell by content_filter that a filter stopped the answer", async () => {
    const { model } = await modelOf("openai", [{ filter: true }]);
    await expect(model.ask(question)).rejects.toMatchObject({ failure: { code: "model_filtered" } });
  });
});
