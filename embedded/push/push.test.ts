import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importInto } from "../snapshot/testSnapshots.ts";
import { adminKey, fixtureFunctions, startTestServer, type TestServer } from "../testServer.ts";
import { bundleDirectory } from "./bundle.ts";
import type { StartPushRequest } from "./push.ts";

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
  const response = await fetch(`${server.url}${path}`, { method: "POST", body: JSON.stringify({ adminKey, ...body }) });
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

it("[PU11] of two pushes that were started side by side the later one to finish is told that it was overtaken", async () => {
  const [first, second] = [(await start()).body, (await start()).body];
  const wait = (push: { schemaChange: object }) =>
    post("/api/deploy2/wait_for_schema", { schemaChange: push.schemaChange, timeoutMs: 10_000, dryRun: false });
  expect((await wait(first)).body).toEqual({ type: "complete" });
  expect((await post("/api/deploy2/finish_push", { startPush: first, dryRun: false })).status).toBe(200);
  expect((await wait(second)).body).toEqual({ type: "raceDetected" });
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
