import { beforeEach, describe, expect, it } from "vitest";
import type { QueryJson, RangeBound } from "./queryJson.ts";
import { channel, rows, scan, schema, temporaryDatabase } from "./testQueries.ts";

const fresh = temporaryDatabase();
const { write } = fresh;

describe("queries", () => {
  beforeEach(() => {
    fresh.db.applySchema(schema);
    write((tx) => {
      for (let rank = 0; rank < 600; rank++) tx.insert("messages", { channel: rank % 2 ? "odd" : "even", rank });
    });
  });

  it("[QRY1] an index range gives its rows in index order, forwards and backwards, over many batches", () => {
    const ranks = (order: "asc" | "desc") => rows(fresh.db.begin(), channel("odd", order)).map((doc) => doc.rank);
    const expected = Array.from({ length: 300 }, (_, i) => i * 2 + 1);
    expect(ranks("asc")).toEqual(expected);
    expect(ranks("desc")).toEqual([...expected].reverse());
  });

  it("[QRY8] a loop that moves what it reads meets it again with the next hundred rows, and not before", () => {
    const tx = fresh.db.begin();
    const cursor = tx.query(channel("even"));
    const met: number[] = [];
    for (let doc = cursor.next(); doc && met.length < 310; doc = cursor.next()) {
      met.push(Number(doc.rank));
      if (met.length === 50) tx.shallowMerge(doc._id, { rank: 199 });
      if (met.length === 150) tx.shallowMerge(doc._id, { rank: 401 });
    }
    const expected = Array.from({ length: 300 }, (_, i) => i * 2);
    expect(met).toEqual([...expected.slice(0, 100), 199, ...expected.slice(100, 201), 401, ...expected.slice(201)]);
  });

  it("[QRY2] bounds hold, and pending writes are merged in at their place", () => {
    const tx = fresh.db.begin();
    const [first] = rows(tx, { ...channel("odd"), operators: [{ limit: 1 }] });
    tx.remove(String(first?._id));
    tx.insert("messages", { channel: "odd", rank: 2.5 });
    const source = {
      type: "IndexRange" as const,
      indexName: "messages.by_channel",
      range: [
        { type: "Eq" as const, fieldPath: "channel", value: "odd" },
        { type: "Gte" as const, fieldPath: "rank", value: 1 },
        { type: "Lt" as const, fieldPath: "rank", value: 7 },
      ],
      order: "desc" as const,
    };
    expect(rows(tx, { source, operators: [] }).map((doc) => doc.rank)).toEqual([5, 3, 2.5]);
  });

  it("[QRY3] a filter drops rows, a limit after it counts what is left", () => {
    const filter = { $gt: [{ $field: "rank" }, { $literal: 590 }] };
    const docs = rows(fresh.db.begin(), { ...scan("messages"), operators: [{ filter }, { limit: 3 }] });
    expect(docs.map((doc) => doc.rank)).toEqual([591, 592, 593]);
  });

  it("[QRY4] a range that does not follow the index is refused, in Convex's words", () => {
    const asked = (...bounds: [RangeBound["type"], string, (string | number)?][]) => {
      const range = bounds.map(([type, fieldPath, value = "a"]) => ({ type, fieldPath, value }));
      const source = { type: "IndexRange" as const, indexName: "messages.by_channel", range, order: null };
      return () => fresh.db.begin().query({ source, operators: [] });
    };
    const more = "For more information see https://docs.convex.dev/using/indexes.";
    expect(asked(["Eq", "rank"])).toThrow(
      `Tried to query index messages.by_channel but the query didn't use the index fields in order.\nIndex fields: ["channel", "rank", "_creationTime"]\nQuery fields: ["rank"]\nFirst incorrect field: "rank"\n${more}`,
    );
    expect(asked(["Gt", "_creationTime"], ["Eq", "channel"])).toThrow(
      'Query fields: ["channel", "_creationTime"]\nFirst incorrect field: "_creationTime"',
    );
    expect(asked(["Eq", "channel"], ["Lt", "text"])).toThrow(
      `The index range included a comparison with "text", but messages.by_channel with fields ["channel", "rank", "_creationTime"] doesn't index this field. ${more}`,
    );
    const defined = (kind: string) => `Already defined ${kind} bound in index range. Can't add`;
    expect(asked(["Eq", "channel"], ["Eq", "channel", 2])).toThrow(`${defined("equality")} "channel" == "a".`);
    expect(asked(["Gt", "channel"], ["Gte", "channel", 2])).toThrow(`${defined("lower")} "channel" >= 2.0.`);
    expect(asked(["Lt", "channel"], ["Lt", "channel", 2])).toThrow(`${defined("upper")} "channel" < 2.0.`);
    expect(asked(["Lt", "channel"], ["Eq", "channel", 2])).toThrow(`${defined("inequality")} "channel" == 2.0.`);
    expect(asked(["Gt", "channel"], ["Lt", "rank"])).toThrow(
      'Upper and lower bounds in `range` can only be applied to a single index field. This query against index messages.by_channel attempted to set a range bound on both "channel" and "rank". Consider using `filter` instead. See https://docs.convex.dev/using/indexes for more info.',
    );
  });

  it("[PAGE1] pages follow each other without a gap, an exactly full last page is not done", () => {
    const seen: unknown[] = [];
    let cursor: string | null = null;
    const sizes: number[] = [];
    for (;;) {
      const page = fresh.db.begin().queryPage({ query: channel("even"), cursor, pageSize: 100 });
      seen.push(...page.page.map((doc) => doc.rank));
      sizes.push(page.page.length);
      cursor = page.continueCursor;
      if (page.isDone) break;
    }
    expect(seen).toEqual(Array.from({ length: 300 }, (_, i) => i * 2));
    expect(sizes).toEqual([100, 100, 100, 0]);
  });

  it("[PAGE2] with the journal of the last run a page keeps its end and takes in what is new", () => {
    const first = fresh.db.begin();
    const page = first.queryPage({ query: channel("even"), cursor: null, pageSize: 3 });
    expect(page.page.map((doc) => doc.rank)).toEqual([0, 2, 4]);
    write((tx) => tx.insert("messages", { channel: "even", rank: 1 }));
    const again = fresh.db.begin();
    again.previousJournal = first.journal;
    const grown = again.queryPage({ query: channel("even"), cursor: null, pageSize: 3 });
    expect(grown.page.map((doc) => doc.rank)).toEqual([0, 1, 2, 4]);
    expect(grown.continueCursor).toBe(page.continueCursor);
  });

  it("[PAGE3] the split cursor cuts a page in two that make the whole", () => {
    const query = channel("even", "desc");
    const whole = fresh.db.begin().queryPage({ query, cursor: null, pageSize: 9 });
    const ranks = (cursor: string | null, endCursor: string | null) =>
      fresh.db
        .begin()
        .queryPage({ query, cursor, endCursor, pageSize: 1 })
        .page.map((doc) => doc.rank);
    const halves = [ranks(null, whole.splitCursor), ranks(whole.splitCursor, whole.continueCursor)];
    expect(halves.map((half) => half.length)).toEqual([5, 4]);
    expect(halves.flat()).toEqual(whole.page.map((doc) => doc.rank));
  });

  it("[PAGE4] a forged cursor, another query's, a page of nothing and a second page are refused", () => {
    const page = fresh.db.begin().queryPage({ query: channel("even"), cursor: null, pageSize: 1 });
    const next = (query: QueryJson, cursor: string | null, pageSize: number) => () =>
      fresh.db.begin().queryPage({ query, cursor, pageSize });
    expect(next(channel("odd"), page.continueCursor, 1)).toThrow("from a different query");
    expect(thrownBy(next(channel("odd"), page.continueCursor, 1))).toMatchObject({
      data: { isConvexSystemError: true, paginationError: "InvalidCursor" },
    });
    expect(next(channel("even"), `A${page.continueCursor.slice(1)}x`, 1)).toThrow(/^Failed to parse cursor$/);
    expect(next(channel("even"), null, 0)).toThrow("Must request at least 1 document while paginating");
    expect(next(channel("even"), null, 1.5)).toThrow("invalid type: floating point `1.5`, expected usize");
    const tx = fresh.db.begin();
    tx.queryPage({ query: channel("even"), cursor: null, pageSize: 1 });
    expect(() => tx.queryPage({ query: channel("even"), cursor: null, pageSize: 1 })).toThrow("multiple paginated");
  });

  it("[PAGE5] a page that may not read more rows asks to be split", () => {
    const query: QueryJson = { ...scan("messages"), operators: [{ filter: { $literal: false } }] };
    const page = fresh.db.begin().queryPage({ query, cursor: null, pageSize: 5, maximumRowsRead: 10 });
    expect(page).toMatchObject({ page: [], isDone: false, pageStatus: "SplitRequired" });
  });

  it("[PAGE5] a page of more than three quarters of what it may read, or of a list, should be split", () => {
    const page = (more: object) =>
      fresh.db.begin().queryPage({ query: channel("even"), cursor: null, pageSize: 4, ...more });
    const status = (more: object) => page(more).pageStatus;
    expect(status({ maximumRowsRead: 4 })).toBe("SplitRecommended");
    expect(status({ maximumRowsRead: 4, pageSize: 3 })).toBeNull();
    expect(status({ maximumRowsRead: 4, pageSize: 5 })).toBe("SplitRequired");
    expect(page({ maximumBytesRead: 1 })).toMatchObject({ page: [{ rank: 0 }], pageStatus: "SplitRequired" });
    write((tx) => {
      for (let rank = 0; rank < 6145; rank++) tx.insert("messages", { channel: "many", rank });
    });
    const many = (pageSize: number) =>
      fresh.db.begin().queryPage({ query: channel("many"), cursor: null, pageSize }).pageStatus;
    expect([many(6144), many(6145)]).toEqual([null, "SplitRecommended"]);
  });

  it("[PAGE2] [PAGE5] a page with a fixed end is read up to there, whatever it may read", () => {
    const { continueCursor } = fresh.db.begin().queryPage({ query: channel("even"), cursor: null, pageSize: 9 });
    const page = fresh.db
      .begin()
      .queryPage({ query: channel("even"), cursor: null, endCursor: continueCursor, pageSize: 1, maximumRowsRead: 2 });
    expect(page.page).toHaveLength(9);
    expect(page).toMatchObject({ continueCursor, pageStatus: "SplitRecommended", isDone: false });
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
