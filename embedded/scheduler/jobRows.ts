// The states of a scheduled function, kept as documents of `_scheduled_functions`. Every change of one is here.
import { convexToJson, jsonToConvex } from "convex/values";
import { hasPlaceholder } from "../database/commitTime.ts";
import type { Database } from "../database/database.ts";
import { DatabaseError } from "../database/errors.ts";
import type { QueryJson } from "../database/queryJson.ts";
import type { Transaction } from "../database/transaction.ts";
import { valueSize } from "../database/valueSize.ts";
import type { Doc, JSONValue, Value } from "../database/values.ts";
import { fileAndName } from "../functions/functionPath.ts";

export const jobTable = "_scheduled_functions";
export type JobState = "pending" | "inProgress" | "success" | "failed" | "canceled";

const finalStates = ["success", "failed", "canceled"] as const;
const keptMs = 7 * 86_400_000;
const maxRemoved = 500;
/** At once. */
export const maxCanceled = 1_000;

/** "dir/mod:fn" is stored as "dir/mod.js:fn", as Convex shows it. */
export function insertJob(tx: Transaction, path: string, scheduledTime: number, args: JSONValue[]): string {
  const json = JSON.stringify(args);
  if (hasPlaceholder(json)) {
    const message = `Invalid arguments for "${path}": a scheduled function cannot take an unresolved placeholder value.`;
    throw new DatabaseError("UnresolvedPlaceholder", message);
  }
  const values = jsonToConvex(args);
  tx.use("functionsScheduled", 1);
  const size = valueSize(values);
  tx.use("scheduledFunctionArgsBytes", size);
  tx.nearLimits.scheduled(size);
  const name = fileAndName(path);
  return tx.asSystem(() => tx.insert(jobTable, { name, args: values, scheduledTime, state: { kind: "pending" } }));
}

export function jobPath(row: Doc): string {
  return String(row.name).replace(".js:", ":");
}

export function jobArgs(row: Doc): JSONValue[] {
  return convexToJson(row.args as Value) as JSONValue[];
}

export function jobState(row: Doc): JobState {
  return (row.state as { kind: JobState }).kind;
}

export function scheduledTime(row: Doc): number {
  return Number(row.scheduledTime);
}

/** Answers false and writes nothing when the job is not in one of the states `from`. */
export function moveJob(
  tx: Transaction,
  id: string,
  from: readonly JobState[],
  state: { kind: JobState; error?: string },
  now: number,
): boolean {
  const row = tx.get(id, jobTable);
  if (!row || !from.includes(jobState(row))) return false;
  const ended = state.kind === "pending" || state.kind === "inProgress" ? undefined : now;
  tx.asSystem(() => tx.shallowMerge(id, { state, completedTime: ended }));
  return true;
}

export function pendingJobs(db: Database, limit: number): Doc[] {
  return jobsInState(db.beginUnlimited(), "pending", limit);
}

/** Those that wait or run; `path` and the times of their start narrow them. Answers how many were canceled. */
export function cancelJobs(
  tx: Transaction,
  { path, fromMs, untilMs }: { path: string | null; fromMs: number; untilMs: number },
  now: number,
): number {
  const states = ["pending", "inProgress"] as const;
  const rows = states
    .flatMap((state) => jobsInState(tx, state, Number.POSITIVE_INFINITY))
    .filter((row) => path === null || row.name === fileAndName(path))
    .filter((row) => scheduledTime(row) >= fromMs && scheduledTime(row) < untilMs)
    .slice(0, maxCanceled);
  for (const row of rows) moveJob(tx, row._id, states, { kind: "canceled" }, now);
  return rows.length;
}

/** Actions that a stopped process left behind: nobody knows how far they came, so they are not run again. */
export function failInterrupted(tx: Transaction, now: number): void {
  for (const row of jobsInState(tx, "inProgress", Number.POSITIVE_INFINITY)) {
    moveJob(tx, row._id, ["inProgress"], { kind: "failed", error: "Transient error while executing action" }, now);
  }
}

export function removeOld(tx: Transaction, now: number): void {
  for (const state of finalStates) {
    for (const row of jobsInState(tx, state, maxRemoved)) {
      if (Number(row.completedTime) >= now - keptMs) continue;
      tx.asSystem(() => tx.remove(row._id));
    }
  }
}

function jobsInState(tx: Transaction, state: JobState, limit: number): Doc[] {
  const query: QueryJson = {
    source: {
      type: "IndexRange",
      indexName: `${jobTable}.by_state`,
      range: [{ type: "Eq", fieldPath: "state.kind", value: state }],
      order: "asc",
    },
    operators: [{ limit }],
  };
  const cursor = tx.query(query);
  const rows: Doc[] = [];
  for (let row = cursor.next(); row; row = cursor.next()) rows.push(row);
  return rows;
}
