import { beforeEach, describe, expect, it } from "vitest";
import { pick, seeded } from "../seeded.ts";
import { temporaryDatabase } from "../testQueries.ts";
import type { Transaction } from "../transaction.ts";
import type { Fields, JSONValue } from "../values.ts";
import { notes, searchSchema } from "./testSearches.ts";
import type { VectorSearchRequest } from "./vectorSearch.ts";

const fresh = temporaryDatabase();
beforeEach(() => fresh.db.applySchema(searchSchema));

async function write<T>(work: (tx: Transaction) => T): Promise<T> {
  const tx = fresh.db.begin();
  const answer = work(tx);
  await fresh.db.commit(tx).durable;
  return answer;
}

const put = (...documents: Fields[]) => write((tx) => documents.map((fields) => tx.insert("notes", fields)));
const like = (vector: number[], more: Partial<VectorSearchRequest> = {}) =>
  fresh.db.searchVectors({ indexName: "notes.by_meaning", vector, ...more });
const eq = (field: string, value: JSONValue) => ({ $eq: [{ $field: field }, { $literal: value }] });

function cosine(a: number[], b: number[]): number {
  const dot = (x: number[], y: number[]) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return dot(a, b) / (Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b)) || 1);
}

describe("vectors", () => {
  it("[VEC1] the most alike come first, with the cosine of their angle", async () => {
    const vectors = [
      [1, 0, 0],
      [0, 2, 0],
      [5, 5, 0],
      [-1, 0, 0],
      [0, 0, 0],
    ];
    const ids = await put(...vectors.map((meaning) => ({ meaning })));
    const results = await like([2, 0.5, 0]);
    expect(results.map(({ _id }) => ids.indexOf(_id))).toEqual([0, 2, 1, 4, 3]);
    for (const { _id, _score } of results) {
      expect(_score).toBeCloseTo(cosine([2, 0.5, 0], vectors[ids.indexOf(_id)] ?? []), 6);
    }
  });

  it("[VEC1] ten are found unless asked otherwise, 256 at most", async () => {
    await put(...Array.from({ length: 300 }, (_, i) => ({ meaning: [1, i, 0] })));
    expect(await like([1, 0, 0])).toHaveLength(10);
    expect(await like([1, 0, 0], { limit: 256 })).toHaveLength(256);
    expect(await like([1, 0, 0], { limit: 0 })).toEqual([]);
    await expect(like([1, 0, 0], { limit: 257 })).rejects.toThrow(
      "Vector queries can fetch at most 256 results, requested 257.",
    );
    await expect(like([1, 0, 0], { limit: 1.5 })).rejects.toThrow("whole number");
  });

  it("[VEC1] exactly what a look at every vector would find", async () => {
    const random = seeded(3);
    const vector = () => [random() - 0.5, random() - 0.5, random() - 0.5];
    const documents = Array.from({ length: 400 }, () => ({ meaning: vector(), kind: pick(random, [1, 2, 3]) }));
    const ids = await put(...documents);
    for (let round = 0; round < 20; round++) {
      const asked = vector();
      const expected = documents
        .flatMap(({ meaning, kind }, i) => (kind === 3 ? [] : [{ id: ids[i], score: cosine(asked, meaning) }]))
        .sort((a, b) => b.score - a.score)
        .slice(0, 20);
      const expressions = { $or: [eq("kind", 1), eq("kind", 2)] };
      expect((await like(asked, { limit: 20, expressions })).map(({ _id }) => _id)).toEqual(
        expected.map(({ id }) => id),
      );
    }
  });

  it("[VEC2] a filter holds when one of its equalities does, on whichever field", async () => {
    const ids = await put(
      { meaning: [1, 0, 0], author: "ann", kind: 1 },
      { meaning: [1, 1, 0], author: "bob", kind: 2 },
      { meaning: [1, 2, 0], author: "bob" },
      { meaning: [1, 3, 0], author: null },
    );
    const found = async (expressions: JSONValue) => {
      return (await like([1, 0, 0], { expressions })).map(({ _id }) => ids.indexOf(_id));
    };
    expect(await found(eq("author", "bob"))).toEqual([1, 2]);
    expect(await found({ $or: [eq("author", "ann"), eq("kind", 2)] })).toEqual([0, 1]);
    expect(await found({ $or: [eq("kind", { $undefined: null } as never), { $or: [eq("kind", 1)] }] })).toEqual([
      0, 2, 3,
    ]);
    expect(await found(eq("author", null))).toEqual([3]);
    await expect(found(eq("body", 1))).rejects.toThrow('contains a filter on "body" but that field isn\'t indexed');
    await expect(found({ $and: [eq("kind", 1)] })).rejects.toThrow("a combination of `q.eq` and `q.or`");
    await expect(found({ $eq: [{ $literal: 1 }, { $literal: 1 }] })).rejects.toThrow("must take a field path");
    await expect(found({ $or: Array.from({ length: 65 }, (_, i) => eq("kind", i)) })).rejects.toThrow(
      "Max: 64 Actual: 65",
    );
  });

  it("[VEC3] documents without a vector of the index's length are left out", async () => {
    const [id] = await put(
      { meaning: [1, 0, 0] },
      { meaning: [1, 0] },
      { meaning: null },
      {},
      { meaning: [1, 0, 1n] },
      { meaning: "text" },
    );
    expect((await like([1, 0, 0])).map(({ _id }) => _id)).toEqual([id]);
    expect(fresh.db.searchProblems()).toEqual([]);
  });

  it("[VEC4] a vector of another length, another index and no index are refused in Convex's words", async () => {
    await expect(like([1, 0])).rejects.toThrow("Expected a vector with dimensions 3, received 2.");
    await expect(like(["1", 0, 0] as never)).rejects.toThrow("list of numbers");
    await expect(like([1, 0, 0], { indexName: "notes.by_body" })).rejects.toThrow(
      "Index notes.by_body is not a vector index",
    );
    await expect(like([1, 0, 0], { indexName: "notes.other" })).rejects.toThrow("Index notes.other not found.");
    expect(await like([1, 0, 0], { indexName: "nowhere.other" })).toEqual([]);
  });

  it("[VEC5] what is written is found from its commit on, and what a push adds covers what is there", async () => {
    const [id = ""] = await put({ meaning: [1, 0, 0] });
    const scores = async () => (await like([1, 0, 0])).map(({ _score }) => _score);
    await write((tx) => tx.shallowMerge(id, { meaning: [0, 1, 0] }));
    expect(await scores()).toEqual([0]);
    await write((tx) => tx.shallowMerge(id, { body: "other" }));
    fresh.db.applySchema({ schemaValidation: true, tables: [{ ...notes, vectorIndexes: [] }] });
    await expect(scores()).rejects.toThrow("not found");
    fresh.db.applySchema(searchSchema);
    expect(await scores()).toEqual([0]);
    await write((tx) => tx.remove(id));
    expect(await scores()).toEqual([]);
    expect(fresh.db.searchProblems()).toEqual([]);
  });
});
