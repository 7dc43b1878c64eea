import { ConvexHttpClient } from "convex/browser";
import { expect, it } from "vitest";
import { adminKey, fn, servedFixture } from "../testServer.ts";

const served = servedFixture();

const send = (channel: string, text: string) =>
  served.client.mutation(fn("messages", "send"), { channel, text } as never);

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${served.server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

it("[HT13] query_ts gives a moment, query_at_ts reads at it whatever came later", async () => {
  await send("moment", "before");
  const { ts } = (await post("/api/query_ts", {})).body;
  await send("moment", "after");
  const query = { path: "messages:list", args: { channel: "moment" }, ts };
  expect((await post("/api/query_at_ts", query)).body).toMatchObject({ status: "success", value: ["before"] });
  const list = served.client.consistentQuery.bind(served.client) as unknown as (...call: never[]) => Promise<unknown>;
  expect(await list(fn("messages", "list"), { channel: "moment" } as never)).toEqual(["before", "after"]);
});

it("[HT14] a moment that is none, is to come or is not kept any more is refused in a sentence", async () => {
  const at = (ts: unknown) => post("/api/query_at_ts", { path: "messages:list", args: { channel: "x" }, ts });
  for (const ts of [undefined, 7, "", "AAAA"]) {
    expect(await at(ts)).toMatchObject({ status: 400, body: { code: "BadRequest" } });
  }
  expect(await at("/////////38=")).toMatchObject({ status: 400, body: { code: "TimestampInFuture" } });
});

it("[HT15] a batch is answered at one moment, each query by itself", async () => {
  await send("batch", "one");
  const queries = [
    { path: "messages:list", args: { channel: "batch" } },
    { path: "runtime:nothing", args: {} },
    { path: "messages:list", args: [{ channel: "none" }], format: "convex_encoded_json" },
  ];
  expect((await post("/api/query_batch", { queries })).body.results).toMatchObject([
    { status: "success", value: ["one"] },
    { status: "error", errorMessage: expect.stringContaining("Could not find public function for 'runtime:nothing'") },
    { status: "success", value: [] },
  ]);
  expect((await post("/api/query_batch", { queries: 7 })).status).toBe(400);
});

it("[HT16] queries by GET; values in plain JSON or in Convex's own", async () => {
  await post("/api/mutation", { path: "counters:add_", args: { name: "get", by: 1.5 } });
  const get = async (parameters: Record<string, string>) =>
    (await fetch(`${served.server.url}/api/query?${new URLSearchParams(parameters)}`)).json();
  const call = { path: "runtime:same", args: JSON.stringify({ value: { $integer: "BwAAAAAAAAA=" } }) };
  expect(await get(call)).toMatchObject({ status: "success", value: "7" });
  expect(await get({ ...call, format: "convex_encoded_json" })).toMatchObject({ value: { $integer: "BwAAAAAAAAA=" } });
  expect(await get({ path: "counters:get", args: '{"name":"get"}', format: "json" })).toMatchObject({ value: 1.5 });
  expect((await fetch(`${served.server.url}/api/query?path=counters:get&args={`)).status).toBe(400);
});

it("[HT17] `/api/run/…` names a function by its path", async () => {
  expect((await post("/api/run/counters/add_", { args: { name: "run", by: 2 } })).body).toMatchObject({ value: 2 });
  const missing = await post("/api/run/counters/nothing", { args: {} });
  expect(missing.body).toMatchObject({ status: "error" });
});

it("[HT18] pages of any origin may call, with credentials", async () => {
  const origin = "https://app.test";
  const preflight = await fetch(`${served.server.url}/api/query`, {
    method: "OPTIONS",
    headers: { Origin: origin, "Access-Control-Request-Headers": "content-type,convex-client" },
  });
  const header = (name: string) => preflight.headers.get(`access-control-${name}`);
  expect([header("allow-origin"), header("allow-credentials"), header("max-age")]).toEqual([origin, "true", "86400"]);
  expect(header("allow-headers")).toBe("content-type,convex-client");
  const answer = await post("/api/query", { path: "counters:get", args: { name: "x" } }, { Origin: origin });
  expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
});

it("[HT19] the admin acts as a user", async () => {
  const admin = new ConvexHttpClient(served.server.url, { logger: false }) as ConvexHttpClient & {
    setAdminAuth(key: string, identity?: object): void;
  };
  admin.setAdminAuth(adminKey, { subject: "ada", issuer: "https://issuer.test" });
  expect(await admin.query(fn("runtime", "whoAmI"))).toBe("https://issuer.test|ada");
  admin.setAdminAuth(adminKey);
  expect(await admin.query(fn("runtime", "whoAmI"))).toBeNull();
});

it("[HT20] an inline query reads, and is the admin's alone", async () => {
  await send("inline", "read");
  const source = `import { query } from "convex:/_system/repl/wrappers.js";
export default query({ handler: async (ctx) => {
  console.log("reading");
  return (await ctx.db.query("messages").withIndex("by_channel", (q) => q.eq("channel", "inline")).collect()).length;
} });`;
  const body = { adminKey, args: {}, bundle: { path: "testQuery.js", source }, format: "convex_encoded_json" };
  expect((await post("/api/run_test_function", body)).body).toEqual({
    status: "success",
    value: 1,
    logLines: ["[LOG] 'reading'"],
  });
  expect((await post("/api/run_test_function", { ...body, adminKey: "wrong" })).status).toBe(401);
  const broken = { ...body, bundle: { path: "testQuery.js", source: "export default (" } };
  expect((await post("/api/run_test_function", broken)).body).toMatchObject({
    status: "error",
    errorMessage: expect.stringContaining("could not be compiled"),
  });
});
