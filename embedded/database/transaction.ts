import type { QueryJson, QueryPageRequest, QueryPageResult, RowCursor } from "./queryJson.ts";
import type { ReadSet } from "./readSet.ts";
import type { Doc, Fields, Timestamp } from "./values.ts";

export type Savepoint = { readonly writes: number };
export type Metric = { used: number; remaining: number };
export type TransactionMetrics = {
  bytesRead: Metric;
  bytesWritten: Metric;
  databaseQueries: Metric;
  documentsRead: Metric;
  documentsWritten: Metric;
  functionsScheduled: Metric;
  scheduledFunctionArgsBytes: Metric;
};

export declare class Transaction {
  readonly snapshotTs: Timestamp;
  readonly reads: ReadSet;
  /** End cursor of the paginated query of this run (null: none): the journal a client sends back. */
  journal: string | null;
  /** Journal of the previous run: makes the next queryPage with the same cursor end where it ended. */
  previousJournal: string | null;
  get(id: string, table?: string): Doc | null;
  insert(table: string, value: Fields): string;
  shallowMerge(id: string, fields: Fields, table?: string): Doc;
  replace(id: string, fields: Fields, table?: string): Doc;
  remove(id: string, table?: string): Doc;
  count(table: string): number;
  normalizeId(table: string, id: string): string | null;
  query(query: QueryJson): RowCursor;
  queryPage(request: QueryPageRequest): QueryPageResult;
  savepoint(): Savepoint;
  rollback(to: Savepoint): void;
  putResult(key: string, resultJson: string): void;
  readonly writeCount: number;
  metrics(): TransactionMetrics;
}
