import { describe, expect, it } from "vitest";
import { nextRun } from "./cronSchedule.ts";
import type { Schedule } from "./cronSpec.ts";

const at = (text: string) => Date.parse(`${text}Z`);
const next = (schedule: Schedule, after: string) =>
  new Date(nextRun(schedule, null, at(after))).toISOString().slice(0, 16);

describe("schedules", () => {
  it.each<[Schedule, string, string]>([
    [{ type: "hourly", minuteUTC: 15 }, "2026-03-01T10:15:00", "2026-03-01T11:15"],
    [{ type: "daily", hourUTC: 7, minuteUTC: 30 }, "2026-12-31T08:00:00", "2027-01-01T07:30"],
    [{ type: "weekly", dayOfWeek: "monday", hourUTC: 9 }, "2026-03-04T00:00:00", "2026-03-09T09:00"],
    [{ type: "monthly", day: 31, hourUTC: 0 }, "2026-02-01T00:00:00", "2026-03-31T00:00"],
    [{ type: "cron", cron: "*/20 8-9 * * mon-fri" }, "2026-03-06T09:40:00", "2026-03-09T08:00"],
    [{ type: "cron", cron: "0 0 29 2 *" }, "2026-03-01T00:00:00", "2028-02-29T00:00"],
    [{ type: "cron", cron: "0 12 13 * 5" }, "2026-03-07T00:00:00", "2026-03-13T12:00"],
    [{ type: "cron", cron: "5 0 * * 7" }, "2026-03-04T00:00:00", "2026-03-08T00:05"],
  ])("[CRON3] %j after %s is %s", (schedule, after, expected) => {
    expect(next(schedule, after)).toBe(expected);
  });

  it("[CRON4] occurrences that passed during a run are skipped", () => {
    expect(nextRun({ type: "interval", seconds: 10 }, 0, 35_000)).toBe(40_000);
    expect(nextRun({ type: "interval", seconds: 10 }, 0, 0)).toBe(10_000);
  });

  it.each(["* * * *", "60 * * * *", "a * * * *", "*/0 * * * *", "0 0 31 2 *"])("[CRON5] %s is refused", (cron) => {
    expect(() => nextRun({ type: "cron", cron }, null, 0)).toThrow("can't be used");
  });
});
