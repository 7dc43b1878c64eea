// Where convex-test is not true to Convex: what it does, so that a test fails when that changes, and Convex's rule, to which this
// deployment is held. The rules are those of the `convex` package and of Convex's documented limits and messages.
import { beforeAll, expect, it } from "vitest";
import { type Backend, deployment, oracle } from "./testBackends.ts";

const ours = deployment();
const theirs = oracle();
const both = (ask: (run: Backend) => Promise<unknown>) => Promise.all([ours, theirs].map(ask));

type Thing = { _id: string; value?: unknown };
type Page = { page: Thing[]; isDone: boolean; continueCursor: string };

const add = (run: Backend, table: string, docs: object[]) => run.mutation<string[]>("data:add", { table, docs });
const page = (run: Backend, group: string, paginationOpts: object) =>
  run.query<Page>("data:page", { group, paginationOpts });

beforeAll(async () => {
  const values = [1n, 3n, 2, 4, null, "10", undefined];
  const docs = values.map((value) => (value === undefined ? { group: "d" } : { group: "d", value }));
  await both((run) => add(run, "things", docs));
});

it("[QRY5] filters compare by the order of indexes; convex-test compares as JavaScript does", async () => {
  const above = (to: unknown) =>
    both(async (run) => {
      const filter = ["gt", { field: "value" }, { literal: to }];
      return (await run.query<Thing[]>("data:find", { group: "d", filter })).map(({ value }) => value);
    });
  expect(await above(2)).toEqual([
    [4, "10"],
    [3n, 4, "10"],
  ]);
  expect(await above(null)).toEqual([
    [1n, 3n, 2, 4, "10"],
    [1n, 3n, 2, 4, "10"],
  ]);
  expect(await above("")).toEqual([["10"], [1n, 3n, 2, 4, "10"]]);
});

it("[QRY6] arithmetic takes numbers of one type, and not takes a boolean; convex-test does what JavaScript does", async () => {
  const count = (run: Backend, filter: unknown) =>
    run.query<Thing[]>("data:find", { group: "d", filter }).then(({ length }) => length);
  const adding = ["eq", ["add", { literal: "1" }, { literal: 1 }], { literal: "11" }];
  await expect(count(ours, adding)).rejects.toThrow();
  expect(await count(theirs, adding)).toBe(7);
  await expect(count(ours, ["not", { field: "value" }])).rejects.toThrow();
  expect(await count(theirs, ["not", { field: "value" }])).toBe(2);
});

it("[PAGE1] an exactly full last page has not seen that it is the last; convex-test looks beyond it", async () => {
  const answers = await both((run) => page(run, "d", { numItems: 7, cursor: null }));
  expect(answers).toMatchObject([{ isDone: false }, { isDone: true }]);
  const next = { numItems: 7, cursor: (answers[0] as Page).continueCursor };
  expect(await page(ours, "d", next)).toMatchObject({ page: [], isDone: true });
});

it("[PAGE4] a page of nothing and another query's cursor are refused; convex-test answers", async () => {
  await expect(page(ours, "d", { numItems: 0, cursor: null })).rejects.toThrow(/at least 1 document/);
  expect((await page(theirs, "d", { numItems: 0, cursor: null })).page).toHaveLength(1);
  const cursors = (await both((run) => page(run, "d", { numItems: 1, cursor: null }))) as Page[];
  const [own, other] = cursors.map(({ continueCursor }) => ({ numItems: 1, cursor: continueCursor }));
  await expect(page(ours, "another group", own ?? {})).rejects.toMatchObject({
    message: expect.stringContaining("cursor is from a different query"),
    data: { isConvexSystemError: true, paginationError: "InvalidCursor" },
  });
  expect((await page(theirs, "another group", other ?? {})).page).toEqual([]);
});

it("[FN1] [SCH5] int64 literals and records are held to their validators; convex-test refuses the one and takes all of the other", async () => {
  const strict = (run: Backend, more: object) =>
    run.query("values:strict", { name: "n", kind: "a", tags: [], ...more });
  expect(await strict(ours, { kind: 2n })).toEqual(["kind", "name", "tags"]);
  await expect(strict(theirs, { kind: 2n })).rejects.toThrow(/Expected one of literal/);
  expect(await strict(ours, { counts: { a: 1n } })).toHaveLength(4);
  await expect(strict(ours, { counts: { a: "1" } })).rejects.toThrow(/ArgumentValidationError/);
  expect(await strict(theirs, { counts: { a: "1" } })).toHaveLength(4);
});

it("[FN2] a mutation's result is checked before its commit; convex-test checks it after", async () => {
  const left = await both(async (run) => {
    await expect(run.mutation("values:writeThenReturn", { group: "undone", value: "7" })).rejects.toThrow();
    return (await run.query<Thing[]>("data:find", { group: "undone" })).length;
  });
  expect(left).toEqual([0, 1]);
});

it("[FN3] a caller catches the data of a ConvexError whole; in convex-test an int64 in it is another error", async () => {
  const data = { at: 7n, bytes: new Uint8Array([1]).buffer };
  const caught = await both((run) => run.mutation("calls:caught", { data }));
  expect(caught).toEqual([{ data }, { message: "Unexpected type of 7" }]);
  expect(await both((run) => run.mutation("calls:caught", { data: ["plain"] }))).toEqual(
    Array(2).fill({ data: ["plain"] }),
  );
});

it("[TX10] what is no id is refused by get, and rows of the system are not written; convex-test lets both pass", async () => {
  await expect(ours.query("data:get", { id: "no id" })).rejects.toThrow(/Unable to decode ID/);
  expect(await theirs.query("data:get", { id: "no id" })).toBeNull();
  const resize = async (run: Backend) => {
    const id = await run.action<string>("files:store", { text: "five" });
    return run.mutation("data:change", { op: "patch", id, fields: { size: 5 } });
  };
  await expect(resize(ours)).rejects.toThrow(/System tables can only be accessed with db.system/);
  expect(await resize(theirs)).toMatchObject({ size: 5 });
});

it("[SCHED1] a job names its module, and says when it was done and why it failed; convex-test tells less", async () => {
  const [mine, other] = await both(async (run) => {
    const ids = [false, true].map((fails) => run.mutation<string>("calls:schedule", { name: "j", fails }));
    return Promise.all(
      ids.map(async (id) => {
        const job = async () => run.query<{ state: { kind: string } }>("calls:job", { id: await id });
        await expect.poll(async () => (await job()).state.kind, { interval: 10 }).toMatch(/success|failed/);
        return job();
      }),
    );
  });
  const completedTime = expect.any(Number);
  expect(mine).toMatchObject([
    { name: "calls.js:put", state: { kind: "success" }, completedTime },
    { name: "calls.js:putAndFail", state: { kind: "failed", error: expect.any(String) }, completedTime },
  ]);
  expect(other).toMatchObject([
    { name: "calls:put", state: { kind: "success" } },
    { name: "calls:putAndFail", state: { kind: "failed" }, completedTime },
  ]);
});

it("[SCHED4] to cancel what is done changes nothing; convex-test calls it canceled", async () => {
  const kinds = await both(async (run) => {
    const id = await run.mutation<string>("calls:schedule", { name: "done" });
    const kind = async () => (await run.query<{ state: { kind: string } }>("calls:job", { id })).state.kind;
    await expect.poll(kind, { interval: 10 }).toBe("success");
    await run.mutation("calls:cancel", { id });
    return kind();
  });
  expect(kinds).toEqual(["success", "canceled"]);
});

it("[FILE1] a stored file keeps its content type; convex-test forgets it", async () => {
  const rows = await both(async (run) => {
    const id = await run.action<string>("files:store", { text: "typed" });
    return (await run.query<{ row: object }>("files:describe", { id })).row;
  });
  expect(rows[0]).toMatchObject({ contentType: "text/plain", size: 5 });
  expect(rows[1]).not.toHaveProperty("contentType");
});

it("[FN4] an internal function is not there for clients; convex-test calls any", async () => {
  await expect(ours.mutation("calls:put", { name: "internal" })).rejects.toThrow(/Could not find public function/);
  expect(await theirs.mutation("calls:put", { name: "internal" })).toEqual(expect.any(String));
});

it("[LIM3] a nested call keeps within the limits that it is given; convex-test does not ask", async () => {
  const answers = await both(async (run) => {
    const [first, second] = await run.mutation<(string | null)[]>("calls:nestedWithLimits", { name: "n" });
    return { first, second, names: await run.query<string[]>("calls:names") };
  });
  expect(answers[0]).toEqual({
    first: null,
    second: expect.stringContaining("Too many writes in a single function execution (limit: 3)"),
    names: expect.arrayContaining(["n, before", "n, within", "n, after"]),
  });
  expect(answers[1]).toMatchObject({ first: null, second: expect.not.stringContaining("Too many") });
});

it("[TX10] documents of the system are read by db.system alone; convex-test hands them to db.get as well", async () => {
  const read = async (run: Backend) =>
    run.query("data:get", { id: await run.action<string>("files:store", { text: "six" }) });
  await expect(read(ours)).rejects.toThrow("System tables can only be accessed with db.system.");
  expect(await read(theirs)).toMatchObject({ size: 3 });
});

it.each<[string, string, unknown]>([
  ["depth", "nested 17 levels deep > maximum nesting 16", JSON.parse(`${"[".repeat(16)}${"]".repeat(16)}`)],
  ["items", "Array length is too long (8193 > maximum length 8192)", Array(8193).fill(null)],
  ["size", "Value is too large (1.00 MiB > maximum size 1 MiB)", "x".repeat(2 ** 20)],
])("[LIM1] the %s of a document is limited; convex-test keeps any", async (_what, message, value) => {
  await expect(add(ours, "things", [{ group: "large", value }])).rejects.toThrow(message);
  expect(await add(theirs, "things", [{ group: "large", value }])).toHaveLength(1);
});

it("[PAGE5] a full page that read no more than it may need not be split; convex-test wants it to be", async () => {
  const answers = (await both((run) => page(run, "d", { numItems: 4, cursor: null, maximumRowsRead: 4 }))) as unknown[];
  expect(answers).toMatchObject([{ pageStatus: "SplitRecommended" }, { pageStatus: "SplitRequired" }]);
});
