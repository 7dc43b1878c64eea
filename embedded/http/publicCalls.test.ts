import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { ConvexHttpClient } from "convex/browser";
import { expect, it } from "vitest";
import { adminKey, fn, servedFixture } from "../testServer.ts";

const served = servedFixture();

const send = (channel: string, text: string) =>
  served.client.mutation(fn("messages", "send"), { channel, text } as never);

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${served.server.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
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

it("[HT31] a call that does not say that it is JSON, and what is none, is refused in Convex's words", async () => {
  const call = JSON.stringify({ path: "messages:list", args: { channel: "x" } });
  const sent = async (body: string, type: string) => {
    const headers = { "Content-Type": type };
    const response = await fetch(`${served.server.url}/api/query`, { method: "POST", headers, body });
    return [response.status, ((await response.json()) as { message?: string }).message];
  };
  const refused = [400, "Expected request with `Content-Type: application/json`"];
  expect(await sent(call, "text/plain;charset=UTF-8")).toEqual(refused);
  expect(await sent(call, "application/jsonp")).toEqual(refused);
  expect(await sent(call, "application/json; charset=utf-8")).toEqual([200, undefined]);
  expect(await sent(call, "application/vnd.call+json")).toEqual([200, undefined]);
  expect(await sent("{", "application/json")).toEqual([
    400,
    expect.stringMatching(/^Failed to parse the request body as JSON: /),
  ]);
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

it.each([
  [{ args: {} }, "BadJsonBody", /missing field `path`$/],
  [{ path: "messages:list" }, "BadJsonBody", /missing field `args`$/],
  [
    { path: "messages:list", args: {}, format: "xml" },
    "BadFormat",
    /^format param must be one of \[`json`\]. Got xml$/,
  ],
  [{ path: "", args: {} }, "BadConvexFunctionIdentifier", /is not a valid path to a Convex function\. Module path/],
  [{ path: "/messages:list", args: {} }, "BadConvexFunctionIdentifier", /must be relative/],
  [{ path: "../messages:list", args: {} }, "BadConvexFunctionIdentifier", /must have at least one alphanumeric/],
  [{ path: "messages.ts:list", args: {} }, "BadConvexFunctionIdentifier", /has an extension that isn't 'js'\.$/],
  [{ path: "mess ages:list", args: {} }, "BadConvexFunctionIdentifier", /can only contain alphanumeric characters/],
  [{ path: "messages:li-st", args: {} }, "BadConvexFunctionIdentifier", /^messages:li-st is not a valid path/],
])("[HT2] the call %j is refused before anything runs", async (call, code, message) => {
  for (const kind of ["query", "mutation", "action"]) {
    const { status, body } = await post(`/api/${kind}`, call);
    expect([status, body]).toEqual([400, { code, message: expect.stringMatching(message) }]);
  }
});

it("[HT27] a call has 16 MiB of arguments at most", async () => {
  const call = { path: "runtime:same", args: { value: "x".repeat(16 * 1024 * 1024 + 3_000) } };
  expect(await post("/api/query", call)).toMatchObject({ status: 413, body: { code: "RequestTooLarge" } });
  const compressed = await fetch(`${served.server.url}/api/query`, {
    method: "POST",
    headers: { "Content-Encoding": "gzip", "Content-Type": "application/json" },
    body: gzipSync(JSON.stringify(call)),
  });
  expect([compressed.status, (await compressed.json()).code]).toEqual([413, "RequestTooLarge"]);
});

it("[SCHED4] the admin cancels a job by its id, or all jobs", async () => {
  const asAdmin = { Authorization: `Convex ${adminKey}` };
  const schedule = () =>
    post("/api/mutation", { path: "counters:addLater", args: { name: "never", delayMs: 3_600_000, fail: false } });
  const jobs = async (state: string) => {
    const { value } = (
      await post("/api/query", { path: "runtime:systemTable", args: { name: "_scheduled_functions" } })
    ).body as { value: { all: { _id: string; state: { kind: string } }[] } };
    return value.all.filter(({ state: { kind } }) => kind === state).map(({ _id }) => _id);
  };
  const cancel = async (path: string, body: object, headers = asAdmin as Record<string, string>) =>
    (
      await fetch(`${served.server.url}${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: JSON.stringify(body),
      })
    ).status;
  await Promise.all([schedule(), schedule(), schedule()]);
  const [first] = await jobs("pending");
  expect(await cancel("/api/cancel_job", { id: first, componentId: null })).toBe(200);
  expect(await jobs("canceled")).toEqual([first]);
  expect(await cancel("/api/cancel_job", { id: "nonsense" })).toBe(400);
  expect(await cancel("/api/cancel_all_jobs", {}, {})).toBe(403);
  expect(await cancel("/api/cancel_all_jobs", { udfPath: "counters.js:add" })).toBe(200);
  expect(await jobs("pending")).toEqual([]);
});

it("[HT4] an answer of a function that printed nothing has no log lines", async () => {
  const answer = await post("/api/query", { path: "counters:get", args: { name: "silent" } });
  expect(Object.keys(answer.body).sort()).toEqual(["status", "value"]);
});

it("[HT2] a failure that was passed on names one request; what is kept of a scheduled one names none", async () => {
  const failed = (await post("/api/action", { path: "failing:inMutationOfAction", args: {} })).body;
  expect(failed.errorMessage.match(/Request ID/g)).toHaveLength(1);
  expect(failed.errorMessage).toMatch(/\nUncaught Error: Uncaught TypeError: in a mutation\n/);
  const { value: id } = (await post("/api/mutation", { path: "failing:later", args: {} })).body;
  const asAdmin = { Authorization: `Convex ${adminKey}` };
  const rows = { table: "_scheduled_functions", order: "desc", paginationOpts: { cursor: null, numItems: 10 } };
  const job = async () => {
    const { body } = await post("/api/function", { path: "_system/cli/tableData", args: rows }, asAdmin);
    return body.value.page.find(({ _id }: { _id: string }) => _id === id);
  };
  await expect.poll(async () => (await job())?.state.kind).toBe("failed");
  expect((await job()).state.error).toMatch(/^Uncaught TypeError: in a mutation\n/);
});

it("[TX9] nobody outside of a mutation gives the time of its commit", async () => {
  const args = { name: "x", by: { $commitTs: null } };
  for (const [kind, path] of [
    ["query", "runtime:same"],
    ["mutation", "counters:add_"],
    ["action", "runtime:addByAction"],
  ]) {
    expect((await post(`/api/${kind}`, { path, args })).body.errorMessage).toMatch(
      /Invalid arguments for \w+\.js:\w+: Field name \$commitTs starts with '\$', which is reserved\.$/,
    );
  }
});

it.each(["//", "//[x", "*", "http://["])("[HT28] the request for %s is answered, on both ports", async (target) => {
  for (const url of [served.server.url, served.server.siteUrl]) {
    const answer = await asked(new URL(url), target);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  }
  expect(await asked(new URL(served.server.url), target, "Connection: Upgrade\r\nUpgrade: websocket")).toMatch(/ 404 /);
  expect((await fetch(`${served.server.url}/version`)).status).toBe(200);
});

/** By hand: clients don't send such requests. */
function asked({ hostname, port }: URL, target: string, headers = "Connection: close"): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n`),
    );
    socket.setEncoding("utf8").on("data", (text: string) => {
      answer += text;
    });
    socket.on("error", reject).on("close", () => resolve(answer));
  });
}
