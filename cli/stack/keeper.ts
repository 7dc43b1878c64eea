// Keeps one program running: starts it again, ever more slowly, when it ends by itself; ends it with its whole group.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import type { Environment } from "./home.ts";
import { markOf, type ProcessMark, signalGroup } from "./processes.ts";

export type Part = {
  name: string;
  port: number;
  command: string;
  args: string[];
  cwd: string;
  environment: Environment;
  logFile: string;
  isReady: () => Promise<boolean>;
  /** After SIGTERM; then SIGKILL. */
  stopWithinMs: number;
};

export type Keeper = {
  part: Part;
  restarts: () => number;
  mark: () => ProcessMark | null;
  /** Rejects in one sentence where the program keeps ending or is not ready in time. */
  whenReady: (timeoutMs: number) => Promise<void>;
  stop: () => Promise<void>;
};

const firstPauseMs = 200;
const longestPauseMs = 10_000;
/** A program that ran this long starts again without a pause. */
const steadyMs = 20_000;
const logLimitBytes = 5_000_000;
const startsBeforeReady = 4;

export function keep(part: Part, onChange: () => void): Keeper {
  let child: ChildProcess | null = null;
  let mark: ProcessMark | null = null;
  let stopping = false;
  let starts = 0;
  let pauseMs = firstPauseMs;
  let timer: NodeJS.Timeout | undefined;
  let problem: string | null = null;

  const start = (): void => {
    starts += 1;
    const startedAt = Date.now();
    const log = openSync(part.logFile, "a");
    // Its own group: a Ctrl-C reaches the supervisor alone, which ends the parts in order.
    const started = spawn(part.command, part.args, {
      cwd: part.cwd,
      env: part.environment as NodeJS.ProcessEnv,
      stdio: ["ignore", log, log],
      detached: true,
    });
    closeSync(log);
    child = started;
    mark = started.pid === undefined ? null : markOf(started.pid);
    onChange();
    let over = false;
    const ended = (why: string): void => {
      if (over) return;
      over = true;
      problem = why;
      // What it left behind in its group would hold the port.
      if (started.pid !== undefined) signalGroup(started.pid, "SIGKILL");
      child = null;
      mark = null;
      if (stopping) return;
      pauseMs = Date.now() - startedAt > steadyMs ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
      timer = setTimeout(start, pauseMs);
      onChange();
    };
    started.once("error", (error) => ended(error.message));
    started.once("exit", (code, signal) => ended(signal ? `ended by ${signal}` : `ended with code ${code}`));
  };

  rotate(part.logFile);
  start();

  return {
    part,
    restarts: () => starts - 1,
    mark: () => mark,
    whenReady: async (timeoutMs) => {
      const deadline = Date.now() + timeoutMs;
      while (!(child && (await part.isReady()))) {
        if (stopping) throw new Error(`${part.name} is being stopped.`);
        if (starts > startsBeforeReady || Date.now() > deadline) {
          const why = lastLine(part.logFile) ?? problem ?? "it does not answer";
          throw new Error(`${part.name} does not start: ${why} (its log: ${part.logFile}).`);
        }
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    },
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      const running = child;
      if (!running?.pid) return;
      const { pid } = running;
      const gone = new Promise<void>((resolve) => running.once("exit", () => resolve()));
      signalGroup(pid, "SIGTERM");
      const killer = setTimeout(() => signalGroup(pid, "SIGKILL"), part.stopWithinMs);
      await gone;
      clearTimeout(killer);
    },
  };
}

function rotate(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > logLimitBytes) renameSync(logFile, `${logFile}.1`);
}

/** What a program said last, as the message of a pino line or as plain text. */
function lastLine(logFile: string): string | null {
  const line = readFileSync(logFile, "utf8").trimEnd().split("\n").at(-1)?.trim();
  if (!line) return null;
  try {
    const { msg } = JSON.parse(line) as { msg?: unknown };
    if (typeof msg === "string") return msg;
  } catch {
    return line.slice(0, 300);
  }
  return line.slice(0, 300);
}
