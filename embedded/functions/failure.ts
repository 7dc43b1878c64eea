// How a function's failure travels: from user code through nested calls to a client.
import type { JSONValue } from "convex/values";
import { DatabaseError } from "../database/errors.ts";

/** A failure of user code, or of a call that user code made. `data` is the encoded data of a ConvexError. */
export class FunctionFailure extends Error {
  override readonly name = "FunctionFailure";
  readonly data: JSONValue | undefined;

  constructor(message: string, data?: JSONValue, options?: ErrorOptions) {
    super(message, options);
    this.data = data;
  }
}

/** What a caller is told begins with this; whoever tells it on, or keeps it, leaves it out. */
export function withRequestId(message: string, requestId: string): string {
  return `[Request ID: ${requestId}] Server Error\n${message}`;
}

export function withoutRequestId(errorMessage: string): string {
  return errorMessage.replace(/^\[Request ID: \w+\] Server Error\n/, "");
}

/** What crosses from a context or a worker: `data` is JSON text. */
export type FailureJson = { message: string; data?: string | undefined };

export function failureToJson(error: unknown): FailureJson {
  if (error instanceof FunctionFailure || error instanceof DatabaseError) {
    return error.data === undefined
      ? { message: error.message }
      : { message: error.message, data: JSON.stringify(error.data) };
  }
  return { message: error instanceof Error ? error.message : String(error) };
}

export function failureFromJson(failure: FailureJson): FunctionFailure {
  return new FunctionFailure(
    failure.message,
    failure.data === undefined ? undefined : (JSON.parse(failure.data) as JSONValue),
  );
}
