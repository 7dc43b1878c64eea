import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminKey, fixtureFunctions, startTestServer, type TestServer } from "./testServer.ts";

const root = join(import.meta.dirname, "..");
let server: TestServer;
let app: string;
const convexClient = () => new ConvexHttpClient(server.url, { logger: false });

/** The official CLI in a project of its own; answers what it printed. */
async function convex(...args: string[]): Promise<string> {
  return (await cli(args)).all;
}

function cli(args: string[], input?: string) {
  return execa(process.execPath, [join(root, "node_modules/convex/bin/main.js"), ...args], {
    cwd: app,
    all: true,
    ...(input === undefined ? { stdin: "ignore" } : { input }),
    // CI: it does without its error tracker. Where there is no internet, a `dev --once` that fails would wait for that for ever.
    env: { CONVEX_SELF_HOSTED_URL: server.url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey, CI: "1" },
  });
}

/** For verbs that do not end: until they have printed what is looked for. */
async function convexUntil(pattern: RegExp, ...args: string[]): Promise<string> {
  const child = cli(args);
  let printed = "";
  await new Promise<void>((resolve) => {
    child.all.on("data", (text: Buffer) => {
      printed += text;
      if (pattern.test(printed)) resolve();
    });
    child.all.once("end", resolve);
  });
  child.kill("SIGKILL");
  await child.catch(() => undefined);
  return printed;
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
  await expect(convex("dev", "--once", "--typecheck", "disable")).rejects.toThrow(
    "Environment variable ISSUER is used in auth config file but its value was not set.",
  );
  writeFileSync(
    config,
    `let issuer = "https://else.test"; try { issuer = process.env.ISSUER; } catch {}\n${provider("issuer")}`,
  );
  await convex("deploy", "-y", "--typecheck", "disable");
});

describe("verbs and their flags", () => {
  beforeAll(async () => {
    rmSync(join(app, "convex"), { recursive: true });
    cpSync(fixtureFunctions, join(app, "convex"), { recursive: true });
    await convex("deploy", "-y", "--typecheck", "disable");
    for (const text of ["one", "two", "three"]) {
      await convexClient().mutation(anyApi["messages"]?.["send"] as never, { channel: "verbs", text } as never);
    }
  });

  it("[PU13] run: internal functions, as somebody, inline, watching, after a push", async () => {
    const [internal, somebody, inline, watched, unknown] = await Promise.all([
      convex("run", "internal.counters.add", '{"name":"verbs","by":2}'),
      convex("run", "runtime:whoAmI", "--identity", '{"subject":"ada","issuer":"https://issuer.test"}'),
      convex(
        "run",
        "--inline-query",
        'await ctx.db.query("messages").filter((q) => q.eq(q.field("text"), "two")).first()',
      ),
      convexUntil(/"three"/, "run", "messages:list", '{"channel":"verbs"}', "--watch"),
      convex("run", "messages:nothing").catch((error: Error) => error.message),
    ]);
    expect(internal).toContain("2");
    expect(somebody).toContain("https://issuer.test|ada");
    expect(inline).toContain('"channel": "verbs"');
    expect(watched).toContain('"one"');
    expect(unknown).toMatch(
      /Could not find function for 'messages:nothing'[\s\S]*Available functions:[\s\S]*messages:/,
    );
    const same = join(app, "convex/runtime.ts");
    writeFileSync(same, readFileSync(same, "utf8").replace("=> value }", '=> [value, "pushed"] }'));
    expect(await convex("run", "runtime:same", '{"value":1}', "--push", "--typecheck", "disable")).toContain("pushed");
    await expect(convex("run", "failing:inMutation")).rejects.toThrow(
      /at refuse \(\.\.\/convex\/model\/refusing\.ts:7:9\)/,
    );
  });

  it("[PU14] data: tables, limits, orders and formats", async () => {
    const [tables, oldest, lines, array] = await Promise.all([
      convex("data"),
      convex("data", "messages", "--limit", "1", "--order", "asc"),
      convex("data", "messages", "--limit", "2", "--format", "jsonLines"),
      convex("data", "messages", "--format", "jsonArray"),
    ]);
    expect(tables.split("\n")).toEqual(expect.arrayContaining(["counters", "messages"]));
    expect(oldest).toMatch(/Showing the 1 oldest created document/);
    expect(lines.match(/^\{ .* \}$/gm)).toHaveLength(2);
    expect(array).toMatch(/^\[\n\{[\s\S]*"text": "three"[\s\S]*\}\n\]$/);
  });

  it("[PU15] env: from a file, from stdin, one value, without one", async () => {
    writeFileSync(join(app, "variables"), 'FIRST=1\nSECOND="two words"\n');
    await Promise.all([convex("env", "set", "--from-file", "variables"), cli(["env", "set", "PIPED"], "from stdin")]);
    expect(await convex("env", "get", "PIPED")).toContain("from stdin");
    await convex("env", "remove", "FIRST");
    const list = await convex("env", "list", "--include-values");
    expect(list).toContain("SECOND=two words");
    expect(list).not.toContain("FIRST");
    await expect(convex("env", "set", "CONVEX_SITE_URL", "x")).rejects.toThrow(
      /"CONVEX_SITE_URL" is built-in and cannot be overridden/,
    );
  });

  it("[PU16] logs: what was printed before, as text and as JSON lines", async () => {
    const [text, json] = await Promise.all([
      convexUntil(/'sending' 'three'/, "logs", "--history", "100"),
      convexUntil(/"identifier":"messages:send"/, "logs", "--history", "100", "--jsonl"),
    ]);
    expect(text).toContain("[CONVEX M(messages:send)] [LOG] 'sending' 'three'");
    expect(json).toContain('"kind":"Completion"');
  });

  it("[PU17] function-spec, codegen and a dry run", async () => {
    const [spec, , dry] = await Promise.all([
      convex("function-spec"),
      convex("codegen", "--typecheck", "disable"),
      convex("deploy", "-y", "--dry-run", "--typecheck", "disable"),
    ]);
    expect(spec).toContain('"identifier": "messages.js:send"');
    expect(dry).toContain("Would have deployed");
    expect(dry).not.toContain("Change the server's version");
  });

  it("[PU18] export, and import of what was exported, of lines and of CSV", async () => {
    const before = await convex("data", "messages", "--format", "jsonLines");
    await convex("export", "--path", "snapshot.zip", "--include-file-storage");
    await convexClient().mutation(anyApi["messages"]?.["send"] as never, { channel: "verbs", text: "gone" } as never);
    expect(await convex("import", "snapshot.zip", "--replace-all", "-y")).toMatch(/Added \d+ documents/);
    expect(await convex("data", "messages", "--format", "jsonLines")).toBe(before);
    writeFileSync(join(app, "rows.jsonl"), '{"a":1}\n{"a":2}\n');
    writeFileSync(join(app, "rows.csv"), "a,b\n1,x\n");
    expect(await convex("import", "--table", "rows", "rows.jsonl")).toContain('Added 2 documents to table "rows"');
    await expect(convex("import", "--table", "rows", "rows.jsonl")).rejects.toThrow(/Table rows already exists/);
    expect(await convex("import", "--table", "rows", "--append", "rows.csv")).toContain("Added 1 documents");
  });

  it("[PU25] `convex dev` waits where documents do not match, and pushes again when they have changed", async () => {
    const schema = join(app, "convex/schema.ts");
    const before = readFileSync(schema, "utf8");
    const fill = (text: string) => {
      writeFileSync(join(app, "waiting.jsonl"), text);
      return convex("import", "--table", "waiting", "--replace", "-y", "waiting.jsonl");
    };
    await fill('{"ok":1}\n');
    writeFileSync(
      schema,
      before.replace("defineSchema({", "defineSchema({ waiting: defineTable({ ok: v.boolean() }),"),
    );
    let printed = "";
    const waiting = cli(["dev", "--typecheck", "disable"]);
    waiting.all.on("data", (text: Buffer) => {
      printed += text;
    });
    const says = (text: string) => expect.poll(() => printed, { timeout: 30_000 }).toContain(text);
    await says("Schema validation failed");
    await fill('{"ok":true}\n');
    await says("functions ready");
    waiting.kill("SIGKILL");
    await waiting.catch(() => undefined);
    writeFileSync(schema, before);
  });

  it("[PU7] a component is refused in one sentence", async () => {
    mkdirSync(join(app, "convex/counter"));
    const definition = 'import { defineComponent } from "convex/server";\nexport default defineComponent("counter");\n';
    writeFileSync(join(app, "convex/counter/convex.config.ts"), definition);
    const use = 'import { defineApp } from "convex/server";\nimport counter from "./counter/convex.config";\n';
    const rest = "const app = defineApp();\napp.use(counter);\nexport default app;\n";
    writeFileSync(join(app, "convex/convex.config.ts"), `${use}${rest}`);
    await expect(convex("deploy", "-y", "--typecheck", "disable")).rejects.toThrow(
      /Components \(app\.use in convex\.config\.ts\) are not supported by the embedded deployment\./,
    );
  });
});
