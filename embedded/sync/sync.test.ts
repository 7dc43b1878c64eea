import type { ConvexClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { adminKey, startTestServer, type TestServer } from "../testServer.ts";
import type { ClientMessage, ServerMessage } from "./messages.ts";
import { bareSocket, officialClient, queries } from "./testClient.ts";

let server: TestServer;
const clients: ConvexClient[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});
afterAll(() => server.dispose());

const fn = (module: string, name: string) => (anyApi[module] as Record<string, never>)[name] as never;

function connect(): ConvexClient {
  const client = officialClient(server.url);
  clients.push(client);
  return client;
}

/** Everything a client is shown of a channel. */
function watch(client: ConvexClient, channel: string): string[][] {
  const seen: string[][] = [];
  client.onUpdate(fn("messages", "list"), { channel } as never, (texts: string[]) => seen.push(texts));
  return seen;
}

it("[SY1] two clients see a write of one of them, in the same order", async () => {
  const [one, two] = [connect(), connect()];
  const [seenByOne, seenByTwo] = [watch(one, "two"), watch(two, "two")];
  await vi.waitFor(() => expect([seenByOne, seenByTwo]).toEqual([[[]], [[]]]));
  await one.mutation(fn("messages", "send"), { channel: "two", text: "a" } as never);
  await two.mutation(fn("messages", "send"), { channel: "two", text: "b" } as never);
  await vi.waitFor(() => expect(seenByTwo.at(-1)).toEqual(["a", "b"]));
  await vi.waitFor(() => expect(seenByOne).toEqual([[], ["a"], ["a", "b"]]));
  expect(seenByTwo).toEqual([[], ["a"], ["a", "b"]]);
});

it("[SY2] a query whose reads were not written is not shown again", async () => {
  const client = connect();
  const seen = watch(client, "quiet");
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  await client.mutation(fn("messages", "send"), { channel: "loud", text: "x" } as never);
  await client.mutation(fn("messages", "send"), { channel: "loud", text: "y" } as never);
  expect(seen).toEqual([[]]);
});

it("[SY3] a mutation sent again after a reconnect is not run again, also after a restart", async () => {
  const mutation: ClientMessage = {
    type: "Mutation",
    requestId: 5,
    udfPath: "counters:add_",
    args: [{ name: "once", by: 1 }],
  };
  const responses: ServerMessage[] = [];
  for (const restart of [false, false, true]) {
    if (restart) server = await server.restart();
    const { socket, first, send } = await bareSocket(server.url, { sessionId: "the same" });
    send(mutation);
    responses.push(await first("MutationResponse"));
    socket.close();
  }
  expect(responses[0]).toMatchObject({ success: true, result: 1 });
  expect(responses[1]).toEqual(responses[0]);
  expect(responses[2]).toEqual(responses[0]);
  expect(await connect().query(fn("counters", "get"), { name: "once" } as never)).toBe(1);
});

it("[SY4] the response comes before the transition that shows the write, and versions join", async () => {
  const { socket, received, send, transitions: shown } = await bareSocket(server.url);
  send(queries(["messages:list", { channel: "order" }]));
  await vi.waitFor(() => expect(received).toHaveLength(1));
  send({ type: "Mutation", requestId: 0, udfPath: "messages:send", args: [{ channel: "order", text: "x" }] });
  await vi.waitFor(() => expect(received.length).toBeGreaterThanOrEqual(3));
  socket.close();
  expect(received.slice(1, 3).map((message) => message.type)).toEqual(["MutationResponse", "Transition"]);
  const transitions = shown();
  expect(transitions[1]?.startVersion).toEqual(transitions[0]?.endVersion);
  expect(transitions[1]?.modifications).toMatchObject([{ type: "QueryUpdated", queryId: 0, value: ["x"] }]);
});

it("[SY4] failures and actions are answered before a transition as well; what changed is in the order of the queries", async () => {
  const { socket, received, send, transitions } = await bareSocket(server.url);
  const adds = [2, 0, 1].map((queryId) => {
    const args = [{ channel: `order ${queryId}` }];
    return { type: "Add" as const, queryId, udfPath: "messages:list", args };
  });
  send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: adds });
  await vi.waitFor(() => expect(received).toHaveLength(1));
  expect(transitions()[0]?.modifications.map(({ queryId }) => queryId)).toEqual([0, 1, 2]);
  expect(transitions()[0]).toMatchObject({ clientClockSkew: null, serverTs: expect.any(Number) });
  send({ type: "Mutation", requestId: 0, udfPath: "messages:nothing", args: [{}] });
  await vi.waitFor(() => expect(received).toHaveLength(3));
  expect(received[1]).toMatchObject({ type: "MutationResponse", success: false, ts: null });
  send({ type: "Action", requestId: 1, udfPath: "printing:byAction", args: [{}] });
  await vi.waitFor(() => expect(received).toHaveLength(5));
  expect(received.map(({ type }) => type)).toEqual([
    ...["Transition", "MutationResponse", "Transition", "ActionResponse", "Transition"],
  ]);
  socket.close();
});

it("[SY22] without Connect a client is served; its mutations can't be asked for again", async () => {
  const { socket, received, send } = await bareSocket(server.url, { sessionId: null });
  const mutation = { type: "Mutation" as const, udfPath: "counters:add_", args: [{ name: "no session", by: 1 }] };
  send({ ...mutation, requestId: 0 }, { ...mutation, requestId: 0 });
  await vi.waitFor(() => {
    const responses = received.filter((message) => message.type === "MutationResponse");
    expect(responses).toMatchObject([{ result: 1 }, { result: 2 }]);
  });
  socket.close();
});

it("[LOG8] the log can be asked for what one request of a session did", async () => {
  const sessionId = "0a0b0c0d-0000-4000-8000-000000000001";
  const { socket, first, send } = await bareSocket(server.url, { sessionId });
  send({ type: "Mutation", requestId: 1, udfPath: "messages:send", args: [{ channel: "log", text: "other" }] });
  send({ type: "Action", requestId: 2, udfPath: "printing:asking", args: [{}] });
  await first("ActionResponse");
  const asked = new URLSearchParams({ cursor: "0", sessionId, clientRequestCounter: "2" });
  const answer = await fetch(`${server.url}/api/stream_function_logs?${asked}`, {
    headers: { Authorization: `Convex ${adminKey}` },
  });
  const { entries } = (await answer.json()) as { entries: object[] };
  expect(entries).toMatchObject([{ identifier: "printing:asking", kind: "Completion", caller: "SyncWorker" }]);
  socket.close();
});

it("[SY5] a wrong base version is fatal", async () => {
  const { received, send } = await bareSocket(server.url);
  send({ type: "ModifyQuerySet", baseVersion: 3, newVersion: 4, modifications: [] });
  const error = "Base version 3 passed up doesn't match the current version 0";
  await vi.waitFor(() => expect(received).toEqual([{ type: "FatalError", error }]));
});

it("[SY6] subscribers and data outlive a restart of the server", async () => {
  const client = connect();
  const seen = watch(client, "restart");
  await client.mutation(fn("messages", "send"), { channel: "restart", text: "before" } as never);
  await vi.waitFor(() => expect(seen.at(-1)).toEqual(["before"]));
  server = await server.restart();
  await client.mutation(fn("messages", "send"), { channel: "restart", text: "after" } as never);
  await vi.waitFor(() => expect(seen.at(-1)).toEqual(["before", "after"]));
});

it("[SY7] an action's failure reaches its caller, a query's failure its subscriber", async () => {
  const client = connect();
  await expect(client.action(fn("runtime", "nothing"), {} as never)).rejects.toThrow(/Could not find public function/);
  const failure = new Promise<Error>((resolve) => {
    client.onUpdate(fn("runtime", "useTimer"), {} as never, () => undefined, resolve);
  });
  expect((await failure).message).toMatch(/setTimeout/);
});

it("[SY8] a connection is answered at every moment of a restart, never left waiting", async () => {
  const statuses = new Set<number>();
  let ended = false;
  const handshake = () =>
    new Promise<void>((resolve, reject) => {
      const socket = new WebSocket(`${server.url.replace("http", "ws")}/api/1.48.0/sync`, { handshakeTimeout: 5_000 });
      socket.once("unexpected-response", (_, { statusCode = 0 }) => {
        statuses.add(statusCode);
        resolve();
      });
      socket.once("open", () => resolve(socket.close()));
      // Refused where nothing listens, which a client sees at once.
      socket.once("error", (error) => (/timed out/.test(error.message) ? reject(error) : resolve()));
    });
  const knocking = (async () => {
    while (!ended) await handshake();
  })();
  server = await server.restart().finally(() => {
    ended = true;
  });
  await knocking;
  expect([...statuses].every((status) => status === 503)).toBe(true);
});

it("[SY9] a message that can't be worked on ends its own connection, so that the client asks anew, and no other", async () => {
  const other = watch(connect(), "other");
  await vi.waitFor(() => expect(other).toEqual([[]]));
  for (const broken of [
    { type: "Authenticate", tokenType: "None", baseVersion: 7 },
    { type: "ModifyQuerySet", baseVersion: 0, newVersion: 0, modifications: [] },
    { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [{ type: "Remove", queryId: 3 }] },
  ]) {
    const { closed, send } = await bareSocket(server.url, { sessionId: null });
    send(broken as never);
    expect(await closed).toBe("InternalServerError");
  }
  await connect().mutation(fn("messages", "send"), { channel: "other", text: "still here" } as never);
  await vi.waitFor(() => expect(other).toEqual([[], ["still here"]]));
});
