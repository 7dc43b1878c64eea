// When a cron runs next. Every calendar schedule is a cron expression in UTC; an interval counts from its last time.
import { DatabaseError } from "../database/errors.ts";
import type { CronSpecs, Schedule } from "./cronSpec.ts";

type Fields = {
  minutes: Set<number>;
  hours: Set<number>;
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
};
type Calendar = Fields & { anyDay: boolean; anyWeekday: boolean };

const dayMs = 86_400_000;
/** 29 February of a leap year is at most eight years away. */
const maxDays = 366 * 8 + 3;
const weekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** In ms; later than `after`. `last` is when it was due before (null: never; an interval then is due at once). */
export function nextRun(schedule: Schedule, last: number | null, after: number): number {
  if (schedule.type === "interval") {
    const period = intervalMs(schedule);
    return last === null ? after : last + period * Math.max(1, Math.floor((after - last) / period) + 1);
  }
  return nextMatch(parseCron(expression(schedule)), after);
}

/** Throws DatabaseError when one of them can't be used. */
export function checkCrons(specs: CronSpecs): void {
  for (const [name, spec] of Object.entries(specs)) {
    const invalid = [...name].find((character) => !/^[\x20-\x7e]$/.test(character));
    if (invalid !== undefined) {
      const allowed = "ASCII letters, numbers, spaces, underscores, dashes and apostrophes";
      throw new DatabaseError(
        "InvalidCron",
        `CronIdentifier ${name} has invalid character '${invalid}': CronIdentifiers can only contain ${allowed}`,
      );
    }
    checkSchedule(spec.schedule);
  }
}

/** Throws DatabaseError when the schedule never runs or can't be read. */
export function checkSchedule(schedule: Schedule): void {
  nextRun(schedule, null, 0);
}

function intervalMs(schedule: Extract<Schedule, { type: "interval" }>): number {
  const seconds = (schedule.seconds ?? 0) + (schedule.minutes ?? 0) * 60 + (schedule.hours ?? 0) * 3600;
  if (!(seconds >= 1)) throw invalid("an interval is one second or more");
  return seconds * 1000;
}

function expression(schedule: Exclude<Schedule, { type: "interval" }>): string {
  switch (schedule.type) {
    case "hourly":
      return `${schedule.minuteUTC ?? 0} * * * *`;
    case "daily":
      return `${schedule.minuteUTC ?? 0} ${schedule.hourUTC} * * *`;
    case "weekly":
      return `${schedule.minuteUTC ?? 0} ${schedule.hourUTC} * * ${schedule.dayOfWeek.slice(0, 3)}`;
    case "monthly":
      return `${schedule.minuteUTC ?? 0} ${schedule.hourUTC} ${schedule.day} * *`;
    case "cron":
      return schedule.cron;
  }
}

function parseCron(text: string): Calendar {
  const parts = text.trim().toLowerCase().split(/\s+/);
  const [minute, hour, day, month, weekday] = parts;
  if (!minute || !hour || !day || !month || !weekday || parts.length !== 5) {
    throw invalid(`"${text}" does not have five fields`);
  }
  const weekdays = parseField(weekday, 0, 7, weekdayNames, 0);
  if (weekdays.delete(7)) weekdays.add(0);
  return {
    minutes: parseField(minute, 0, 59),
    hours: parseField(hour, 0, 23),
    days: parseField(day, 1, 31),
    months: parseField(month, 1, 12, monthNames, 1),
    weekdays,
    anyDay: day.startsWith("*"),
    anyWeekday: weekday.startsWith("*"),
  };
}

function parseField(text: string, min: number, max: number, names: string[] = [], firstName = 0): Set<number> {
  const values = new Set<number>();
  const number = (word: string): number => {
    const named = names.indexOf(word);
    const value = named >= 0 ? named + firstName : /^\d+$/.test(word) ? Number(word) : Number.NaN;
    if (!(value >= min && value <= max)) throw invalid(`"${word}" is not between ${min} and ${max}`);
    return value;
  };
  for (const term of text.split(",")) {
    const [span = "", stepText] = term.split("/");
    const step = stepText === undefined ? 1 : Number(stepText);
    if (!Number.isInteger(step) || step < 1) throw invalid(`"${term}" has no step`);
    const [from = "", to] = span.split("-");
    const start = span === "*" ? min : number(from);
    const end = span === "*" ? max : to !== undefined ? number(to) : stepText === undefined ? start : max;
    for (let value = start; value <= end; value += step) values.add(value);
  }
  return values;
}

function nextMatch(calendar: Calendar, after: number): number {
  const start = new Date(after);
  const midnight = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate());
  const ascending = (values: Set<number>) => [...values].sort((a, b) => a - b);
  const [hours, minutes] = [ascending(calendar.hours), ascending(calendar.minutes)];
  for (let day = 0; day < maxDays; day++) {
    const date = midnight + day * dayMs;
    if (!isDay(calendar, new Date(date))) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const time = date + hour * 3_600_000 + minute * 60_000;
        if (time > after) return time;
      }
    }
  }
  throw invalid("it never comes");
}

// As cron has it: with both a day of the month and a day of the week given, either will do.
function isDay(calendar: Calendar, date: Date): boolean {
  if (!calendar.months.has(date.getUTCMonth() + 1)) return false;
  const day = calendar.days.has(date.getUTCDate());
  const weekday = calendar.weekdays.has(date.getUTCDay());
  return calendar.anyDay || calendar.anyWeekday ? day && weekday : day || weekday;
}

function invalid(reason: string): DatabaseError {
  return new DatabaseError("InvalidSchedule", `A cron's schedule can't be used: ${reason}.`);
}
