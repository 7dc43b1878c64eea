import { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Caller, Identity } from "../functions/caller.ts";
import { adminKey, fn, startTestServer, type TestServer } from "../testServer.ts";
import { FunctionLog } from "./functionLog.ts";

const callerAs = (identity: Identity): Caller => ({
  ...{ identity, source: "HttpApi", requestId: "r", ip: null, userAgent: null },
});
const admin = callerAs({ kind: "admin" });

it("[LIM5] a run has 256 lines, the last of which says that there were more", () => {
  const record = new FunctionLog().begin("Query", "mod:fn", admin);
  for (let i = 0; i < 300; i++) record.line("LOG", [`line ${i}`]);
  const lines = record.lines();
  expect(lines).toHaveLength(256);
  expect(lines.slice(254)).toEqual([
    "[LOG] line 254",
    "[ERROR] Log overflow (maximum 256). Remaining log lines omitted.",
  ]);
});

it("[LIM5] a line has 32768 bytes and is cut between characters", () => {
  const record = new FunctionLog().begin("Query", "mod:fn", admin);
  record.line("LOG", ["y", `x${"é".repeat(20_000)}`, "not shown"]);
  expect(record.lines()).toEqual([`[LOG] y x${"é".repeat(16_382)} (truncated due to length)`]);
});

it("[LOG1] a run is told with what it is called, who called it and how it ended", async () => {
  const log = new FunctionLog();
  const user = { tokenIdentifier: "i|s", subject: "s", issuer: "i" };
  log.begin("Query", "dir/mod.js:default", callerAs({ kind: "none" })).succeed();
  log.begin("Mutation", "mod:fn", callerAs({ kind: "user", user })).fail("Uncaught Error: no");
  log.begin("Query", "mod:fn", callerAs({ kind: "admin", actingAs: user })).succeed();
  const { entries } = await log.read(0, 0);
  expect(entries).toMatchObject([
    { kind: "Completion", identifier: "dir/mod", identityType: "unknown", error: null, cachedResult: false },
    { identifier: "mod:fn", identityType: "user", error: "Uncaught Error: no", caller: "HttpApi", requestId: "r" },
    { identityType: "member_acting_user" },
  ]);
});

it("[LOG2] what an action prints is told while it runs, and not again when it ends", async () => {
  const log = new FunctionLog();
  const record = log.begin("Action", "mod:act", admin);
  record.line("LOG", ["'first'"]);
  const { entries, newCursor } = await log.read(0, 0);
  expect(entries).toMatchObject([{ kind: "Progress", identifier: "mod:act", logLines: [{ messages: ["'first'"] }] }]);
  record.line("WARN", ["'second'"]);
  expect(record.succeed().logLines).toEqual(["[LOG] 'first'", "[WARN] 'second'"]);
  const later = (await log.read(newCursor, 0)).entries;
  expect(later).toMatchObject([
    { kind: "Progress", logLines: [{ level: "WARN", messages: ["'second'"] }] },
    { kind: "Completion", logLines: [] },
  ]);
  const ids = [...entries, ...later].map(({ executionId }) => executionId);
  expect(new Set(ids).size).toBe(1);
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.dispose());

it("[LOG3] a query that is run once for two subscribers is in the log of both", async () => {
  const [one, other] = [new ConvexClient(server.url), new ConvexClient(server.url)];
  const seen: unknown[] = [];
  for (const client of [one, other]) {
    client.onUpdate(fn("messages", "list"), { channel: "shared" } as never, (value: unknown) => seen.push(value));
  }
  await expect.poll(() => seen).toHaveLength(2);
  const executions = async (cursor: number) => {
    const response = await fetch(`${server.url}/api/stream_function_logs?cursor=${cursor}`, {
      headers: { Authorization: `Convex ${adminKey}` },
    });
    return (await response.json()) as { entries: { identifier: string; cachedResult?: boolean }[]; newCursor: number };
  };
  const { newCursor } = await executions(0);
  await one.mutation(fn("messages", "send"), { channel: "shared", text: "to both" } as never);
  await expect.poll(() => seen).toHaveLength(4);
  const told = (await executions(newCursor)).entries.filter(({ identifier }) => identifier === "messages:list");
  expect(told.map(({ cachedResult }) => cachedResult).sort()).toEqual([false, true]);
  await Promise.all([one.close(), other.close()]);
});
