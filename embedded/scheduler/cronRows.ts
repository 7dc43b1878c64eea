// Crons as documents of `_crons`: what to run, when it is due next, and whether an action of it is running.
import { convexToJson, jsonToConvex } from "convex/values";
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Doc, JSONValue, Value } from "../database/values.ts";
import { checkSchedule, nextRun } from "./cronSchedule.ts";
import type { CronSpecs, Schedule } from "./cronSpec.ts";

const cronTable = "_crons";
type CronState = { running: boolean; lastOutcome?: string; lastError?: string };

/** Crons whose definition did not change keep their time. */
export function alignCrons(tx: Transaction, specs: CronSpecs, now: number): void {
  const present = new Map(allCrons(tx).map((row) => [String(row.name), row]));
  for (const [name, spec] of Object.entries(specs)) {
    checkSchedule(spec.schedule);
    const definition = JSON.stringify([spec.name, spec.args, spec.schedule]);
    const row = present.get(name);
    present.delete(name);
    if (row?.definition === definition) continue;
    const fields = {
      name,
      definition,
      path: spec.name.replace(/\.js:/, ":"),
      args: jsonToConvex(spec.args),
      schedule: jsonToConvex(spec.schedule as JSONValue),
      nextTime: nextRun(spec.schedule, null, now),
      running: false,
    };
    tx.asSystem(() => (row ? tx.replace(row._id, fields) : tx.insert(cronTable, fields)));
  }
  for (const row of present.values()) tx.asSystem(() => tx.remove(row._id));
}

export function crons(db: Database): Doc[] {
  return allCrons(db.beginUnlimited());
}

export function cronPath(row: Doc): string {
  return String(row.path);
}

export function cronArgs(row: Doc): JSONValue[] {
  return convexToJson(row.args as Value) as JSONValue[];
}

export function cronTime(row: Doc): number {
  return Number(row.nextTime);
}

/** Answers false when the run that was due at `due` has been made or the cron is no more. */
export function startCron(tx: Transaction, id: string, due: number): boolean {
  const row = tx.get(id, cronTable);
  if (!row || cronTime(row) !== due || row.running === true) return false;
  tx.asSystem(() => tx.shallowMerge(id, { running: true }));
  return true;
}

/** Takes the cron on to its next time; occurrences that passed meanwhile are skipped. */
export function finishCron(tx: Transaction, id: string, due: number, now: number, state: Partial<CronState>): void {
  const row = tx.get(id, cronTable);
  if (!row || cronTime(row) !== due) return;
  const schedule = convexToJson(row.schedule as Value) as Schedule;
  const nextTime = nextRun(schedule, due, Math.max(now, due));
  tx.asSystem(() => tx.shallowMerge(id, { running: false, nextTime, lastTime: due, ...state }));
}

export function finishInterruptedCrons(tx: Transaction, now: number): void {
  for (const row of allCrons(tx)) {
    if (row.running !== true) continue;
    finishCron(tx, row._id, cronTime(row), now, { lastOutcome: "failed", lastError: "The run was interrupted." });
  }
}

function allCrons(tx: Transaction): Doc[] {
  const cursor = tx.query({ source: { type: "FullTableScan", tableName: cronTable, order: null }, operators: [] });
  const rows: Doc[] = [];
  for (let row = cursor.next(); row; row = cursor.next()) rows.push(row);
  return rows;
}
