// run/stack.json: what runs, for the command line to find. Written by the supervisor alone.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Home } from "./home.ts";
import { runs } from "./processes.ts";

const Mark = z.object({ pid: z.int(), startTime: z.string() });

export const StackState = z.object({
  phase: z.enum(["starting", "ready", "stopping"]),
  supervisor: Mark,
  startedAt: z.number(),
  convexUrl: z.string(),
  siteUrl: z.string(),
  runnerUrl: z.string(),
  redisUrl: z.string(),
  parts: z.array(
    z.object({ name: z.string(), process: Mark.nullable(), restarts: z.int(), port: z.int(), logFile: z.string() }),
  ),
});
export type StackState = z.infer<typeof StackState>;

/** The last written state, whether its processes still run or not. */
export function readState(home: Home): StackState | null {
  let text: string;
  try {
    text = readFileSync(home.stateFile, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const parsed = StackState.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** The state of a stack whose supervisor runs. */
export function runningState(home: Home): StackState | null {
  const state = readState(home);
  return state && runs(state.supervisor) ? state : null;
}

export function writeState(home: Home, state: StackState): void {
  mkdirSync(dirname(home.stateFile), { recursive: true });
  const temporary = `${home.stateFile}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(temporary, home.stateFile);
}

export function removeState(home: Home): void {
  rmSync(home.stateFile, { force: true });
}
