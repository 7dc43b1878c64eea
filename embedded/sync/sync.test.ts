import type { ConvexClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { startTestServer, type TestServer } from "../testServer.ts";
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

it("[SY5] a wrong base version is fatal", async () => {
  const { received, send } = await bareSocket(server.url);
  send({ type: "ModifyQuerySet", baseVersion: 3, newVersion: 4, modifications: [] });
  await vi.waitFor(() => expect(received).toMatchObject([{ type: "FatalError" }]));
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
    { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1 },
    { type: "Connect", sessionId: "broken", connectionCount: 0, maxObservedTimestamp: "?" },
  ]) {
    const { closed, send } = await bareSocket(server.url, { sessionId: null });
    send(broken as never);
    expect(await closed).toBe("InternalServerError");
  }
  await connect().mutation(fn("messages", "send"), { channel: "other", text: "still here" } as never);
  await vi.waitFor(() => expect(other).toEqual([[], ["still here"]]));
});
