import { beforeAll, expect, it } from "vitest";
import { type Backend, onBoth } from "./testBackends.ts";

type Thing = { _id: string; _creationTime: number; group: string; value?: unknown; more?: unknown };
type Page = {
  page: Thing[];
  isDone: boolean;
  continueCursor: string;
  splitCursor?: string | null;
  pageStatus?: string;
};

const adding = (run: Backend) => (group: string, values: unknown[]) =>
  run.mutation<string[]>("data:add", {
    table: "things",
    docs: values.map((value) => (value === undefined ? { group } : { group, value })),
  });
const values = (things: Thing[]): unknown[] => things.map(({ value }) => value);

/** As Convex orders them; undefined stands for a field that is not there. */
const inOrder: unknown[] = [
  ...[undefined, null, -(2n ** 63n), -1n, 0n, 5n, 2n ** 63n - 1n],
  ...[Number.NEGATIVE_INFINITY, -1.5, -0, 0, Number.MIN_VALUE, 3, Number.POSITIVE_INFINITY, Number.NaN],
  ...[false, true, "", "\u0000", "A", "a", "aa", "é", "\uFFFD", "\u{1F600}"],
  ...[new ArrayBuffer(0), new Uint8Array([0]).buffer, new Uint8Array([0, 1]).buffer, new Uint8Array([1]).buffer],
  ...[[], [null], [1n], [1], [1, 1], ["a"], [[]], {}, { a: 1 }, { a: 1, b: null }, { a: 2 }, { b: 0 }],
];

onBoth("the order of values", (run) => {
  beforeAll(async () => {
    // Not in their order: by steps of a number that shares no factor with their count.
    const places = inOrder.map((_, i) => (i * 7 + 3) % inOrder.length);
    expect(new Set(places).size).toBe(inOrder.length);
    await adding(run)(
      "all",
      places.map((place) => inOrder[place]),
    );
    await adding(run)("ties", [1, 0, 1, 0]);
  });

  it("[VAL3] [QRY1] an index goes through all types in Convex's order, and back", async () => {
    expect(values(await run.query("data:find", { group: "all" }))).toEqual(inOrder);
    expect(values(await run.query("data:find", { group: "all", order: "desc" }))).toEqual([...inOrder].reverse());
  });

  it("[VAL2] [QRY1] equals are in the order of their creation", async () => {
    const ties = await run.query<Thing[]>("data:find", { group: "ties" });
    expect(values(ties)).toEqual([0, 0, 1, 1]);
    const times = ties.map(({ _creationTime }) => _creationTime);
    expect(times[0]).toBeLessThan(times[1] ?? 0);
    expect(times[2]).toBeLessThan(times[3] ?? 0);
    const back = await run.query<Thing[]>("data:find", { group: "ties", order: "desc" });
    expect(back).toEqual([...ties].reverse());
  });

  it("[QRY2] a bound cuts the order anywhere, whatever its type", async () => {
    for (const [at, to] of inOrder.entries()) {
      const bounded = async (op: string) =>
        values(await run.query("data:find", { group: "all", bounds: [{ op, field: "value", to }] }));
      expect(await bounded("lt")).toEqual(inOrder.slice(0, at));
      expect(await bounded("gte")).toEqual(inOrder.slice(at));
      expect(await bounded("eq")).toEqual([to]);
    }
  });
});

onBoth("ranges", (run) => {
  beforeAll(async () => {
    await adding(run)("n", [3, 1, 2, undefined, 5, 4, null]);
    await adding(run)("o", [1]);
    await adding(run)("nested", [{ inner: 2 }, { inner: 1 }, 7, undefined, { inner: { deeper: 1 } }, { other: 1 }]);
  });
  const find = async (bounds: unknown[], more: object = {}) =>
    values(await run.query("data:find", { group: "n", bounds, ...more }));
  const bound = (op: string, to?: unknown) => ({ op, field: "value", ...(to === undefined ? {} : { to }) });

  it("[QRY2] [QRY4] lower and upper bounds, open and closed, in both orders", async () => {
    expect(await find([bound("gt", 2)])).toEqual([3, 4, 5]);
    expect(await find([bound("gte", 2), bound("lt", 4)])).toEqual([2, 3]);
    expect(await find([bound("lte", 4), bound("gt", 2)])).toEqual([3, 4]);
    expect(await find([bound("gt", 1), bound("lte", 3)], { order: "desc" })).toEqual([3, 2]);
    expect(await find([bound("gt", 4), bound("lt", 2)])).toEqual([]);
    expect(await find([bound("eq", 6)])).toEqual([]);
  });

  it("[QRY2] a missing field is undefined: before null, and found as such", async () => {
    expect(await find([bound("eq")])).toEqual([undefined]);
    expect(await find([bound("eq", null)])).toEqual([null]);
    expect(await find([bound("gt")])).toEqual([null, 1, 2, 3, 4, 5]);
    expect(await find([bound("lte", null)])).toEqual([undefined, null]);
    expect(await find([bound("lt")])).toEqual([]);
  });

  it("[QRY4] the time of creation and the id end every index", async () => {
    const [first] = await run.query<Thing[]>("data:find", { group: "n", bounds: [bound("eq", 2)] });
    const at = { op: "eq", field: "_creationTime", to: first?._creationTime };
    expect(await find([bound("eq", 2), at])).toEqual([2]);
    expect(await find([bound("eq", 2), at, { op: "eq", field: "_id", to: first?._id }])).toEqual([2]);
    expect(await find([bound("eq", 2), { ...at, op: "lt" }])).toEqual([]);
  });

  it("[QRY1] an index goes into objects; what is no object has no such field", async () => {
    const nested = async (bounds: unknown[]) =>
      values(await run.query("data:find", { group: "nested", index: "by_nested", bounds }));
    const inner = (op: string, to?: unknown) => ({ op, field: "value.inner", ...(to === undefined ? {} : { to }) });
    expect(await nested([])).toEqual([
      7,
      undefined,
      { other: 1 },
      { inner: 1 },
      { inner: 2 },
      { inner: { deeper: 1 } },
    ]);
    expect(await nested([inner("eq")])).toEqual([7, undefined, { other: 1 }]);
    expect(await nested([inner("gt", 1)])).toEqual([{ inner: 2 }, { inner: { deeper: 1 } }]);
  });

  it.each<[string, unknown[], string?]>([
    ["a field that is not next", [{ op: "eq", field: "_creationTime", to: 1 }]],
    ["one that the index does not have", [{ op: "eq", field: "more", to: 1 }]],
    ["an equality after a bound", [bound("gt", 1), bound("eq", 2)]],
    ["two lower bounds", [bound("gt", 1), bound("gte", 2)]],
    ["bounds on two fields", [bound("gt", 1), { op: "lt", field: "_creationTime", to: 1 }]],
    ["an unknown index", [], "by_nothing"],
  ])("[QRY4] %s is refused", async (_what, bounds, index) => {
    await expect(find(bounds, index === undefined ? {} : { index })).rejects.toThrow();
  });
});

onBoth("filters and ends", (run) => {
  beforeAll(() => adding(run)("f", [1, 2, 3, 4, 5, null, undefined, 3n, "3"]));
  const find = async (more: object) => run.query("data:find", { group: "f", ...more });
  const value = { field: "value" };
  const filtered = async (filter: unknown) => values((await find({ filter })) as Thing[]);

  it("[QRY5] eq and neq tell types apart, and a missing field from null", async () => {
    expect(await filtered(["eq", value, { literal: 3 }])).toEqual([3]);
    expect(await filtered(["eq", value, { literal: 3n }])).toEqual([3n]);
    expect(await filtered(["eq", value, { literal: null }])).toEqual([null]);
    expect(await filtered(["eq", value, { field: "nowhere" }])).toEqual([undefined]);
    expect(await filtered(["neq", value, { literal: 3 }])).toEqual([undefined, null, 3n, 1, 2, 4, 5, "3"]);
  });

  it("[QRY5] [QRY6] comparisons, and, or, not and arithmetic of one type", async () => {
    const number = [
      "and",
      ["gte", value, { literal: 1 }],
      ["neq", value, { literal: 3n }],
      ["neq", value, { literal: "3" }],
    ];
    expect(await filtered(["and", number, ["lt", value, { literal: 3 }]])).toEqual([1, 2]);
    expect(
      await filtered(["and", number, ["or", ["eq", value, { literal: 1 }], ["gt", value, { literal: 4 }]]]),
    ).toEqual([1, 5]);
    expect(await filtered(["and", number, ["not", ["lte", value, { literal: 4 }]]])).toEqual([5]);
    expect(
      await filtered([
        "and",
        ["eq", ["add", { literal: 1 }, { literal: 1 }], { literal: 2 }],
        ["eq", value, { literal: 1 }],
      ]),
    ).toEqual([1]);
  });

  it("[QRY3] first, take, unique and collect come after the filter", async () => {
    const filter = ["or", ["eq", value, { literal: 2 }], ["eq", value, { literal: 4 }]];
    expect(await find({ filter, end: "first" })).toMatchObject({ value: 2 });
    expect(await find({ filter, end: "first", order: "desc" })).toMatchObject({ value: 4 });
    expect(values((await find({ filter, end: "take", count: 1 })) as Thing[])).toEqual([2]);
    expect(await find({ filter, end: "take", count: 0 })).toEqual([]);
    expect(values((await find({ filter, end: "take", count: 9 })) as Thing[])).toEqual([2, 4]);
    await expect(find({ filter, end: "unique" })).rejects.toThrow(/unique\(\) query returned more than one result/);
    const none = ["eq", value, { literal: "none" }];
    expect([await find({ filter: none, end: "first" }), await find({ filter: none, end: "unique" })]).toEqual([
      null,
      null,
    ]);
    expect(await find({ filter: ["eq", value, { literal: 2 }], end: "unique" })).toMatchObject({ value: 2 });
  });

  it("[QRY1] a table is in the order of creation, both ways, and counted", async () => {
    const names = async (more: object = {}) =>
      (await run.query<{ name: string }[]>("data:all", { table: "people", ...more })).map(({ name }) => name);
    expect(await names()).toEqual([]);
    const docs = ["c", "a", "b"].map((name) => ({ name }));
    await run.mutation("data:add", { table: "people", docs });
    expect(await names()).toEqual(["c", "a", "b"]);
    expect(await names({ order: "desc" })).toEqual(["b", "a", "c"]);
    expect(await run.query("data:count", { table: "people" })).toBe(3);
  });
});

onBoth("pages", (run) => {
  beforeAll(() => adding(run)("p", [4, undefined, 2, null, 1, 3, 3, 0]));
  const inPages = [undefined, null, 0, 1, 2, 3, 3, 4];
  const page = (numItems: number, cursor: string | null, more: object = {}) =>
    run.query<Page>("data:page", { group: "p", paginationOpts: { numItems, cursor, ...more } });

  it("[PAGE1] pages follow each other without a gap or a repeat, whatever their size", async () => {
    for (const size of [1, 3, 5, 8, 20]) {
      const seen: unknown[] = [];
      let cursor: string | null = null;
      for (let last = false; !last; ) {
        const next: Page = await page(size, cursor);
        expect(next.page.length).toBeLessThanOrEqual(size);
        seen.push(...values(next.page));
        [cursor, last] = [next.continueCursor, next.isDone];
      }
      expect(seen).toEqual(inPages);
      // Beyond the end there is nothing, as often as one asks.
      expect(await page(size, cursor)).toMatchObject({ page: [], isDone: true });
    }
  });

  it("[PAGE1] [PAGE2] what is written after a cursor is on its page, what is written before it is not", async () => {
    await adding(run)("grows", [1, 3, 5]);
    const pageOf = (numItems: number, cursor: string | null, more: object = {}) =>
      run.query<Page>("data:page", { group: "grows", paginationOpts: { numItems, cursor, ...more } });
    const first = await pageOf(2, null);
    expect(values(first.page)).toEqual([1, 3]);
    await adding(run)("grows", [2, 4]);
    expect(values((await pageOf(9, first.continueCursor)).page)).toEqual([4, 5]);
    const again = await pageOf(2, null, { endCursor: first.continueCursor });
    expect(values(again.page)).toEqual([1, 2, 3]);
    expect(again).toMatchObject({ isDone: false });
  });

  it("[PAGE3] [PAGE5] a page that reads its limit of rows stops there, and can be split", async () => {
    const limited = await page(8, null, { maximumRowsRead: 4 });
    expect(values(limited.page)).toEqual(inPages.slice(0, 4));
    expect(limited).toMatchObject({ isDone: false, pageStatus: "SplitRequired", splitCursor: expect.any(String) });
    const splitCursor = limited.splitCursor ?? "";
    const halves = [
      await page(8, null, { endCursor: splitCursor }),
      await page(8, splitCursor, { endCursor: limited.continueCursor }),
    ];
    for (const half of halves) expect(half.page.length).toBeGreaterThan(0);
    expect(halves.flatMap((half) => values(half.page))).toEqual(inPages.slice(0, 4));
    expect(values((await page(8, limited.continueCursor)).page)).toEqual(inPages.slice(4));
  });

  it("[PAGE4] a cursor that was made up is refused, as is a second page in one run", async () => {
    await expect(page(1, "made up")).rejects.toThrow();
    await expect(run.query("data:twoPages")).rejects.toThrow(/single paginated query/);
  });
});
