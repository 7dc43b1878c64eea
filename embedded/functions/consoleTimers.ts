// `console.time` and what belongs to it, of one run: in queries and mutations the one clock that goes on, for what it measures is only
// printed.
import type { LogLevel } from "./isolate.ts";

export type TimerMethod = "time" | "timeLog" | "timeEnd";

/** `More`: what may be printed behind a time. */
export class ConsoleTimers<More = string> {
  readonly #startedAt = new Map<string, number>();
  readonly #print: (level: LogLevel, messages: (string | More)[]) => void;
  readonly #now: () => number;

  constructor(print: (level: LogLevel, messages: (string | More)[]) => void, now: () => number = Date.now) {
    this.#print = print;
    this.#now = now;
  }

  call(method: TimerMethod, label: string, more: More[]): void {
    const startedAt = this.#startedAt.get(label);
    if (method === "time") {
      if (startedAt !== undefined) this.#print("WARN", [`Timer '${label}' already exists`]);
      else this.#startedAt.set(label, this.#now());
      return;
    }
    if (startedAt === undefined) {
      this.#print("WARN", [`Timer '${label}' does not exist`]);
      return;
    }
    this.#print("INFO", [`${label}: ${this.#now() - startedAt}ms`, ...more]);
    if (method === "timeEnd") this.#startedAt.delete(label);
  }
}
