// One page of a query: from a cursor, up to a number of rows or up to a fixed end.
import { decodeCursor, encodeCursor, fingerprint, type Position } from "./cursor.ts";
import { DatabaseError } from "./errors.ts";
import type { RowSource } from "./indexScan.ts";
import { maxArrayLength, transactionLimits } from "./limits.ts";
import type { QueryPageRequest, QueryPageResult } from "./queryJson.ts";
import { operatorSteps } from "./queryRows.ts";
import type { OpenSource } from "./querySource.ts";
import type { Key } from "./sortKey.ts";
import type { Doc } from "./values.ts";

const maxPageSize = transactionLimits.documentsRead;
const maxBytes = transactionLimits.bytesRead;

export function readPage(
  source: OpenSource,
  request: QueryPageRequest,
  context: { secret: string; previousJournal: string | null },
): QueryPageResult {
  const { secret } = context;
  checkRequest(request);
  const query = fingerprint(request.query, source.fields);
  const cursor = (position: Position) => encodeCursor(secret, query, position);
  const end = endPosition(secret, query, request.endCursor ?? null, context.previousJournal);
  const start = request.cursor === null ? null : decodeCursor(secret, query, request.cursor);
  if (start === "end") {
    return { page: [], isDone: true, continueCursor: cursor("end"), splitCursor: null, pageStatus: null };
  }
  const read = readRows(source.rows(start, end), request, { start, toEnd: end !== null });
  const { page, keys } = read;
  const last = keys.at(-1);
  const reached =
    read.stopped === "end" || (last === undefined && !start) ? "end" : { after: last ?? start?.after ?? "" };
  const position = end ?? reached;
  const middle = source.canSplit && keys.length > 2 ? keys[Math.floor(keys.length / 2)] : undefined;
  const large = isLarge(read, request, source.maxRows) ? "SplitRecommended" : null;
  return {
    page,
    isDone: position === "end",
    continueCursor: cursor(position),
    splitCursor: middle === undefined ? null : cursor({ after: middle }),
    pageStatus: read.stopped === "limit" ? "SplitRequired" : large,
  };
}

type Rows = { page: Doc[]; keys: Key[]; bytes: number; stopped: "full" | "limit" | "end" };

/** A page with a fixed end is read up to there, whatever its size. */
function readRows(
  scan: RowSource,
  request: QueryPageRequest,
  { start, toEnd }: { start: { after: Key } | null; toEnd: boolean },
): Rows {
  const operators = operatorSteps(request.query.operators);
  const rowLimit = toEnd ? null : request.maximumRowsRead;
  const byteLimit = toEnd ? null : request.maximumBytesRead;
  const rows: Rows = { page: [], keys: [], bytes: 0, stopped: "full" };
  while (toEnd || rows.page.length < request.pageSize) {
    if (operators.isOver()) return rows;
    if (rows.keys.length >= (rowLimit ?? Infinity) || rows.bytes >= (byteLimit ?? Infinity)) {
      return { ...rows, stopped: "limit" };
    }
    const row = nextRow(scan, start !== null || rows.keys.length > 0);
    if (row === "limit") return { ...rows, stopped: "limit" };
    if (row === null) return { ...rows, stopped: "end" };
    rows.keys.push(row.key);
    rows.bytes += row.bytes;
    const verdict = operators.step(row.doc);
    if (verdict === "end") return rows;
    if (verdict === "pass") rows.page.push(row.doc);
  }
  return rows;
}

/** A page that reaches what the whole transaction may read ends there; one that has no row yet is refused. */
function nextRow(scan: RowSource, canStop: boolean): ReturnType<RowSource["next"]> | "limit" {
  try {
    return scan.next();
  } catch (error) {
    if (canStop && error instanceof DatabaseError && error.code === "LimitExceeded") return "limit";
    throw error;
  }
}

/** Three quarters of what a page may read, or of what a list may hold. */
function isLarge({ page, keys, bytes }: Rows, request: QueryPageRequest, maxRows: number): boolean {
  const exceeds = (amount: number, limit: number, asked?: number | null) =>
    amount > Math.floor(Math.min(asked ?? limit, limit) * 0.75);
  return (
    exceeds(keys.length, maxRows, request.maximumRowsRead) ||
    exceeds(bytes, maxBytes, request.maximumBytesRead) ||
    exceeds(page.length, maxArrayLength)
  );
}

function checkRequest({ pageSize, maximumRowsRead, maximumBytesRead }: QueryPageRequest): void {
  for (const count of [pageSize, maximumRowsRead ?? 1, maximumBytesRead ?? 1]) {
    if (Number.isInteger(count) && count >= 0) continue;
    const found = typeof count === "number" ? `floating point \`${count}\`` : JSON.stringify(count);
    throw new DatabaseError(
      "InvalidArgument",
      `Invalid arguments for \`queryPage\`: invalid type: ${found}, expected usize`,
    );
  }
  if (pageSize === 0) {
    throw new DatabaseError("NoDocumentsForPagination", "Must request at least 1 document while paginating");
  }
  if (pageSize > maxPageSize) throw new DatabaseError("PageSizeTooLarge", `Requested too many items: ${pageSize}`);
  if (maximumRowsRead === 0 || maximumBytesRead === 0) {
    throw new DatabaseError("InvalidPaginationLimit", "maximumRowsRead and maximumBytesRead must be greater than 0");
  }
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
