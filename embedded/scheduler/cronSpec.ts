import type { JSONValue } from "../database/values.ts";
import type { ModuleAnalysis } from "../functions/actionMessages.ts";

export type Schedule =
  | { type: "interval"; seconds?: number; minutes?: number; hours?: number }
  | { type: "hourly"; minuteUTC?: number }
  | { type: "daily"; hourUTC: number; minuteUTC?: number }
  | { type: "weekly"; dayOfWeek: string; hourUTC: number; minuteUTC?: number }
  | { type: "monthly"; day: number; hourUTC: number; minuteUTC?: number }
  | { type: "cron"; cron: string };

/** By the cron's name; `name` is the function's path "mod:fn"; as `crons.export()` gives it. */
export type CronSpecs = { [cron: string]: { name: string; args: JSONValue[]; schedule: Schedule } };

/** What crons.ts says. */
export function cronSpecsOf(analysis: { [modulePath: string]: ModuleAnalysis }): CronSpecs {
  return JSON.parse(analysis["crons.js"]?.cronSpecs ?? "{}") as CronSpecs;
}
