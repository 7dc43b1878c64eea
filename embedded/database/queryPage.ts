// One page of a query: from a cursor, up to a number of rows or up to a fixed end.
import { decodeCursor, encodeCursor, fingerprint, type Position } from "./cursor.ts";
import { DatabaseError } from "./errors.ts";
import type { QueryPageRequest, QueryPageResult } from "./queryJson.ts";
import { operatorSteps } from "./queryRows.ts";
import type { OpenSource } from "./querySource.ts";
import type { Key } from "./sortKey.ts";
import type { Doc } from "./values.ts";

/** A page that read this share of what it may read should be split. */
const splitShare = 0.75;
const maxPageSize = 32_000;
const defaultMaxRows = 16_384;
const defaultMaxBytes = 8 * 1024 * 1024;

export function readPage(
  source: OpenSource,
  request: QueryPageRequest,
  context: { secret: string; previousJournal: string | null },
): QueryPageResult {
  const { secret } = context;
  if (!(request.pageSize > 0)) {
    throw new DatabaseError("InvalidPageSize", "Must request at least 1 document while paginating");
  }
  if (request.pageSize > maxPageSize) {
    throw new DatabaseError("PageSizeTooLarge", `Requested too many items: ${request.pageSize}`);
  }
  if (request.maximumRowsRead === 0 || request.maximumBytesRead === 0) {
    throw new DatabaseError("InvalidPaginationLimit", "maximumRowsRead and maximumBytesRead must be greater than 0");
  }
  const query = fingerprint(request.query, source.fields);
  const start = request.cursor === null ? null : decodeCursor(secret, query, request.cursor);
  const end = endPosition(secret, query, request.endCursor ?? null, context.previousJournal);
  if (start === "end") return lastPage(encodeCursor(secret, query, "end"));

  const maxRows = request.maximumRowsRead ?? defaultMaxRows;
  const maxBytes = request.maximumBytesRead ?? defaultMaxBytes;
  const scan = source.rows(start, end);
  const operators = operatorSteps(request.query.operators);
  const page: Doc[] = [];
  const keys: Key[] = [];
  let bytes = 0;
  let reached: Position | null = null;
  while (reached === null) {
    if (end === null && page.length >= request.pageSize) break;
    if (keys.length >= maxRows || bytes >= maxBytes) break;
    const row = operators.isOver() ? null : scan.next();
    if (!row) {
      reached = end ?? "end";
      break;
    }
    keys.push(row.key);
    bytes += row.bytes;
    const verdict = operators.step(row.doc);
    if (verdict === "pass") page.push(row.doc);
    else if (verdict === "end") reached = "end";
  }
  const last = keys.at(-1);
  const stopped: Position = reached ?? end ?? (last === undefined ? "end" : { after: last });
  const full = keys.length >= maxRows || bytes >= maxBytes;
  const near = keys.length >= maxRows * splitShare || bytes >= maxBytes * splitShare;
  const middle = source.canSplit && keys.length > 2 ? keys[Math.floor((keys.length - 1) / 2)] : undefined;
  return {
    page,
    isDone: stopped === "end",
    continueCursor: encodeCursor(secret, query, stopped),
    splitCursor: middle === undefined ? null : encodeCursor(secret, query, { after: middle }),
    pageStatus: reached === null && full ? "SplitRequired" : near ? "SplitRecommended" : null,
  };
}

function endPosition(secret: string, query: Buffer, endCursor: string | null, journal: string | null): Position | null {
  if (endCursor !== null) return decodeCursor(secret, query, endCursor);
  if (journal === null) return null;
  try {
    return decodeCursor(secret, query, journal);
  } catch (error) {
    // A journal only keeps pages from jumping. After a push it may belong to a query that is no more: begin afresh.
    if (error instanceof DatabaseError) return null;
    throw error;
  }
}

function lastPage(continueCursor: string): QueryPageResult {
  return { page: [], isDone: true, continueCursor, splitCursor: null, pageStatus: null };
}
