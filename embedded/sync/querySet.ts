// The queries that one client watches: which of them may have another result, and what is new at a timestamp.
import type { Database, Timestamp } from "../database/database.ts";
import type { Caller, Identity } from "../functions/caller.ts";
import type { MaybePromise } from "../functions/maybePromise.ts";
import type { FunctionRunner } from "../functions/run.ts";
import { isSystemFunction, type SystemQueries } from "../functions/systemQueries.ts";
import type { AddQuery, QueryId, QuerySetChange, StateModification } from "./messages.ts";
import { failureFields } from "./messages.ts";
import type { SharedQueries } from "./sharedQueries.ts";

export type QuerySetParts = {
  db: Database;
  runner: FunctionRunner;
  system: SystemQueries;
  shared: SharedQueries;
};

type Watched = {
  query: AddQuery;
  journal: string | null;
  /** Of the last result that the client got. */
  hash: string | null;
  stale: boolean;
  unsubscribe: () => void;
};

export class QuerySet {
  private readonly parts: QuerySetParts;
  private readonly onStale: () => void;
  private readonly queries = new Map<QueryId, Watched>();
  private removed: QueryId[] = [];
  /** Counts how often all results became doubtful at once. */
  private generation = 0;
  private closed = false;

  /** `onStale` is called when a result may be another one now. */
  constructor(parts: QuerySetParts, onStale: () => void) {
    this.parts = parts;
    this.onStale = onStale;
  }

  change(changes: QuerySetChange[]): void {
    for (const change of changes) {
      const watched = this.queries.get(change.queryId);
      watched?.unsubscribe();
      if (change.type === "Remove") {
        if (watched === undefined) throw new Error(`Nonexistent query id: ${change.queryId}`);
        this.queries.delete(change.queryId);
        this.removed.push(change.queryId);
      } else {
        if (watched !== undefined) throw new Error(`Duplicate query ID: ${change.queryId}`);
        const journal = change.journal ?? null;
        this.queries.set(change.queryId, { query: change, journal, hash: null, stale: true, unsubscribe: nothing });
      }
    }
  }

  /** Another identity, other code, another environment: any query may have another result. */
  invalidateAll(): void {
    this.generation++;
    for (const watched of this.queries.values()) watched.stale = true;
    this.onStale();
  }

  /** What is new since the last call, all of it at one timestamp and of one deployed code. */
  changesAt(ts: Timestamp, identity: Identity, caller: () => Caller): MaybePromise<StateModification[]> {
    const isNew = this.removed.length > 0 || this.queries.values().some(({ stale }) => stale);
    return isNew ? this.evaluateAt(ts, identity, caller) : [];
  }

  close(): void {
    this.closed = true;
    for (const watched of this.queries.values()) watched.unsubscribe();
    this.queries.clear();
  }

  private async evaluateAt(ts: Timestamp, identity: Identity, caller: () => Caller): Promise<StateModification[]> {
    const changes = new Map<QueryId, StateModification>();
    for (const queryId of this.removed.splice(0)) changes.set(queryId, { type: "QueryRemoved", queryId });
    let generation: number;
    do {
      generation = this.generation;
      const stale = [...this.queries].filter(([, watched]) => watched.stale);
      for (const [, watched] of stale) watched.stale = false;
      const evaluated = stale.map(async ([queryId, watched]) =>
        this.evaluate(queryId, watched, ts, identity, caller()),
      );
      for (const change of await Promise.all(evaluated)) if (change !== null) changes.set(change.queryId, change);
      if (this.closed) return [];
      // What ran before a push and what ran after it are not shown together.
    } while (generation !== this.generation);
    return [...changes.values()].sort((one, other) => one.queryId - other.queryId);
  }

  private async evaluate(
    queryId: QueryId,
    watched: Watched,
    ts: Timestamp,
    identity: Identity,
    caller: Caller,
  ): Promise<StateModification | null> {
    watched.unsubscribe();
    const { udfPath, args } = watched.query;
    const { db, runner, system, shared } = this.parts;
    const { journal: previous } = watched;
    const isSystem = isSystemFunction(udfPath);
    let ran = false;
    const { result, hash } = await shared.run(watched.query, previous, identity, ts, () => {
      ran = true;
      return isSystem
        ? system.run(udfPath, args, caller, ts)
        : runner.query(udfPath, args, caller, { at: ts, journal: previous, internalToo: identity.kind === "admin" });
    });
    if (!ran && !isSystem) runner.log.cached(udfPath, caller, result);
    if (this.closed) return null;
    watched.unsubscribe = db.subscribe(result.reads, ts, () => {
      watched.stale = true;
      this.onStale();
    });
    // A page that fails once keeps its end.
    const journal = result.ok ? result.journal : previous;
    watched.journal = journal;
    if (hash === watched.hash) return null;
    watched.hash = hash;
    const { logLines } = result;
    if (result.ok) return { type: "QueryUpdated", queryId, value: result.value, logLines, journal };
    const { result: errorMessage, ...rest } = failureFields(result);
    return { type: "QueryFailed", queryId, errorMessage, ...rest, journal };
  }
}

function nothing(): void {
  // A query that has not run yet is told of nothing.
}
