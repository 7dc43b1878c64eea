// Failures a caller must tell apart. The messages are what a Convex client would read.

import type { JSONValue } from "./values.ts";

/** The caller's fault: goes to the function that made the call as an Error with this message; with `data`, as a ConvexError. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: string;
  readonly data: JSONValue | undefined;

  constructor(code: string, message: string, options?: ErrorOptions & { data?: JSONValue }) {
    super(message, options);
    this.code = code;
    this.data = options?.data;
  }
}

/** What could not be written for want of room can be tried again when there is some. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && saysDiskFull(error.message);
}

export function saysDiskFull(message: string): boolean {
  return /\bdisk is full\b|\bENOSPC\b/.test(message);
}

/** What the transaction read has been written since its snapshot: run the function again. */
export class OccError extends Error {
  override readonly name = "OccError";

  constructor(table: string) {
    super(
      `Documents read from or written to the "${table}" table changed while this mutation was being run and on every subsequent retry. Another call to this mutation changed the same documents.`,
    );
  }
}

/** Documents that are there already do not match the schema that is being pushed. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
  readonly tableName: string | undefined;

  constructor(message: string, tableName?: string) {
    super(message);
    this.tableName = tableName;
  }
}
