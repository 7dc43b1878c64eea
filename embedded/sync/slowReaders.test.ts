import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { startTestServer, type TestServer } from "../testServer.ts";
import { defaultSyncLimits } from "./limits.ts";
import type { ClientMessage, ServerMessage } from "./messages.ts";
import { Outbox } from "./outbox.ts";
import { bareSocket, noteFunctions, officialClient, queries } from "./testClient.ts";

const add = makeFunctionReference<"mutation", { channel: string; text: string }, string>("notes:add");
const large = makeFunctionReference<
  "query",
  { channel: string; megabytes: number },
  { texts: string[]; letters: string }
>("notes:large");

let ran = 0;
let server: TestServer;
let http: ConvexHttpClient;
beforeAll(async () => {
  server = await startTestServer({
    push: false,
    sync: { pingMs: 150, maxWaiting: 50 },
    onExecution: ({ identifier }) => {
      if (identifier === "notes:large") ran++;
    },
  });
  await server.pushDirectory(noteFunctions);
  http = new ConvexHttpClient(server.url, { logger: false });
});
afterAll(() => server.dispose());

it("[SY10] a transition longer than five megabytes comes in parts, and the client puts it together", async () => {
  const parts: ServerMessage[] = [];
  const bare = await bareSocket(server.url);
  bare.send(queries(["notes:large", { channel: "parts", megabytes: 12 }]));
  await vi.waitFor(() => expect(bare.received.some(isLastPart)).toBe(true), { timeout: 10_000 });
  for (const message of bare.received) if (message.type === "TransitionChunk") parts.push(message);
  expect(parts).toMatchObject([
    { partNumber: 0, totalParts: parts.length },
    { partNumber: 1, totalParts: parts.length },
  ]);
  bare.socket.terminate();

  const client = officialClient(server.url);
  const seen: { texts: string[]; letters: string }[] = [];
  client.onUpdate(large, { channel: "parts", megabytes: 12 }, (value) => seen.push(value));
  await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 10_000 });
  await client.mutation(add, { channel: "parts", text: "more" });
  await vi.waitFor(() => expect(seen.at(-1)?.texts).toEqual(["more"]), { timeout: 10_000 });
  for (const { letters } of seen) expect(letters === `-${"🦉".repeat(3 * 1024 * 1024)}`).toBe(true);
  await client.close();
});

it("[SY10] clients that do not know of parts get a long transition whole", async () => {
  for (const version of ["1.27.5", "rust-0.10.2"]) {
    const bare = await bareSocket(server.url, { version });
    bare.send(queries(["notes:large", { channel: "whole", megabytes: 6 }]));
    await bare.first("Transition");
    expect(bare.received.map(({ type }) => type).filter((type) => type !== "Ping")).toEqual(["Transition"]);
    bare.socket.terminate();
  }
});

it("[SY15] for a client that does not read nothing more is worked out; what changed is in one transition when it does", async () => {
  const bare = await bareSocket(server.url);
  bare.send(queries(["notes:large", { channel: "slow", megabytes: 12 }]));
  await vi.waitFor(() => expect(bare.received.some(isLastPart)).toBe(true), { timeout: 10_000 });
  bare.socket.pause();
  ran = 0;
  for (let n = 0; n < 20; n++) await http.mutation(add, { channel: "slow", text: String(n) });
  // One is on its way, and the next waits for it to be read.
  expect(ran).toBeLessThanOrEqual(2);
  bare.socket.resume();
  await vi.waitFor(() => expect(transitionsOf(bare.received).at(-1)).toContain('"19"'), { timeout: 10_000 });
  expect(ran).toBeLessThanOrEqual(4);
  expect(bare.socket.readyState).toBe(bare.socket.OPEN);
  bare.socket.terminate();
});

it("[SY15] a client that never reads is cut off, however it is sent more and more", async () => {
  const listening = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(listening, "listening");
  const serverSide = once(listening, "connection") as Promise<[WebSocket, IncomingMessage]>;
  const client = new WebSocket(`ws://127.0.0.1:${(listening.address() as AddressInfo).port}`);
  const [[webSocket, { socket }]] = await Promise.all([serverSide, once(client, "open")]);
  client.pause();
  const outbox = new Outbox(webSocket, socket, { ...defaultSyncLimits, stalledMs: 300, inParts: true });
  const sendMore = () => outbox.send({ type: "FatalError", error: "x".repeat(8 * 1024 * 1024) });
  for (let n = 0; n < 5; n++) sendMore();
  const caughtUp = outbox.caughtUp();
  expect(caughtUp).toBeInstanceOf(Promise);
  const sending = setInterval(sendMore, 100);
  const [code] = (await once(webSocket, "close")) as [number];
  clearInterval(sending);
  outbox.close();
  await caughtUp;
  expect(code).toBe(1006);
  client.terminate();
  listening.close();
});

it("[SY16] a quiet connection hears a Ping", async () => {
  const bare = await bareSocket(server.url);
  await vi.waitFor(() => expect(bare.received).toEqual([{ type: "Ping" }, { type: "Ping" }]));
  bare.socket.terminate();
});

it("[SY21] a client that sends faster than its work is done is read more slowly; nothing is refused or lost", async () => {
  const bare = await bareSocket(server.url);
  const mutations = Array.from(
    { length: 150 },
    (_, n): ClientMessage => ({
      type: "Mutation",
      requestId: n,
      udfPath: "notes:addSlowly",
      args: [{ channel: "burst", text: `${n}`.padEnd(2_000), rounds: 1 }],
    }),
  );
  bare.send(...mutations);
  const answers = () => bare.received.filter((message) => message.type === "MutationResponse");
  await vi.waitFor(() => expect(answers()).toHaveLength(150), { timeout: 15_000 });
  expect(answers().map(({ requestId }) => requestId)).toEqual(mutations.map((_, n) => n));
  expect(answers().every(({ success }) => success)).toBe(true);
  bare.socket.terminate();
});

function isLastPart(message: ServerMessage): boolean {
  return message.type === "TransitionChunk" && message.partNumber === message.totalParts - 1;
}

/** Put together from their parts, as text. */
function transitionsOf(messages: ServerMessage[]): string[] {
  const texts: string[] = [];
  for (const message of messages) {
    if (message.type === "Transition") texts.push(JSON.stringify(message));
    if (message.type !== "TransitionChunk") continue;
    if (message.partNumber === 0) texts.push("");
    texts.push((texts.pop() ?? "") + message.chunk);
  }
  return texts;
}
