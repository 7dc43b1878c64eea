// Text search against a look at every document, by code that knows nothing of indexes: random writes inside and outside of
// transactions, snapshots of any age, histories pruned underneath.
import { convexToJson, type Value } from "convex/values";
import { expect, it } from "vitest";
import { Database } from "../database.ts";
import { pick, type Random, seeded } from "../seeded.ts";
import { rows } from "../testQueries.ts";
import type { Transaction } from "../transaction.ts";
import { type Doc, fieldAt, type MaybeJson } from "../values.ts";
import { search, searchSchema } from "./testSearches.ts";

const words = ["a", "ab", "abc", "abd", "b", "bc", "c", "cat", "catalog", "dog", "Émile", "émigré", "zebra"];
const authors = ["ann", "bob", null, undefined, 1, 1n];
const kinds = [1, 2, undefined];

type Asked = { text: string; equal: [field: string, value: Value | undefined][] };

function split(text: unknown): string[] {
  return typeof text === "string"
    ? text
        .toLowerCase()
        .split(" ")
        .filter((word) => word !== "")
    : [];
}

/** The length as it is rounded: exact up to 40, then the greatest of eight steps to a doubling. */
function rounded(length: number): number {
  if (length <= 40) return length;
  let step = 2;
  let from = 40;
  while (length >= from + 8 * step) {
    from += 8 * step;
    step *= 2;
  }
  return from + Math.floor((length - from) / step) * step;
}

function naive(docs: Doc[], { text, equal }: Asked): string[] {
  const asked = split(text);
  const last = asked.at(-1) ?? "";
  const texts = docs.map((doc) => ({ doc, words: split(doc["body"]) }));
  const average = texts.reduce((sum, { words }) => sum + words.length, 0) / docs.length;
  const vocabulary = [...new Set(texts.flatMap(({ words }) => words))].sort((a, b) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  const boosts = vocabulary.flatMap((word): [string, number][] =>
    asked.includes(word) ? [[word, 1]] : last !== "" && word.startsWith(last) ? [[word, 0.5]] : [],
  );
  const scored = texts.flatMap(({ doc, words }) => {
    const hits = boosts.filter(([word]) => words.includes(word));
    const passes = equal.every(([field, value]) => same(fieldAt(doc, field), value));
    if (hits.length === 0 || !passes) return [];
    let score = 0;
    for (const [word, boost] of hits) {
      const having = texts.filter((other) => other.words.includes(word)).length;
      const count = words.filter((other) => other === word).length;
      const rarity = Math.log(1 + (docs.length - having + 0.5) / (having + 0.5));
      const norm = 1.2 * (1 - 0.75 + (0.75 * rounded(words.length)) / average);
      score += (boost * rarity * (1 + 1.2) * count) / (count + norm);
    }
    return [{ doc, score: Math.fround(score) }];
  });
  scored.sort((a, b) => b.score - a.score || b.doc._creationTime - a.doc._creationTime);
  return scored.map(({ doc }) => doc._id);
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return JSON.stringify(convexToJson(a)) === JSON.stringify(convexToJson(b));
}

function randomText(random: Random): string {
  const length = random() < 0.05 ? 45 + Math.floor(random() * 60) : Math.floor(random() * 6);
  return Array.from({ length }, () => pick(random, words)).join(" ");
}

function randomNote(random: Random) {
  return {
    body: random() < 0.9 ? randomText(random) : pick(random, [undefined, 7]),
    author: pick(random, authors),
    meta: { kind: pick(random, kinds) },
  };
}

function randomSearch(random: Random): Asked {
  const equal: Asked["equal"] = [];
  if (random() < 0.4) equal.push(["author", pick(random, authors)]);
  if (random() < 0.3) equal.push(["meta.kind", pick(random, kinds)]);
  const text = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, words)).join(" ");
  return { text: random() < 0.5 ? text.slice(0, 1 + Math.floor(random() * text.length)) : text, equal };
}

function step(random: Random, tx: Transaction, docs: Map<string, Doc>): void {
  const victim = docs.size > 0 ? pick(random, [...docs.keys()]) : undefined;
  const choice = random();
  let id = victim ?? "";
  if (victim === undefined || choice < 0.4) id = tx.insert("notes", randomNote(random));
  else if (choice < 0.6) tx.replace(victim, randomNote(random));
  else if (choice < 0.7) tx.shallowMerge(victim, { body: randomText(random) });
  else if (choice < 0.8) tx.shallowMerge(victim, { author: pick(random, authors) });
  else if (choice < 0.85) tx.shallowMerge(victim, { unrelated: random() });
  else tx.remove(victim);
  const doc = tx.get(id);
  if (doc) docs.set(id, doc);
  else docs.delete(id);
}

it.each([1, 2, 3])("[SRCH10] a search finds what a look at every document would (seed %i)", (seed) => {
  const random = seeded(seed);
  let now = 1_800_000_000_000;
  const db = Database.open(":memory:", { now: () => now });
  db.applySchema(searchSchema);
  let docs = new Map<string, Doc>();
  const snapshots: { tx: Transaction; docs: Map<string, Doc> }[] = [];
  let compared = 0;
  const compare = (tx: Transaction, against: Map<string, Doc>) => {
    const asked = randomSearch(random);
    const equal = Object.fromEntries(
      asked.equal.map(([field, value]): [string, MaybeJson] => [
        field,
        value === undefined ? { $undefined: null } : convexToJson(value),
      ]),
    );
    const found = rows(tx, search(asked.text, equal)).map((doc) => doc._id);
    expect(found).toEqual(naive([...against.values()], asked));
    compared += found.length;
  };
  for (let round = 0; round < 150; round++) {
    now += Math.floor(random() * 3000);
    const tx = db.begin();
    const after = new Map(docs);
    const steps = 1 + Math.floor(random() * 6);
    for (let i = 0; i < steps; i++) {
      if (random() < 0.2) {
        const savepoint = tx.savepoint();
        step(random, tx, new Map(after));
        tx.rollback(savepoint);
      }
      step(random, tx, after);
      if (random() < 0.5) compare(tx, after);
    }
    if (random() < 0.85) {
      db.commit(tx);
      docs = after;
    }
    snapshots.push({ tx: db.begin(), docs });
    const old = pick(random, snapshots.slice(-20));
    compare(old.tx, old.docs);
    compare(db.begin(), docs);
  }
  expect(db.searchProblems()).toEqual([]);
  expect(compared).toBeGreaterThan(1000);
  db.close();
});
