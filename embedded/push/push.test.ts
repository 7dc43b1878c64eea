import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importInto } from "../snapshot/testSnapshots.ts";
import { adminKey, fixtureFunctions, startTestServer, type TestServer } from "../testServer.ts";
import { bundleDirectory } from "./bundle.ts";
import type { StartPushRequest } from "./pushRequest.ts";

let server: TestServer;
let folder: string;
const functions = () => join(folder, "convex");

beforeAll(async () => {
  server = await startTestServer();
  folder = mkdtempSync(join(tmpdir(), "push-"));
  cpSync(fixtureFunctions, functions(), { recursive: true });
  symlinkSync(join(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
});
afterAll(async () => {
  await server.dispose();
  rmSync(folder, { recursive: true });
});

const fn = (module: string, name: string) => (anyApi[module] as Record<string, never>)[name] as never;

async function post(path: string, body: object) {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ adminKey, ...body }),
  });
  return { status: response.status, body: await response.json() };
}
const start = async (change: Partial<StartPushRequest> = {}) =>
  post("/api/deploy2/start_push", { ...(await bundleDirectory(functions())), ...change });

function edit(file: string, from: string, to: string): void {
  const path = join(functions(), file);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
}

it("[PU7] components are refused in one sentence", async () => {
  expect(await start({ componentDefinitions: [{}] })).toEqual({
    status: 400,
    body: {
      code: "ComponentsNotSupported",
      message: "Components (app.use in convex.config.ts) are not supported by the embedded deployment.",
    },
  });
});

it("[PU8] a large table is indexed in the background: progress is told and the deployment goes on answering", async () => {
  const rows = Array.from({ length: 6_000 }, (_, n) => `${JSON.stringify({ channel: `c${n}`, text: "x" })}\n`).join("");
  await importInto(server, rows, { format: "jsonLines", tableName: "messages", mode: "append" });
  edit("schema.ts", '.index("by_channel", [', '.index("by_text", ["text"]).index("by_channel", [');
  const { schemaChange } = (await start()).body;
  const wait = () => post("/api/deploy2/wait_for_schema", { schemaChange, timeoutMs: 20, dryRun: false });
  const client = new ConvexHttpClient(server.url, { logger: false });
  const seen: unknown[] = [];
  let last = await wait();
  for (; last.body.type === "inProgress"; last = await wait()) {
    seen.push(last.body.components[""]);
    await client.mutation(fn("messages", "send"), { channel: "meanwhile", text: "y" } as never);
  }
  expect(seen[0]).toEqual({ schemaValidationComplete: expect.any(Boolean), indexesComplete: 0, indexesTotal: 1 });
  expect(last.body).toEqual({ type: "complete" });
  expect((await post("/api/deploy2/finish_push", { startPush: { schemaChange }, dryRun: false })).status).toBe(200);
  expect(await client.query(fn("messages", "list"), { channel: "meanwhile" } as never)).toHaveLength(seen.length);
});

it("[PU9] documents that do not match are named in Convex's words, and nothing is made live", async () => {
  await new ConvexHttpClient(server.url, { logger: false }).mutation(fn("counters", "add_"), {
    name: "typed",
    by: 1,
  } as never);
  edit("schema.ts", "value: v.number()", "value: v.string()");
  const { schemaChange } = (await start()).body;
  const { body } = await post("/api/deploy2/wait_for_schema", { schemaChange, timeoutMs: 10_000, dryRun: false });
  expect(body).toMatchObject({ type: "failed", componentPath: "", tableName: "counters" });
  expect(body.error).toMatch(
    /^Document with ID "\w+" in table "counters" does not match the schema: Value does not match validator\.\nPath: \.value\nValue: \d+\.0\nValidator: v\.string\(\)$/,
  );
  const finished = await post("/api/deploy2/finish_push", { startPush: { schemaChange }, dryRun: false });
  expect([finished.status, finished.body.code]).toEqual([400, "SchemaDefinitionError"]);
  edit("schema.ts", "value: v.string()", "value: v.number()");
});

it("[PU10] subscribers get the new code's result with the push, without asking again", async () => {
  const seen: unknown[] = [];
  const subscriber = new ConvexClient(server.url);
  subscriber.onUpdate(fn("runtime", "same"), { value: "old" } as never, (value: unknown) => seen.push(value));
  await expect.poll(() => seen).toEqual(["old"]);
  edit("runtime.ts", "handler: (_ctx, { value }) => value", 'handler: (_ctx, { value }) => [value, "new"]');
  await server.pushDirectory(functions());
  await expect.poll(() => seen.at(-1)).toEqual(["old", "new"]);
  await subscriber.close();
});

it("[PU11] of two pushes side by side the earlier one is told that it was overtaken, if its schema was another", async () => {
  const wait = async ({ schemaChange }: { schemaChange: object }) =>
    (await post("/api/deploy2/wait_for_schema", { schemaChange, timeoutMs: 10_000, dryRun: false })).body.type;
  const finish = async (startPush: object) => {
    const { status, body } = await post("/api/deploy2/finish_push", { startPush, dryRun: false });
    return status === 200 ? "live" : body.code;
  };
  edit("schema.ts", '.index("by_channel", [', '.index("by_first", ["text", "channel"]).index("by_channel", [');
  const first = (await start()).body;
  // Its index is in the making when the next one comes.
  const begun = await post("/api/deploy2/wait_for_schema", { ...first, timeoutMs: 0, dryRun: false });
  expect(begun.body.type).toBe("inProgress");
  edit("schema.ts", "by_first", "by_second");
  const [second, same] = [(await start()).body, (await start()).body];
  expect([await wait(first), await finish(first)]).toEqual(["raceDetected", "RaceDetected"]);
  expect([await wait(second), await wait(same)]).toEqual(["complete", "complete"]);
  expect([await finish(second), await finish(same)]).toEqual(["live", "live"]);
});

it("[PU19] environment variables that changed during a push make it begin anew", async () => {
  const startPush = (await start()).body;
  await post("/api/update_environment_variables", { changes: [{ name: "DURING", value: "a push" }] });
  const finished = await post("/api/deploy2/finish_push", { startPush, dryRun: false });
  expect(finished.body).toEqual({
    code: "RaceDetected",
    message: "Hit an error while pushing:\nEnvironment variables have changed during push",
  });
});

it("[PU20] a push tells which indexes it makes and drops, and what else it changes", async () => {
  edit(
    "schema.ts",
    '.index("by_second", ["text", "channel"])',
    '.index("by_third", { fields: ["text", "channel"], staged: true })',
  );
  edit(
    "crons.ts",
    "export default crons;",
    'crons.daily("nightly", { hourUTC: 3 }, "counters:add");\nexport default crons;',
  );
  const startPush = (await start()).body;
  const dropped = {
    name: "messages.by_second",
    type: "database",
    fields: ["text", "channel", "_creationTime"],
    staged: false,
  };
  const added = { ...dropped, name: "messages.by_third", staged: true };
  const indexes = { added_indexes: [added], removed_indexes: [dropped], enabled_indexes: [], disabled_indexes: [] };
  expect(startPush.schemaChange.indexDiffs).toEqual({ "": indexes });
  const { body } = await post("/api/deploy2/finish_push", { startPush, dryRun: false });
  expect(body.componentDiffs[""]).toMatchObject({
    diffType: { type: "modify" },
    moduleDiff: { added: [], removed: [] },
    cronDiff: { added: ["nightly"], updated: [], deleted: [] },
    indexDiff: indexes,
    schemaDiff: { next_schema: expect.stringContaining("by_third") },
  });
});

it("[PU21] what a schema would do is told before the push: tables that are read through, indexes, numbers of documents", async () => {
  edit("schema.ts", '{ fields: ["text", "channel"], staged: true }', '["text", "channel"]');
  edit("schema.ts", "value: v.number()", "value: v.union(v.number(), v.null())");
  const { body } = await post("/api/deploy2/evaluate_schema", await bundleDirectory(functions()));
  const evaluation = body.componentSchemaEvaluations[""];
  expect(evaluation.tables).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: "counters", outcome: "mustWalk", numDocs: 2, sizeBytes: expect.any(Number) }),
      expect.objectContaining({ name: "messages", outcome: "supersetOfEnforced" }),
    ]),
  );
  const indexes = evaluation.indexes.filter(({ name }: { name: string }) => name.startsWith("messages."));
  expect(indexes).toMatchObject([
    { name: "messages.by_third", change: "enabled", needsBackfill: true, numDocs: expect.any(Number) },
    { name: "messages.by_channel", change: "identical", needsBackfill: false },
    { name: "messages.by_text", change: "identical", needsBackfill: false },
  ]);
  const evaluated = await post("/api/deploy2/evaluate_push", await bundleDirectory(functions()));
  expect(evaluated.body.schemaChange.indexDiffs[""].enabled_indexes).toMatchObject([{ name: "messages.by_third" }]);
});

it.each([
  ["http.ts", "export default 7;", "The default export of `convex/http.js` is not a Router."],
  ["http.ts", "export const x = 7;", "`convex/http.js` must have a default export of a Router."],
  ["crons.ts", "export default {};", "The default export of `convex/crons.js` is not a Crons object."],
  ["other.ts", 'export const x = 1; throw new Error("no");', "Failed to analyze other.js: Uncaught Error: no\n    at"],
])("[PU4] %s with %s is refused in Convex's words", async (file, source, message) => {
  expect(await refusalOf(file, source, message.length)).toBe(message);
});

const record = (keys: object) => ({
  type: "record",
  keys,
  values: { fieldType: { type: "any" }, optional: false },
});
const field = (fieldType: object) => ({ fieldType, optional: false });
const docs = "\nSee https://docs.convex.dev/functions/validation for docs on how to do";
it.each([
  ["args", { type: "string" }, "exportArgs(): Args validator must be an object or any"],
  [
    "args",
    { type: "object", value: { "a-b": field({ type: "any" }) } },
    `exportArgs(): Error in args validator: Identifier a-b has invalid character '-': Identifiers can only contain alphanumeric characters or underscores${docs} argument validation.`,
  ],
  [
    "returns",
    record({ type: "literal", value: "a" }),
    `exportReturns(): Error in returns validator: Records cannot have string literal keys${docs} return value validation.`,
  ],
])("[PU27] %s that are no validator are refused in Convex's words: %o", async (which, validator, message) => {
  const json = { args: { type: "any" }, returns: null, [which]: validator };
  const source = `export const f = Object.assign(() => 1, {
    isQuery: true, isPublic: true,
    exportArgs: () => ${JSON.stringify(JSON.stringify(json.args))},
    exportReturns: () => ${JSON.stringify(JSON.stringify(json.returns))},
  });`;
  const told = `Invalid JSON returned from other.js:f.${message}`;
  expect(await refusalOf("other.ts", source)).toBe(told);
});

/** What a push of one more module is told, without Convex's introduction. */
async function refusalOf(file: string, source: string, length?: number): Promise<string> {
  const module = { path: file.replace(".ts", ".js"), source, environment: "isolate" as const };
  const { appDefinition } = await bundleDirectory(functions());
  const others = appDefinition.changedModules.filter(({ path }) => path !== module.path);
  const answer = await start({ appDefinition: { ...appDefinition, changedModules: [...others, module] } });
  const introduction =
    "Hit an error while pushing:\nLoading the pushed modules encountered the following\n    error:\n";
  expect(answer.body.code).toBe("InvalidModules");
  expect(answer.body.message.slice(0, introduction.length)).toBe(introduction);
  return answer.body.message.slice(introduction.length, length && introduction.length + length);
}

const provider = (fields: string) => `export default { providers: [{ ${fields} }] };`;
const custom = 'type: "customJwt", issuer: "https://a.test", jwks: "data:,"';
it.each([
  ["export const x = 1;", /^The pushed auth config is invalid: auth config file is missing default export\./],
  ["export default { provider: [] };", /must include a list of provider credentials: missing field `providers`$/],
  [provider('domain: "a.test"'), /Provider at index 0 needs a 'domain' and an 'applicationID'\.$/],
  [provider('domain: "a.test", applicationId: "a"'), /spelled lowercase 'application', capital I, capital D\.$/],
  [provider('domain: "token", applicationID: "a"'), /Invalid provider domain URL "token": Does not look like a URL/],
  [provider('issuer: "a.test", applicationID: "a"'), /is oidc so cannot have an 'issuer' specified\.$/],
  [provider('type: "saml", domain: "a.test", applicationID: "a"'), /has unexpected 'type' value 'saml'$/],
  [provider(`${custom}, algorithm: "EdDSA"`), /unknown variant `EdDSA`, expected `RS256` or `ES256`$/],
  [provider(`${custom}, domain: "a.test"`), /is a customJwt so cannot have a 'domain' specified$/],
])("[PU22] the auth.config %s is refused when it is pushed", async (source, message) => {
  const { appDefinition } = await bundleDirectory(functions());
  const config = { path: "auth.config.js", source, environment: "isolate" as const };
  const others = appDefinition.changedModules.filter(({ path }) => path !== config.path);
  const answer = await start({ appDefinition: { ...appDefinition, changedModules: [...others, config] } });
  expect(answer.body.code).toBe("InvalidAuthConfig");
  expect(answer.body.message.replace("Hit an error while pushing:\n", "")).toMatch(message);
});

it("[PU6] a variable that auth.config reads can't be taken away, and a deployment that has it starts again", async () => {
  const change = (value: string | null) =>
    post("/api/update_environment_variables", { changes: [{ name: "WHO", value }] });
  await change("https://who.test");
  writeFileSync(
    join(functions(), "auth.config.ts"),
    'export default { providers: [{ domain: process.env["WHO"] ?? "", applicationID: "a" }] };',
  );
  await server.pushDirectory(functions());
  const trusted = async () => (await post("/api/get_config_hashes", {})).body.config.authInfo;
  expect(await trusted()).toEqual([{ domain: "https://who.test", applicationID: "a" }]);
  expect(await change(null)).toEqual({
    status: 400,
    body: {
      code: "AuthConfigMissingEnvironmentVariable",
      message: "Environment variable WHO is used in auth config file but its value was not set",
    },
  });
  expect((await change("no url")).body).toMatchObject({
    code: "InvalidAuthConfig",
    message: expect.stringMatching(/^This change would make the auth config invalid: Invalid provider domain URL/),
  });
  await change("who.example.com");
  server = await server.restart();
  expect(await trusted()).toEqual([{ domain: "https://who.example.com", applicationID: "a" }]);
});

describe("convex.config", () => {
  const config = (options: string) =>
    writeFileSync(
      join(functions(), "convex.config.ts"),
      `import { defineApp } from "convex/server";\nimport { v } from "convex/values";\nexport default defineApp(${options});\n`,
    );
  const set = (name: string, value: string | null) =>
    post("/api/update_environment_variables", { changes: [{ name, value }] });
  afterAll(() => rmSync(join(functions(), "convex.config.ts")));

  it("[PU24] the variables that it declares must be there and be what it says, before a push and after it", async () => {
    config('{ env: { MODE: v.union(v.literal("a"), v.literal("b")), NOTE: v.optional(v.string()) } }');
    const begun = await start();
    expect(begun.body.analysis[""].definition.envVars).toMatchObject([
      ["MODE", { type: "value", value: expect.stringContaining("union") }],
      ["NOTE", { optional: true }],
    ]);
    const finish = async () =>
      (await post("/api/deploy2/finish_push", { startPush: (await start()).body, dryRun: false })).body;
    expect(await finish()).toMatchObject({
      code: "MissingEnvironmentVariables",
      message: expect.stringContaining("Required environment variables are not set: MODE. Set them in"),
    });
    await set("MODE", "c");
    expect(await finish()).toMatchObject({ code: "InvalidEnvironmentVariable" });
    await set("MODE", "b");
    expect(await finish()).toMatchObject({ authDiff: { added: [], removed: [] } });
    expect((await set("MODE", null)).body).toMatchObject({ code: "RequiredEnvironmentVariable" });
    expect((await set("MODE", "c")).body).toMatchObject({
      code: "InvalidEnvironmentVariable",
      message: expect.stringMatching(/^Environment variable MODE does not match its declared validator: /),
    });
    expect((await set("NOTE", "x")).status).toBe(200);
  });

  it("[PU24] a declaration that is no text is refused", async () => {
    config("{ env: { COUNT: v.number() } }");
    expect((await start()).body).toMatchObject({ code: "InvalidEnvVarDeclaration" });
  });

  it("[HT6] its prefix is where the app's routes begin", async () => {
    config('{ httpPrefix: "/below" }');
    await server.pushDirectory(functions());
    const large = await fetch(`${server.siteUrl}/below/large`, { method: "HEAD" });
    expect([large.status, (await fetch(`${server.siteUrl}/large`)).status]).toEqual([200, 404]);
  });

  it("[PU7] components are refused without the CLI, too", async () => {
    writeFileSync(join(functions(), "convex.config.ts"), "export default defineApp().use(counter);");
    await expect(server.pushDirectory(functions())).rejects.toThrow("Components (app.use in convex.config.ts)");
  });
});

it("[PU23] what is no push is refused", async () => {
  const wrong = [
    ["start_push", {}],
    ["evaluate_schema", { appDefinition: 7 }],
    ["wait_for_schema", {}],
    ["finish_push", { startPush: { schemaChange: { schemaIds: { "": "none" } } } }],
  ] as const;
  const answers = await Promise.all(wrong.map(([path, body]) => post(`/api/deploy2/${path}`, body)));
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [400, "BadJsonBody"],
    [400, "BadJsonBody"],
    [400, "BadJsonBody"],
    [400, "UnknownPush"],
  ]);
});

it("[PU26] a package that is not in the bundle is named, with what to do", async () => {
  const { appDefinition } = await bundleDirectory(functions());
  const source = '"use node"; import { make } from "surely-not-installed"; export const made = make;';
  const module = { path: "needing.js", source, environment: "node" as const };
  const changedModules = [...appDefinition.changedModules, module];
  expect((await start({ appDefinition: { ...appDefinition, changedModules } })).body.message).toContain(
    'needing.js needs the package "surely-not-installed", which convex.json keeps out of the bundle',
  );
});

it("[PU4] a cron whose schedule never comes is refused before anything is live", async () => {
  edit("crons.ts", "crons.daily(", 'crons.cron("never", "0 0 31 2 *", "counters:add");\ncrons.daily(');
  expect((await start()).body).toMatchObject({ code: "InvalidCron" });
  edit("crons.ts", 'crons.cron("never", "0 0 31 2 *", "counters:add");\n', "");
});

it("[PU12] the functions folder of convex.json is kept for later comparisons", async () => {
  const { schemaChange } = (await start({ functions: "src/functions/" })).body;
  await post("/api/deploy2/finish_push", { startPush: { schemaChange }, dryRun: false });
  expect((await post("/api/get_config_hashes", {})).body.config.functions).toBe("src/functions/");
});

it("[PU5] code, environment variables and the schema outlive a restart", async () => {
  await post("/api/update_environment_variables", { changes: [{ name: "KEPT", value: "still" }] });
  server = await server.restart();
  const client = new ConvexHttpClient(server.url, { logger: false });
  expect(await client.query(fn("runtime", "environment"), { name: "KEPT" } as never)).toBe("still");
  expect(await client.query(fn("runtime", "same"), { value: "old" } as never)).toEqual(["old", "new"]);
  const misfit = '{"channel":"c","text":7}';
  const imported = await importInto(server, misfit, { format: "jsonLines", mode: "append", tableName: "messages" });
  expect(imported).toMatchObject({ state: "failed", error_message: expect.stringContaining("does not match") });
});
