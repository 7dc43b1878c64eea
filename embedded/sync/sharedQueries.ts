// Many clients ask the same after a commit. A query is run once for all of them that ask with the same arguments, as the same
// user, at the same timestamp; results are kept only for the newest timestamp and for a moment, for a query may read the clock.
import { createHash } from "node:crypto";
import type { Timestamp } from "../database/database.ts";
import type { Identity } from "../functions/caller.ts";
import { withoutRequestId } from "../functions/failure.ts";
import { andThen, type MaybePromise } from "../functions/maybePromise.ts";
import type { QueryResult } from "../functions/run.ts";
import type { AddQuery } from "./messages.ts";

/** `hash` is of what a client is shown of the result. */
export type SharedResult = { result: QueryResult; hash: string };

const keptMs = 1_000;

export class SharedQueries {
  private ts: Timestamp = -1n;
  private results = new Map<string, MaybePromise<SharedResult>>();
  private forgetting: NodeJS.Timeout | undefined;

  run(
    query: Pick<AddQuery, "udfPath" | "args">,
    journal: string | null,
    identity: Identity,
    ts: Timestamp,
    evaluate: () => MaybePromise<QueryResult>,
  ): MaybePromise<SharedResult> {
    if (ts < this.ts) return andThen(evaluate(), withHash);
    if (ts > this.ts) {
      this.clear();
      this.ts = ts;
    }
    const key = JSON.stringify([query.udfPath, query.args, journal, identity]);
    const present = this.results.get(key);
    if (present !== undefined) return present;
    const result = andThen(evaluate(), withHash);
    this.results.set(key, result);
    this.forgetting ??= setTimeout(() => this.clear(), keptMs).unref();
    return result;
  }

  /** Also where the same timestamp may have other results: other code, other environment variables. */
  clear(): void {
    clearTimeout(this.forgetting);
    this.forgetting = undefined;
    this.results = new Map();
  }
}

function withHash(result: QueryResult): SharedResult {
  const shown = result.ok ? [result.value] : [result.errorData ?? null, withoutRequestId(result.errorMessage)];
  const hash = createHash("sha256")
    .update(JSON.stringify([result.ok, shown, result.logLines]))
    .digest("base64");
  return { result, hash };
}
