// The same functions on two backends: this deployment over HTTP, and convex-test in memory. What a suite runs on both holds for
// Convex itself as far as convex-test is true to it; where it is not, differences.test.ts says so.
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { convexTest } from "convex-test";
import { afterAll, beforeAll, describe, vi } from "vitest";
import * as calls from "../fixtures/conformance/convex/calls.ts";
import * as data from "../fixtures/conformance/convex/data.ts";
import * as files from "../fixtures/conformance/convex/files.ts";
import http from "../fixtures/conformance/convex/http.ts";
import schema from "../fixtures/conformance/convex/schema.ts";
import * as values from "../fixtures/conformance/convex/values.ts";
import { adminKey, fn, servedFixture } from "../testServer.ts";

type Call = <T = unknown>(path: `${string}:${string}`, args?: object) => Promise<T>;
type Identity = { subject: string; issuer: string; [claim: string]: unknown };
type Kind = "query" | "mutation" | "action";

export type Backend = Record<Kind, Call> & {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  as(identity: Identity): Record<Kind, Call>;
};

/** A deployment for the tests of a file. Nothing is answered before they run. */
export function deployment(): Backend {
  const served = servedFixture({ functions: join(import.meta.dirname, "../fixtures/conformance/convex") });
  const kinds = (client: () => ConvexHttpClient) =>
    byKind((kind, reference, args) => (client() as unknown as Record<Kind, Run>)[kind](reference, args));
  return {
    ...kinds(() => served.client),
    fetch: (path, init) => fetch(`${served.server.siteUrl}${path}`, init),
    as: (identity) => {
      const client = new ConvexHttpClient(served.server.url, { logger: false });
      (client as unknown as { setAdminAuth(key: string, identity: object): void }).setAdminAuth(adminKey, identity);
      return kinds(() => client);
    },
  };
}

export function oracle(): Backend {
  const modules = { calls, data, files, values, http: { default: http }, "_generated/api": {} };
  const paths = Object.entries(modules).map(([name, module]) => [`./convex/${name}.ts`, async () => module]);
  const t = convexTest(schema, Object.fromEntries(paths));
  // It prints what scheduled functions throw.
  beforeAll(() => void vi.spyOn(console, "error").mockReturnValue(undefined));
  afterAll(() => void vi.mocked(console.error).mockRestore());
  const kinds = (on: unknown) => byKind((kind, reference, args) => (on as Record<Kind, Run>)[kind](reference, args));
  return {
    ...kinds(t),
    fetch: (path, init) => t.fetch(path, init),
    as: (identity) => kinds(t.withIdentity(identity as never)),
  };
}

/** Runs a suite on both. */
export function onBoth(title: string, suite: (backend: Backend) => void): void {
  describe.each([
    ["this deployment", deployment],
    ["convex-test", oracle],
  ] as const)(`${title}, on %s`, (_name, backend) => suite(backend()));
}

type Run = (reference: never, args: object) => Promise<unknown>;

function byKind(run: (kind: Kind, ...call: Parameters<Run>) => Promise<unknown>): Record<Kind, Call> {
  const call =
    (kind: Kind): Call =>
    <T>(path: string, args: object = {}) => {
      const [module = "", name = ""] = path.split(":");
      return run(kind, fn(module, name), args) as Promise<T>;
    };
  return { query: call("query"), mutation: call("mutation"), action: call("action") };
}
