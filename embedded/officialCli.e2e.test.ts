import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminKey, fixtureFunctions, startTestServer, type TestServer } from "./testServer.ts";

const root = join(import.meta.dirname, "..");
let server: TestServer;
let app: string;

/** The official CLI in a project of its own; answers what it printed. */
async function convex(...args: string[]): Promise<string> {
  const { all } = await execa(process.execPath, [join(root, "node_modules/convex/bin/main.js"), ...args], {
    cwd: app,
    all: true,
    stdin: "ignore",
    env: { CONVEX_SELF_HOSTED_URL: server.url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey },
  });
  return all;
}

beforeAll(async () => {
  server = await startTestServer({ push: false });
  app = mkdtempSync(join(tmpdir(), "embedded-app-"));
  cpSync(fixtureFunctions, join(app, "convex"), { recursive: true });
  writeFileSync(join(app, "package.json"), '{"name":"app","type":"module","dependencies":{"convex":"*"}}');
  symlinkSync(join(root, "node_modules"), join(app, "node_modules"));
  await convex("dev", "--once", "--typecheck", "disable");
});
afterAll(async () => {
  await server.dispose();
  rmSync(app, { recursive: true, force: true });
});

it("[PU1] `convex dev --once` makes functions live and writes a typed api", async () => {
  expect(readFileSync(join(app, "convex/_generated/api.d.ts"), "utf8")).toContain("typeof messages");
  const client = new ConvexHttpClient(server.url);
  const { list } = anyApi["messages"] as Record<string, never>;
  expect(await client.query(list as never, { channel: "cli" } as never)).toEqual([]);
});

it("[PU2] `convex env set`, `env list`, `run` and `data` work", async () => {
  await convex("env", "set", "COLOUR", "blue");
  expect(await convex("env", "list")).toContain("COLOUR=blue");
  expect(await convex("run", "runtime:environment", '{"name":"COLOUR"}')).toContain("blue");
  await convex("run", "counters:add", '{"name":"cli","by":2}');
  expect(await convex("data", "counters")).toContain("cli");
});

it("[PU3] `convex deploy` refuses a schema that the documents do not match, and keeps the old code", async () => {
  await convex("run", "messages:send", '{"channel":"kept","text":"a"}');
  const schema = join(app, "convex/schema.ts");
  const before = readFileSync(schema, "utf8");
  writeFileSync(schema, before.replace("text: v.string()", "text: v.number()"));
  await expect(convex("deploy", "-y", "--typecheck", "disable")).rejects.toThrow(/Schema validation failed/);
  expect(await convex("run", "messages:list", '{"channel":"kept"}')).toContain('"a"');
});

it("[PU4] a module that throws when it is imported is refused with its message", async () => {
  writeFileSync(join(app, "convex/schema.ts"), readFileSync(join(fixtureFunctions, "schema.ts"), "utf8"));
  writeFileSync(join(app, "convex/broken.ts"), 'export const x = 1;\nthrow new Error("at import");\n');
  await expect(convex("deploy", "-y", "--typecheck", "disable")).rejects.toThrow(/at import/);
  expect((await fetch(`${server.url}/version`)).status).toBe(200);
});

it("[PU6] an auth.config that reads a variable which is not set is refused, unless it expects that", async () => {
  const config = join(app, "convex/auth.config.ts");
  rmSync(join(app, "convex/broken.ts"), { force: true });
  const provider = (domain: string) =>
    `export default { providers: [{ domain: ${domain}, applicationID: "convex" }] };\n`;
  writeFileSync(config, provider("process.env.ISSUER ?? 'https://else.test'"));
  await expect(convex("deploy", "-y", "--typecheck", "disable")).rejects.toThrow(
    "Environment variable ISSUER is used in auth config file but its value was not set.",
  );
  writeFileSync(
    config,
    `let issuer = "https://else.test"; try { issuer = process.env.ISSUER; } catch {}\n${provider("issuer")}`,
  );
  await convex("deploy", "-y", "--typecheck", "disable");
});
