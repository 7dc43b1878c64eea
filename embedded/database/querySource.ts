// Where the rows of a query come from: an interval of an index, or a text search.
import type { Catalog } from "./catalog.ts";
import type { Position } from "./cursor.ts";
import { type IndexRange, indexRange } from "./indexRange.ts";
import { IndexScan, type RowSource, type SnapshotView } from "./indexScan.ts";
import { transactionLimits } from "./limits.ts";
import type { QuerySource } from "./queryJson.ts";
import { SearchScan } from "./search/searchScan.ts";
import { textQuery } from "./search/textQuery.ts";
import { maxCandidates } from "./search/textSearch.ts";
import { afterKey } from "./sortKey.ts";

type Start = Exclude<Position, "end"> | null;

/** `fields` decide the order, and so which cursors fit. */
export type OpenSource = {
  fields: readonly string[];
  canSplit: boolean;
  /** That one page may read. */
  maxRows: number;
  /** The rows after `start`, up to `end` with it. */
  rows(start: Start, end: Position | null): RowSource;
};

export function openSource(view: SnapshotView, catalog: Catalog, source: QuerySource): OpenSource {
  if (source.type === "Search") {
    const query = textQuery(catalog, source.indexName, source.filters);
    const { searchField, filterFields } = query.index;
    return {
      fields: [searchField, ...filterFields],
      // A part of a search is no less work than the whole.
      canSplit: false,
      maxRows: maxCandidates,
      rows: (start, end) => new SearchScan(view, catalog, query, { start, end }),
    };
  }
  const range = indexRange(catalog, source);
  return {
    fields: range.index.fields,
    canSplit: true,
    maxRows: transactionLimits.documentsRead,
    rows: (start, end) => new IndexScan(view, between(range, start, end)),
  };
}

function between(range: IndexRange, start: Start, end: Position | null): IndexRange {
  let { lower, upper } = range;
  const endKey = end === null || end === "end" ? undefined : end.after;
  if (range.descending) {
    if (start) upper = upper === null || start.after < upper ? start.after : upper;
    if (endKey !== undefined && endKey > lower) lower = endKey;
  } else {
    if (start && afterKey(start.after) > lower) lower = afterKey(start.after);
    if (endKey !== undefined && (upper === null || afterKey(endKey) < upper)) upper = afterKey(endKey);
  }
  return { ...range, lower, upper };
}
