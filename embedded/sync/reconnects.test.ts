import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference, type PaginationResult } from "convex/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { startTestServer, type TestServer } from "../testServer.ts";
import type { ClientMessage } from "./messages.ts";
import { bareSocket, noteFunctions, officialClient, queries } from "./testClient.ts";

const addNote = makeFunctionReference<"mutation", { channel: string; text: string }, string>("notes:add");
const list = makeFunctionReference<"query", { channel: string }, { text: string }[]>("notes:list");
const takeTime = makeFunctionReference<"action", { ms: number }, string>("notes:takeTime");

let server: TestServer;
let http: ConvexHttpClient;
beforeAll(async () => {
  server = await startTestServer({ push: false });
  await server.pushDirectory(noteFunctions);
  http = new ConvexHttpClient(server.url, { logger: false });
});
afterAll(() => server.dispose());

/** WebSockets of a client whose connection a test breaks: `break` ends the one that is open, without a word. */
function breakable() {
  const open = new Set<WebSocket>();
  class Breakable extends WebSocket {
    constructor(address: string) {
      super(address);
      open.add(this);
      this.once("close", () => open.delete(this));
    }
  }
  return {
    webSocket: Breakable,
    break() {
      for (const socket of open) socket.terminate();
    },
  };
}

const texts = async (channel: string) => (await http.query(list, { channel })).map(({ text }) => text);

it("[SY3] a mutation that still runs for a lost connection is not run a second time on the next one", async () => {
  const mutation: ClientMessage = {
    type: "Mutation",
    requestId: 0,
    udfPath: "notes:addSlowly",
    args: [{ channel: "slowly", text: "once", rounds: 60 }],
  };
  const after: ClientMessage = { ...mutation, requestId: 1, args: [{ channel: "slowly", text: "after", rounds: 0 }] };
  for (let connection = 0; connection < 4; connection++) {
    const bare = await bareSocket(server.url, { sessionId: "slow" });
    bare.send(mutation, after);
    // Until the server has both; what it has not begun when the connection is lost, it does not begin.
    await new Promise((resolve) => bare.socket.ping(() => bare.socket.once("pong", resolve)));
    bare.socket.terminate();
  }
  const last = await bareSocket(server.url, { sessionId: "slow" });
  last.send(mutation, after);
  const answered = () => last.received.map((message) => (message.type === "MutationResponse" ? message.requestId : -1));
  await vi.waitFor(() => expect(answered()).toEqual(expect.arrayContaining([0, 1])), { timeout: 10_000 });
  last.socket.terminate();
  expect(await texts("slowly")).toEqual(["once by nobody", "after by nobody"]);
});

it("[SY3] under breaking connections every mutation is applied once, in order, and its promise is kept", async () => {
  const wire = breakable();
  const client = officialClient(server.url, { webSocket: wire.webSocket });
  const seen: string[][] = [];
  client.onUpdate(list, { channel: "breaking" }, (notes) => seen.push(notes.map(({ text }) => text)));
  const sent = Array.from({ length: 60 }, (_, n) => String(n));
  const done: string[] = [];
  const results = sent.map(async (text) => {
    await client.mutation(addNote, { channel: "breaking", text });
    // Read your own writes: what was answered is in what is shown.
    expect(seen.at(-1)).toContain(text);
    done.push(text);
  });
  for (const shown of [5, 20, 40]) {
    await vi.waitFor(() => expect(seen.at(-1)?.length).toBeGreaterThan(shown), { timeout: 10_000, interval: 2 });
    wire.break();
  }
  await Promise.all(results);
  expect(await texts("breaking")).toEqual(sent);
  expect(done).toEqual(sent);
  for (const state of seen) expect(state).toEqual(sent.slice(0, state.length));
  await client.close();
}, 30_000);

it("[SY18] after a reconnect a client is told of its mutations that were done before anything that shows them", async () => {
  const first = await bareSocket(server.url, { sessionId: "done" });
  const add = (requestId: number, text: string): ClientMessage => ({
    type: "Mutation",
    requestId,
    udfPath: "notes:add",
    args: [{ channel: "done", text }],
  });
  first.send(add(3, "seen"));
  const { ts } = (await first.first("Transition")).endVersion;
  first.socket.pause();
  first.send(add(4, "unseen"));
  await vi.waitFor(async () => expect(await texts("done")).toEqual(["seen", "unseen"]));
  const next = await bareSocket(server.url, { sessionId: null });
  next.send({ type: "Connect", sessionId: "done", connectionCount: 1, maxObservedTimestamp: ts });
  const { requestId } = await next.first("MutationResponse");
  // Who has not said yet what it watches would take what it showed so far from the screen.
  await http.mutation(addNote, { channel: "done", text: "of another" });
  expect([requestId, next.transitions()]).toEqual([4, []]);
  next.send(queries(["notes:list", { channel: "done" }]), add(4, "unseen"));
  await next.first("Transition");
  expect(next.results(0)).toMatchObject([[{ text: "seen" }, { text: "unseen" }, { text: "of another" }]]);
  expect(next.received.map(({ type }) => type).slice(-2)).toEqual(["MutationResponse", "Transition"]);
  first.socket.resume();
  expect(await first.closed).toMatch("A newer connection");
  next.socket.terminate();
});

it("[SY19] an action in flight when the connection is lost fails at the client, and is not run again", async () => {
  const wire = breakable();
  const client = officialClient(server.url, { webSocket: wire.webSocket });
  expect(await client.action(takeTime, { ms: 1 })).toBe("done");
  const lost = client.action(takeTime, { ms: 60_000 });
  const kept = client.mutation(addNote, { channel: "beside an action", text: "x" });
  wire.break();
  await expect(lost).rejects.toThrow("Connection lost while action was in flight");
  await kept;
  expect(await texts("beside an action")).toEqual(["x"]);
  expect(await client.action(takeTime, { ms: 1 })).toBe("done");
  await client.close();
});

it("[SY17] a page keeps its end over reconnects, a restart of the server included", async () => {
  for (const text of ["b", "d", "f"]) await http.mutation(addNote, { channel: "ends", text });
  const wire = breakable();
  const client = officialClient(server.url, { webSocket: wire.webSocket });
  const page = makeFunctionReference<"query", Record<string, unknown>, PaginationResult<{ text: string }>>(
    "notes:page",
  );
  const pages: string[] = [];
  const paginationOpts = { cursor: null, numItems: 2 };
  client.onUpdate(page, { channel: "ends", paginationOpts }, ({ page }) => {
    pages.push(page.map(({ text }) => text).join(""));
  });
  await vi.waitFor(() => expect(pages.at(-1)).toBe("bd"));
  for (const [text, shown] of [
    ["a", "abd"],
    ["c", "abcd"],
    ["e", "abcd"],
    ["aa", "aaabcd"],
  ] as const) {
    wire.break();
    await http.mutation(addNote, { channel: "ends", text });
    await client.mutation(addNote, { channel: "ends in another channel", text });
    expect(pages.at(-1)).toBe(shown);
  }
  server = await server.restart();
  await client.mutation(addNote, { channel: "ends", text: "aaa" });
  expect(pages.at(-1)).toBe("aaaaaabcd");
  await client.close();
}, 30_000);
