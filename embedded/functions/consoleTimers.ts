// `console.time` and what belongs to it, of one run: the one clock that goes on in queries and mutations, for what it measures is
// only printed.
import type { LogLevel } from "./isolate.ts";

export type TimerMethod = "time" | "timeLog" | "timeEnd";

export class ConsoleTimers {
  readonly #startedAt = new Map<string, number>();
  readonly #print: (level: LogLevel, message: string) => void;
  readonly #now: () => number;

  constructor(print: (level: LogLevel, message: string) => void, now: () => number = Date.now) {
    this.#print = print;
    this.#now = now;
  }

  /** `more`: what else is printed with the time. */
  call(method: TimerMethod, label: string, more: string): void {
    const startedAt = this.#startedAt.get(label);
    if (method === "time") {
      if (startedAt !== undefined) this.#print("WARN", `Timer '${label}' already exists`);
      else this.#startedAt.set(label, this.#now());
      return;
    }
    if (startedAt === undefined) {
      this.#print("WARN", `Timer '${label}' does not exist`);
      return;
    }
    this.#print("INFO", `${label}: ${this.#now() - startedAt}ms${more === "" ? "" : ` ${more}`}`);
    if (method === "timeEnd") this.#startedAt.delete(label);
  }
}
