// The query language of the `1.0/queryStream` and `1.0/queryPage` syscalls, as the convex package serializes it.
import type { Doc, MaybeJson } from "./values.ts";

export type Order = "asc" | "desc";
export type RangeBound = { type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte"; fieldPath: string; value: MaybeJson };
export type SearchFilter =
  | { type: "Search"; fieldPath: string; value: string }
  | { type: "Eq"; fieldPath: string; value: MaybeJson };

export type QuerySource =
  | { type: "FullTableScan"; tableName: string; order: Order | null }
  | { type: "IndexRange"; indexName: string; range: RangeBound[]; order: Order | null }
  | { type: "Search"; indexName: string; filters: SearchFilter[] };

/** An expression such as `{$eq: [{$field: "a.b"}, {$literal: 1}]}`. */
export type FilterJson = { [operator: string]: unknown };
export type QueryOperator = { filter: FilterJson } | { limit: number };
export type QueryJson = { source: QuerySource; operators: QueryOperator[] };

export type QueryPageRequest = {
  query: QueryJson;
  cursor: string | null;
  endCursor?: string | null | undefined;
  pageSize: number;
  maximumRowsRead?: number | null | undefined;
  maximumBytesRead?: number | null | undefined;
};

export type QueryPageResult = {
  page: Doc[];
  isDone: boolean;
  continueCursor: string;
  splitCursor: string | null;
  pageStatus: "SplitRecommended" | "SplitRequired" | null;
};

/** Rows of a query in order; `next` answers null at the end. */
export type RowCursor = { next(): Doc | null; close(): void };
