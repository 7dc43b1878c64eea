import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { testIssuer } from "../auth/testIssuer.ts";
import { adminKey, startTestServer, type TestServer } from "../testServer.ts";
import type { ClientMessage } from "./messages.ts";
import { bareSocket, noteFunctions, officialClient, queries } from "./testClient.ts";

const whoAmI = makeFunctionReference<"query", Record<string, never>, string | null>("notes:whoAmI");
const list = makeFunctionReference<"query", { channel: string }, { text: string }[]>("notes:list");

let server: TestServer;
let issuer: Awaited<ReturnType<typeof testIssuer>>;
beforeAll(async () => {
  [server, issuer] = await Promise.all([startTestServer({ push: false }), testIssuer()]);
  await server.pushDirectory(noteFunctions);
  await issuer.trustedBy(server);
});
afterAll(async () => {
  await server.dispose();
  await issuer.close();
});

const add = (requestId: number, text: string, rounds = 0): ClientMessage => ({
  type: "Mutation",
  requestId,
  udfPath: "notes:addSlowly",
  args: [{ channel: "identities", text, rounds }],
});
const as = (baseVersion: number, value: string): ClientMessage => ({
  type: "Authenticate",
  tokenType: "User",
  baseVersion,
  value,
});
const texts = async () => {
  const notes = await new ConvexHttpClient(server.url, { logger: false }).query(list, { channel: "identities" });
  return notes.map(({ text }) => text);
};

it("[SY11] another token is another identity for what comes after it, in one transition; none is none", async () => {
  const client = officialClient(server.url);
  const seen: (string | null)[] = [];
  const changes: boolean[] = [];
  client.onUpdate(whoAmI, {}, (who) => seen.push(who));
  await vi.waitFor(() => expect(seen).toEqual([null]));
  for (const subject of ["ada", "grace"]) {
    client.setAuth(
      () => issuer.token({ sub: subject }),
      (isAuthenticated) => changes.push(isAuthenticated),
    );
    await vi.waitFor(() => expect(seen.at(-1)).toBe(subject));
  }
  client.client.clearAuth();
  await vi.waitFor(() => expect(seen.at(-1)).toBeNull());
  expect(seen).toEqual([null, "ada", "grace", null]);
  await client.close();
});

it("[SY11] a mutation runs as who the client was when it sent it", async () => {
  const bare = await bareSocket(server.url);
  bare.send(
    add(0, "first", 20),
    add(1, "second"),
    as(0, await issuer.token({ sub: "ada" })),
    add(2, "third", 20),
    add(3, "fourth"),
    as(1, await issuer.token({ sub: "grace" })),
    add(4, "fifth"),
    { type: "Authenticate", tokenType: "None", baseVersion: 2 },
    add(5, "sixth"),
  );
  await vi.waitFor(() => expect(bare.received.filter(({ type }) => type === "MutationResponse")).toHaveLength(6), {
    timeout: 10_000,
  });
  expect(await texts()).toEqual([
    "first by nobody",
    "second by nobody",
    "third by ada",
    "fourth by ada",
    "fifth by grace",
    "sixth by nobody",
  ]);
  bare.socket.terminate();
});

it("[SY12] behind a token that is refused nothing is run, and the connection ends", async () => {
  const before = await texts();
  const bare = await bareSocket(server.url);
  bare.send(queries(["notes:whoAmI", {}]), as(0, await issuer.token({ sub: "mallory", exp: 1 })), add(0, "behind it"), {
    type: "Action",
    requestId: 1,
    udfPath: "notes:takeTime",
    args: [{ ms: 0 }],
  });
  await bare.closed;
  expect(bare.received.at(-1)).toMatchObject({ type: "AuthError", baseVersion: 0, authUpdateAttempted: true });
  expect(bare.received.filter(({ type }) => type.endsWith("Response"))).toEqual([]);
  expect(await texts()).toEqual(before);
});

it("[SY13] when a token runs out the connection ends; the client asks for another one and goes on", async () => {
  // Past its end, but within what clocks may differ by.
  const ended = await issuer.token({ sub: "ada", exp: Math.floor(Date.now() / 1000) - 4 });
  const bare = await bareSocket(server.url);
  bare.send(queries(["notes:whoAmI", {}]), as(0, ended));
  await bare.closed;
  expect(bare.received.at(-1)).toEqual({
    ...{ type: "AuthError", error: "Convex token identity expired" },
    ...{ baseVersion: 1, authUpdateAttempted: false },
  });
  expect(bare.results(0).at(-1)).toBe("ada");

  const client = officialClient(server.url);
  const seen: (string | null)[] = [];
  const asked: boolean[] = [];
  client.onUpdate(whoAmI, {}, (who) => seen.push(who));
  client.setAuth(({ forceRefreshToken }) => {
    asked.push(forceRefreshToken);
    // The client does not know by itself that this one has run out: it is good for longer than the client looks ahead.
    const exp = Math.floor(Date.now() / 1000) + (asked.length <= 2 ? -3 : 60);
    return issuer.token({ sub: `ada ${asked.length}`, exp, iat: exp - 3_600 });
  });
  await vi.waitFor(() => expect(seen.at(-1)).toBe("ada 3"), { timeout: 10_000 });
  expect(asked).toEqual([false, true, true]);
  await client.close();
});

it("[SY14] the admin may act as a user, who is named by issuer and subject at least", async () => {
  const client = officialClient(server.url);
  const seen: (string | null)[] = [];
  // What the dashboard and the CLI call; it is not in the client's types.
  const admin = client.client as unknown as { setAdminAuth(key: string, identity: object): void };
  admin.setAdminAuth(adminKey, { subject: "ada", issuer: "https://issuer.test", name: "Ada" });
  client.onUpdate(whoAmI, {}, (who) => seen.push(who));
  await vi.waitFor(() => expect(seen).toEqual(["ada"]));
  await client.close();
  for (const [value, impersonating] of [
    [adminKey, { subject: "ada" }],
    [adminKey, { issuer: "https://issuer.test" }],
    [adminKey, "ada"],
    [`${adminKey}:bm8ganNvbg==`, undefined],
    ["test|other", { subject: "ada", issuer: "https://issuer.test" }],
  ]) {
    const bare = await bareSocket(server.url);
    bare.send({ type: "Authenticate", tokenType: "Admin", baseVersion: 0, value, impersonating } as ClientMessage);
    await bare.closed;
    expect(bare.received.at(-1)).toMatchObject({ type: "AuthError", authUpdateAttempted: true });
  }
});

it("[SY20] a page of any origin may connect, and is nobody until it authenticates: cookies say nothing", async () => {
  const headers = { Origin: "https://else.test", Cookie: `session=${adminKey}`, Authorization: `Convex ${adminKey}` };
  const bare = await bareSocket(server.url, { webSocket: { headers } });
  bare.send(queries(["notes:whoAmI", {}], ["_system/cli/tables", {}]));
  await bare.first("Transition");
  expect(bare.results(0)).toEqual([null]);
  expect(bare.results(1)).toEqual(["QueryFailed"]);
  bare.socket.terminate();
});

it("[SY5] what is not of the protocol ends the connection with a sentence", async () => {
  for (const [text, sentence] of [
    ["no json", "Received Invalid JSON on websocket: "],
    ["null", "it is not an object"],
    ["7", "it is not an object"],
    ['{"type":"Unheard"}', "unknown variant `Unheard`, expected one of `Connect`, `ModifyQuerySet`, "],
    ['{"type":"Mutation","requestId":0,"udfPath":"notes:add"}', "Mutation lacks args"],
    ['{"type":"Action","requestId":0,"args":[{}]}', "missing field `udfPath`"],
    ['{"type":"ModifyQuerySet","baseVersion":0,"newVersion":1}', "ModifyQuerySet lacks modifications"],
    ['{"type":"ModifyQuerySet","baseVersion":0,"newVersion":1,"modifications":[{"type":"Add"}]}', "`queryId`"],
    ['{"type":"Authenticate","baseVersion":0,"tokenType":"User"}', "missing field `value`"],
    ['{"type":"Connect","sessionId":"a","connectionCount":0,"maxObservedTimestamp":"?"}', "u64 must be 8 bytes"],
  ] as const) {
    const bare = await bareSocket(server.url, { sessionId: null });
    bare.socket.send(text);
    // Convex gives no reason beside the message.
    expect(await bare.closed).toBe("");
    expect(bare.received).toMatchObject([{ type: "FatalError", error: expect.stringContaining(sentence) }]);
  }
});
