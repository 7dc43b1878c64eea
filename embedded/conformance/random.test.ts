// The same seeded writes and queries on both, step by step.
import type { Value } from "convex/values";
import { expect, it } from "vitest";
import { pick, type Random, randomValue, seeded } from "../database/seeded.ts";
import { type Backend, deployment, oracle } from "./testBackends.ts";

type Thing = { _id: string; value?: Value; more: { n: number } };
type Page = { page: Thing[]; isDone: boolean; continueCursor: string };

const backends = [deployment(), oracle()];
const both = <T>(ask: (run: Backend, which: number) => Promise<T>) => Promise.all(backends.map(ask));
const group = "random";

it("[QRY7] [TX2] seeded writes, queries and pages have the same answers on both", async () => {
  const random = seeded(7);
  const rows: string[][] = [];
  for (let n = 0; n < 60; n++) await write(random, rows, n);
  for (let step = 0; step < 150; step++) {
    if (step % 3 === 0) await write(random, rows, 60 + step);
    const query = { group, ...randomQuery(random) };
    const [ours, theirs] = await both((run) => run.query<Thing[]>("data:find", query));
    expect(numbers(ours), JSON.stringify(query, replacer)).toEqual(numbers(theirs));
    expect(ours?.map(({ value }) => value)).toEqual(theirs?.map(({ value }) => value));
  }
  for (const size of [1, 2, 7]) expect(await allPages(backends[0], size)).toEqual(await allPages(backends[1], size));
});

/** One document is made, changed or removed on both; `rows` has its id on each. */
async function write(random: Random, rows: string[][], n: number): Promise<void> {
  const value = someValue(random);
  const fields = { more: { n }, ...(value === undefined ? {} : { value }) };
  const chosen = rows.length > 20 && random() < 0.7 ? Math.floor(random() * rows.length) : null;
  if (chosen === null) {
    const docs = [{ group, ...fields }];
    const ids = await both((run) => run.mutation<string[]>("data:add", { table: "things", docs }));
    rows.push(ids.map(([id = ""]) => id));
    return;
  }
  const op = pick(random, ["patch", "replace", "unset", "delete"]);
  const change = { patch: fields, replace: { group, ...fields }, unset: ["value"], delete: null }[op];
  await both((run, which) => run.mutation("data:change", { op, id: rows[chosen]?.[which], fields: change }));
  if (op === "delete") rows.splice(chosen, 1);
}

function randomQuery(random: Random): object {
  const bound = (op: string) => {
    const to = someValue(random);
    return { op, field: "value", ...(to === undefined ? {} : { to }) };
  };
  const lower = random() < 0.5 ? [bound(pick(random, ["gt", "gte"]))] : [];
  const upper = random() < 0.5 ? [bound(pick(random, ["lt", "lte"]))] : [];
  const bounds = random() < 0.2 ? [bound("eq")] : [...lower, ...upper];
  const order = pick(random, ["asc", "desc"]);
  const test = () => [pick(random, ["eq", "neq"]), { field: "value" }, { literal: someValue(random) ?? null }];
  const filter = pick(random, [undefined, test(), ["or", test(), test()], ["not", ["and", test(), test()]]]);
  const end = random() < 0.3 ? { end: "take", count: Math.floor(random() * 8) } : {};
  return { bounds, order, ...end, ...(filter === undefined ? {} : { filter }) };
}

async function allPages(run: Backend | undefined, numItems: number): Promise<number[]> {
  const seen: Thing[] = [];
  let cursor: string | null = null;
  for (let last = false; !last && run; ) {
    const next: Page = await run.query("data:page", { group, paginationOpts: { numItems, cursor } });
    seen.push(...next.page);
    [cursor, last] = [next.continueCursor, next.isDone];
  }
  return numbers(seen);
}

const numbers = (things: Thing[] = []): number[] => things.map(({ more }) => more.n);
const replacer = (_key: string, value: unknown) => (typeof value === "bigint" ? `${value}n` : value);

/** Without fields that have no name, which clients can't send. */
function someValue(random: Random): Value | undefined {
  const value = randomValue(random);
  return value === undefined ? undefined : named(value);
}

function named(value: Value): Value {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== "object" || value === null || value instanceof ArrayBuffer) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([k, v]) => (k === "" ? [] : [[k, named(v as Value)]])));
}
