// Search through functions: on this deployment, and what convex-test agrees with there too.

import { ConvexClient } from "convex/browser";
import { convexTest } from "convex-test";
import { beforeAll, describe, expect, it } from "vitest";
import * as articles from "../fixtures/app/convex/articles.ts";
import schema from "../fixtures/app/convex/schema.ts";
import { fn, servedFixture } from "../testServer.ts";

type Backend = {
  query(name: string, args: object): Promise<unknown>;
  mutation(name: string, args: object): Promise<unknown>;
  action(name: string, args: object): Promise<unknown>;
};

const served = servedFixture();

const embedded = (): Backend => ({
  query: (name, args) => served.query("articles", name, args),
  mutation: (name, args) => served.mutation("articles", name, args),
  action: (name, args) => served.action("articles", name, args),
});

function convexTestBackend(): Backend {
  const modules = {
    "./convex/articles.ts": () => Promise.resolve(articles),
    "./convex/schema.ts": () => Promise.resolve({ default: schema }),
    "./convex/_generated/api.js": () => Promise.resolve({}),
  };
  type Call = (reference: never, args: object) => Promise<unknown>;
  const t = convexTest(schema, modules) as unknown as { query: Call; mutation: Call; action: Call };
  return {
    query: (name, args) => t.query(fn("articles", name), args),
    mutation: (name, args) => t.mutation(fn("articles", name), args),
    action: (name, args) => t.action(fn("articles", name), args),
  };
}

describe.each([
  ["this deployment", embedded],
  ["convex-test", convexTestBackend],
])("search on %s", (_name, backend) => {
  let run: Backend;
  const search = (text: string, more: object = {}) => run.query("search", { text, ...more }) as Promise<string[]>;
  beforeAll(async () => {
    run = backend();
    const texts = ["Red apple pie", "Green apple", "Red pear", "Blueberry tart"];
    await run.mutation("add", { articles: texts.map((body, i) => ({ body, author: i % 2 ? "odd" : "even" })) });
  });

  it("[SRCH2] any term finds, the last one by its beginning", async () => {
    expect((await search("pear apple")).sort()).toEqual(["Green apple", "Red apple pie", "Red pear"]);
    expect(await search("BLUE")).toEqual(["Blueberry tart"]);
    expect(await search("kiwi")).toEqual([]);
    expect(await search("")).toEqual([]);
  });

  it("[SRCH4] [SRCH7] filter fields, filters and limits", async () => {
    expect(await search("apple", { author: "odd" })).toEqual(["Green apple"]);
    expect(await search("apple", { not: "Green apple" })).toEqual(["Red apple pie"]);
    expect(await search("red", { take: 1 })).toHaveLength(1);
    const page = (await run.query("page", { text: "red", paginationOpts: { numItems: 1, cursor: null } })) as {
      page: unknown[];
      isDone: boolean;
    };
    expect([page.page.length, page.isDone]).toEqual([1, false]);
  });

  it("[SRCH5] a mutation finds what it has just written", async () => {
    expect(await run.mutation("addAndSearch", { body: "Papaya", text: "papa" })).toEqual(["Papaya"]);
  });

  it("[VEC1] [VEC2] an action finds the most alike", async () => {
    const meanings = { east: [1, 0], north: [0, 1], northeast: [3, 3], west: [-1, 0] };
    const vectors = Object.entries(meanings).map(([body, meaning]) => ({ body, meaning, author: `v-${body}` }));
    await run.mutation("add", { articles: vectors });
    const authors = vectors.map(({ author }) => author);
    const found = (await run.action("similar", { vector: [2, 1], limit: 3, authors })) as {
      body: string;
      score: number;
    }[];
    expect(found.map(({ body }) => body)).toEqual(["northeast", "east", "north"]);
    expect(found[0]?.score).toBeCloseTo(3 / Math.sqrt(10), 6);
    const filtered = (await run.action("similar", { vector: [2, 1], authors: ["v-west", "v-north"] })) as {
      body: string;
    }[];
    expect(filtered.map(({ body }) => body)).toEqual(["north", "west"]);
  });
});

describe("search on this deployment alone", () => {
  it("[SRCH2] [SRCH3] only the last term stands for what begins with it; results are ranked", async () => {
    await embedded().mutation("add", {
      articles: ["grape grape", "a grape", "grapefruit"].map((body) => ({ body })),
    });
    const found = (text: string) => embedded().query("search", { text });
    expect(await found("grap x")).toEqual([]);
    expect(await found("grape")).toEqual(["grape grape", "a grape", "grapefruit"]);
  });

  it("[SRCH8] [VEC4] what does not fit is refused in Convex's words", async () => {
    await expect(embedded().action("similar", { vector: [1, 2, 3] })).rejects.toThrow(
      "Expected a vector with dimensions 2, received 3.",
    );
    await expect(embedded().action("similar", { vector: [1, 2], limit: 257 })).rejects.toThrow("at most 256 results");
  });

  it("[SRCH6] a subscriber sees a match come, change and go", async () => {
    const subscriber = new ConvexClient(served.server.url, { logger: false });
    const seen: string[][] = [];
    let arrived: () => void = () => undefined;
    const next = () => new Promise<void>((resolve) => (arrived = resolve));
    let waiting = next();
    subscriber.onUpdate(fn("articles", "search"), { text: "quin" } as never, (bodies) => {
      seen.push(bodies);
      arrived();
    });
    const step = async (name: string, args: object) => {
      waiting = next();
      const result = await embedded().mutation(name, args);
      await waiting;
      return result;
    };
    await waiting;
    const [id] = (await step("add", { articles: [{ body: "Quince jam" }] })) as string[];
    await embedded().mutation("add", { articles: [{ body: "Unrelated" }] });
    await step("edit", { id, body: "Quince jelly" });
    await step("remove", { id });
    await subscriber.close();
    expect(seen).toEqual([[], ["Quince jam"], ["Quince jelly"], []]);
  });
});
