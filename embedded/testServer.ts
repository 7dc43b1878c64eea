// A deployment in this process with the fixture app pushed, for tests.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterAll, beforeAll } from "vitest";
import { defaultActionLimits } from "./functions/actionPool.ts";
import { type RunningServer, type ServerOptions, startServer } from "./server.ts";

export const fixtureFunctions = join(import.meta.dirname, "fixtures/app/convex");
export const adminKey = "test|admin";

export type TestServer = RunningServer & { dataDir: string; restart(): Promise<TestServer>; dispose(): Promise<void> };

export async function startTestServer(
  options: { dataDir?: string; port?: number; push?: boolean; functions?: string } & Pick<
    ServerOptions,
    "sync" | "onExecution" | "run"
  > = {},
): Promise<TestServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "embedded-"));
  const server = await startServer({
    dataDir,
    adminKey,
    port: options.port ?? 0,
    sitePort: 0,
    ...(options.sync === undefined ? {} : { sync: options.sync }),
    ...(options.onExecution === undefined ? {} : { onExecution: options.onExecution }),
    run: { functionMs: 700, actions: { ...defaultActionLimits, unresponsiveMs: 3_000 }, ...options.run },
  });
  if (options.push !== false) await server.pushDirectory(options.functions ?? fixtureFunctions);
  return {
    ...server,
    dataDir,
    async restart() {
      await server.close();
      return startTestServer({ ...options, dataDir, port: Number(new URL(server.url).port), push: false });
    },
    async dispose() {
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A reference to a function of the fixture, which has no generated api. */
export const fn = (module: string, name: string) => (anyApi[module] as Record<string, never>)[name] as never;

/** A deployment for all tests of a file, with the official HTTP client. */
export function servedFixture(options: Parameters<typeof startTestServer>[0] = {}) {
  let server: TestServer;
  let client: ConvexHttpClient;
  beforeAll(async () => {
    server = await startTestServer(options);
    client = new ConvexHttpClient(server.url, { logger: false });
  });
  afterAll(() => server.dispose());
  type Call = (module: string, name: string, args?: object) => Promise<unknown>;
  const query: Call = (module, name, args = {}) => client.query(fn(module, name), args as never);
  const mutation: Call = (module, name, args = {}) => client.mutation(fn(module, name), args as never);
  const action: Call = (module, name, args = {}) => client.action(fn(module, name), args as never);
  return {
    ...{ query, mutation, action },
    get server(): TestServer {
      return server;
    },
    get client(): ConvexHttpClient {
      return client;
    },
    async restart(): Promise<void> {
      server = await server.restart();
    },
  };
}
