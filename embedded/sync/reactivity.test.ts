import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { adminKey, startTestServer, type TestServer } from "../testServer.ts";
import type { ClientMessage } from "./messages.ts";
import { type BareSocket, bareSocket, noteFunctions, queries } from "./testClient.ts";

type Note = { channel: string; text: string };
const add = makeFunctionReference<"mutation", Note, string>("notes:add");
const addMany = makeFunctionReference<"mutation", { channel: string; texts: string[] }, string[]>("notes:addMany");
const rewrite = makeFunctionReference<"mutation", { id: string; text: string }, null>("notes:rewrite");
const remove = makeFunctionReference<"mutation", { id: string }, null>("notes:remove");

/** Of the queries that ran, by the server's own log. */
const ran: string[] = [];
let server: TestServer;
let http: ConvexHttpClient;
const sockets: BareSocket[] = [];

beforeAll(async () => {
  server = await startTestServer({
    push: false,
    onExecution: ({ udfType, identifier }) => udfType === "Query" && ran.push(identifier),
  });
  await server.pushDirectory(noteFunctions);
  http = new ConvexHttpClient(server.url, { logger: false });
});
afterEach(() => {
  for (const { socket } of sockets.splice(0)) socket.terminate();
});
afterAll(() => server.dispose());

/** A connection that watches these queries and has been told of all of them. */
async function watching(...asked: Parameters<typeof queries>): Promise<BareSocket> {
  const bare = await bareSocket(server.url);
  sockets.push(bare);
  bare.send(queries(...asked));
  const { modifications } = await bare.first("Transition");
  expect(modifications).toHaveLength(asked.length);
  return bare;
}

/** When a write that was answered has been shown to everybody who watches what it wrote. */
async function settled(bares: BareSocket[]): Promise<void> {
  const channel = `settled ${Math.random()}`;
  for (const [n, bare] of bares.entries()) {
    const before = bare.transitions().length;
    const args = [{ channel, text: String(n) }];
    bare.send({ type: "Mutation", requestId: before, udfPath: "notes:add", args });
    await vi.waitFor(() => expect(bare.transitions().length).toBeGreaterThan(before), { timeout: 10_000 });
  }
}

it("[RE1] of 1,000 subscriptions to different documents on ten connections a write runs exactly one again", async () => {
  const texts = Array.from({ length: 1_000 }, (_, n) => String(n));
  const ids = await http.mutation(addMany, { channel: "many", texts });
  const ten = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      watching(...ids.slice(n * 100, (n + 1) * 100).map((id): [string, { id: string }] => ["notes:one", { id }])),
    ),
  );
  ran.length = 0;
  await http.mutation(rewrite, { id: ids[537] ?? "", text: "new" });
  await vi.waitFor(() => expect(ten[5]?.results(37)).toHaveLength(2));
  await settled(ten);
  expect(ran).toEqual(["notes:one"]);
  expect(ten[5]?.results(37)).toMatchObject([{ text: "537" }, { text: "new" }]);
  const told = ten.flatMap((bare) =>
    bare
      .transitions()
      .slice(1)
      .flatMap(({ modifications }) => modifications),
  );
  expect(told).toHaveLength(1);
}, 60_000);

it("[RE2] a range runs again when a write enters it, changes in it or leaves it, and at no other", async () => {
  const range = await watching(["notes:between", { channel: "range", from: "c", to: "f" }]);
  const runs = async (write: () => Promise<unknown>): Promise<number> => {
    ran.length = 0;
    await write();
    await settled([range]);
    return ran.length;
  };
  const note =
    (text: string, channel = "range") =>
    () =>
      http.mutation(add, { channel, text });
  const outside = await http.mutation(add, { channel: "range", text: "b" });
  expect(await runs(note("a"))).toBe(0);
  expect(await runs(note("f"))).toBe(0);
  expect(await runs(note("d", "other"))).toBe(0);
  expect(await runs(note("c"))).toBe(1);
  expect(await runs(() => http.mutation(rewrite, { id: outside, text: "bb" }))).toBe(0);
  expect(await runs(() => http.mutation(rewrite, { id: outside, text: "e" }))).toBe(1);
  expect(await runs(() => http.mutation(rewrite, { id: outside, text: "z" }))).toBe(1);
  expect(await runs(() => http.mutation(remove, { id: outside }))).toBe(0);
  expect(range.results(0)).toEqual([[], ["c"], ["c", "e"], ["c"]]);
});

it("[RE3] a result like the one before is not sent", async () => {
  const same = await watching(["notes:isChannel", { channel: "same" }]);
  ran.length = 0;
  await http.mutation(add, { channel: "same", text: "x" });
  await settled([same]);
  expect([ran, same.results(0)]).toEqual([["notes:isChannel"], [true]]);
});

it("[RE4] 200 subscribers of one query are told of a write, and it is run once for all of them", async () => {
  ran.length = 0;
  const crowd = await Promise.all(Array.from({ length: 200 }, () => watching(["notes:list", { channel: "crowd" }])));
  for (const text of ["a", "b", "c"]) {
    ran.length = 0;
    await http.mutation(add, { channel: "crowd", text });
    await vi.waitFor(
      () => {
        for (const bare of crowd) expect(JSON.stringify(bare.results(0).at(-1))).toContain(`"${text}"`);
      },
      { timeout: 10_000 },
    );
    expect(ran).toEqual(["notes:list"]);
  }
});

it("[RE5] what is run for several is run apart for each user, for other arguments and for another end of a page", async () => {
  for (const text of ["a", "b"]) await http.mutation(add, { channel: "apart", text });
  ran.length = 0;
  const list: [string, { channel: string }] = ["notes:list", { channel: "apart" }];
  await watching(list, list, ["notes:list", { channel: "else" }]);
  expect(ran).toHaveLength(2);
  const asUser = async (subject: string) => {
    const bare = await bareSocket(server.url);
    sockets.push(bare);
    const impersonating = { subject, issuer: "https://issuer.test" } as never;
    bare.send(
      { type: "Authenticate", tokenType: "Admin", baseVersion: 0, value: adminKey, impersonating },
      queries(list),
    );
    await bare.first("Transition");
  };
  await Promise.all([asUser("ada"), asUser("ada"), asUser("grace")]);
  expect(ran).toHaveLength(4);
  const page = (numItems: number): [string, object] => [
    "notes:page",
    { channel: "apart", paginationOpts: { cursor: null, numItems } },
  ];
  const pages = await watching(page(1), page(1));
  expect(ran).toHaveLength(5);
  const shown = pages.transitions()[0]?.modifications[0];
  const journal = shown?.type === "QueryUpdated" ? shown.journal : null;
  expect(journal).not.toBeNull();
  const again = await bareSocket(server.url);
  sockets.push(again);
  const [udfPath, args] = page(1);
  const modifications = [null, journal].map((journal, queryId) => ({
    type: "Add",
    queryId,
    udfPath,
    args: [args],
    journal,
  }));
  again.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications } as ClientMessage);
  await again.first("Transition");
  expect(ran).toHaveLength(6);
});

it("[RE6] a push runs every subscription again once and shows it in one transition, all of the new code", async () => {
  const folder = mkdtempSync(join(tmpdir(), "embedded-push-"));
  try {
    const module = (version: number) => `
      import { queryGeneric as query } from "convex/server";
      export const version = query({ args: {}, handler: () => ${version} });
      export const slowly = query({ args: {}, handler: async () => {
        await crypto.subtle.digest("SHA-256", new Uint8Array(1024));
        return ${version};
      } });`;
    symlinkSync(join(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
    cpSync(noteFunctions, join(folder, "convex"), { recursive: true });
    const push = async (version: number) => {
      writeFileSync(join(folder, "convex/versions.ts"), module(version));
      await server.pushDirectory(join(folder, "convex"));
    };
    await push(1);
    const asked: [string, { [name: string]: string }][] = [
      ["versions:version", {}],
      ["versions:slowly", {}],
    ];
    const bare = await watching(...asked);
    const two = await watching(...asked);
    for (const version of [2, 3]) {
      ran.length = 0;
      await push(version);
      for (const { transitions } of [bare, two]) {
        await vi.waitFor(() =>
          expect(transitions().at(-1)?.modifications).toMatchObject([{ value: version }, { value: version }]),
        );
      }
      expect(ran.sort()).toEqual(["versions:slowly", "versions:version"]);
    }
    expect(bare.transitions()).toHaveLength(3);
  } finally {
    rmSync(folder, { recursive: true });
    await server.pushDirectory(noteFunctions);
  }
});

it("[RE6] a variable that changes while queries run is the same in all that is shown together", async () => {
  const bare = await bareSocket(server.url);
  sockets.push(bare);
  const asked = [0, 400, 1].map((rounds): [string, object] => ["notes:variable", { name: "COLOUR", rounds }]);
  bare.send(queries(...asked));
  for (const value of ["red", "green", "blue"]) {
    const response = await fetch(`${server.url}/api/update_environment_variables`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Convex ${adminKey}` },
      body: JSON.stringify({ changes: [{ name: "COLOUR", value }] }),
    });
    expect(response.status).toBe(200);
  }
  const last = () => asked.map((_, n) => bare.results(n).at(-1));
  await vi.waitFor(() => expect(last()).toEqual(["blue", "blue", "blue"]), { timeout: 20_000 });
  let shown: unknown[] = [];
  for (const { modifications } of bare.transitions()) {
    const values = modifications.map((modification) =>
      modification.type === "QueryUpdated" ? modification.value : null,
    );
    if (values.length > 0) shown = asked.map((_, n) => values[n] ?? shown[n]);
    expect(new Set(shown).size).toBeLessThanOrEqual(1);
    expect([0, asked.length]).toContain(values.length);
  }
});
