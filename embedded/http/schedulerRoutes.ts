// What the dashboard calls to cancel scheduled functions.
import { DatabaseError } from "../database/errors.ts";
import { admin } from "./adminAccess.ts";
import { HttpError } from "./httpError.ts";
import type { Route } from "./route.ts";

const nanosecondsPerMs = 1e6;

export const schedulerRoutes: { [methodAndPath: string]: Route } = {
  "POST /api/cancel_job": admin(async ({ scheduler }, _exchange, { id }) => {
    try {
      await scheduler.cancelDurably(String(id));
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      throw new HttpError(400, "InvalidId", "Invalid ID for table _scheduled_jobs", { cause: error });
    }
    return "";
  }),
  "POST /api/cancel_all_jobs": admin(async ({ scheduler }, _exchange, { udfPath, startNextTs, endNextTs }) => {
    await scheduler.cancelAll({
      path: typeof udfPath === "string" ? udfPath : null,
      fromMs: milliseconds(startNextTs) ?? Number.NEGATIVE_INFINITY,
      untilMs: milliseconds(endNextTs) ?? Number.POSITIVE_INFINITY,
    });
    return "";
  }),
};

function milliseconds(nanoseconds: unknown): number | null {
  return typeof nanoseconds === "number" ? nanoseconds / nanosecondsPerMs : null;
}
