// Cursors are opaque and signed: a position in an index and the query it belongs to. Nobody can make one up,
// and one query's cursor is refused by another.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { DatabaseError } from "./errors.ts";
import { type Key, keyFromBytes, keyToBytes } from "./sortKey.ts";

/** After this key; "end": after everything. */
export type Position = { after: Key } | "end";

const macBytes = 16;
const fingerprintBytes = 12;

/** Of everything that decides which rows come in which order. */
export function fingerprint(query: unknown, indexFields: readonly string[]): Buffer {
  const text = JSON.stringify([query, indexFields]);
  return createHash("sha256").update(text).digest().subarray(0, fingerprintBytes);
}

export function encodeCursor(secret: string, query: Buffer, position: Position): string {
  const key = position === "end" ? Buffer.of(0) : Buffer.concat([Buffer.of(1), keyToBytes(position.after)]);
  const body = Buffer.concat([query, key]);
  return Buffer.concat([mac(secret, body), body]).toString("base64url");
}

export function decodeCursor(secret: string, query: Buffer, cursor: string): Position {
  const bytes = Buffer.from(cursor, "base64url");
  const body = bytes.subarray(macBytes);
  if (
    body.length <= fingerprintBytes ||
    bytes.toString("base64url") !== cursor ||
    !timingSafeEqual(mac(secret, body), bytes.subarray(0, macBytes))
  ) {
    throw new DatabaseError("InvalidCursor", "Failed to parse cursor");
  }
  if (!body.subarray(0, fingerprintBytes).equals(query)) {
    throw new DatabaseError(
      "InvalidCursor",
      "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor is from a different query.",
      // By this `usePaginatedQuery` knows that it has to begin again.
      { data: { isConvexSystemError: true, paginationError: "InvalidCursor" } },
    );
  }
  const key = body.subarray(fingerprintBytes);
  return key[0] === 0 ? "end" : { after: keyFromBytes(key.subarray(1)) };
}

function mac(secret: string, body: Buffer): Buffer {
  return createHmac("sha256", secret).update(body).digest().subarray(0, macBytes);
}
