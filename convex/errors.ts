import { ConvexError } from "convex/values";
import { type FailureCode, failure } from "../shared/failures.ts";

/** Throws what a client receives as ConvexError data: a failure's code and one sentence. */
export function refuse(code: FailureCode, message?: string): never {
  throw new ConvexError(failure(code, message));
}
