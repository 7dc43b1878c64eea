// Starting, finding and stopping a stack from the outside.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { tryLock } from "../../runner/process/folderLock.ts";
import type { OnInterrupt } from "../interrupts.ts";
import type { Environment, Home } from "./home.ts";
import { runs, signalGroup } from "./processes.ts";
import { killParts, startStack } from "./stack.ts";
import { readState, removeState, runningState, type StackState } from "./state.ts";
import type { SupervisorMessage } from "./supervisor.ts";

const startWithinMs = 120_000;
const stopWithinMs = 40_000;

/** The running stack, which is started in the background where there is none. */
export async function ensureStack(
  home: Home,
  environment: Environment,
  say: (line: string) => void,
): Promise<StackState> {
  const running = runningState(home);
  if (running?.phase === "ready") return running;
  return withStartLock(home, async () => {
    const meanwhile = await settled(home);
    if (meanwhile) return meanwhile;
    say("Starting Redis, Convex and the runner …");
    await spawnSupervisor(home, environment, say);
    return whenReady(home);
  });
}

/** Returns false where nothing ran. */
export async function stopStack(home: Home): Promise<boolean> {
  const state = readState(home);
  if (!state) return false;
  const processes = (): { pid: number; startTime: string }[] =>
    [state.supervisor, ...(readState(home) ?? state).parts.map((part) => part.process)]
      .filter((mark) => mark !== null)
      .filter(runs);
  const found = processes().length > 0;
  if (runs(state.supervisor)) {
    process.kill(state.supervisor.pid, "SIGTERM");
    const deadline = Date.now() + stopWithinMs;
    while (runs(state.supervisor) && Date.now() < deadline) await pause(50);
  }
  for (const { pid } of processes()) signalGroup(pid, "SIGKILL");
  removeState(home);
  return found;
}

function spawnSupervisor(home: Home, environment: Environment, say: (line: string) => void): Promise<void> {
  mkdirSync(home.logs, { recursive: true });
  const log = openSync(join(home.logs, "supervisor.log"), "a");
  const child = spawn(process.execPath, [join(import.meta.dirname, "supervisor.ts")], {
    cwd: home.root,
    env: { ...environment, PROOFREEL_HOME: home.dir } as NodeJS.ProcessEnv,
    stdio: ["ignore", log, log, "ipc"],
    detached: true,
  });
  closeSync(log);
  return new Promise((resolve, reject) => {
    const end = (error?: Error): void => {
      child.removeAllListeners();
      if (child.connected) child.disconnect();
      child.unref();
      if (error) reject(error);
      else resolve();
    };
    child.on("message", (message: SupervisorMessage) => {
      if (message.kind === "line") say(message.line);
      else if (message.kind === "ready") end();
      else end(new Error(message.sentence));
    });
    child.once("error", end);
    child.once("exit", (code) => end(new Error(`The supervisor ended with code ${code}: ./proofreel logs says why.`)));
  });
}

async function whenReady(home: Home): Promise<StackState> {
  const deadline = Date.now() + startWithinMs;
  for (;;) {
    const state = runningState(home);
    if (state?.phase === "ready") return state;
    if (!state || Date.now() > deadline) throw new Error("The backend did not start: ./proofreel logs says why.");
    await pause(50);
  }
}

/** Two commands at once start one stack: the second waits for the first. */
async function withStartLock<T>(home: Home, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + startWithinMs;
  for (;;) {
    const lock = tryLock(home.run, "start");
    if ("release" in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (Date.now() > deadline)
      throw new Error(`Process ${lock.heldBy} has been starting the backend for two minutes: end it and try again.`);
    await pause(50);
  }
}

/** Runs a stack in this process until it is interrupted; false where one runs already. */
export async function runInForeground(
  home: Home,
  environment: Environment,
  { say, onInterrupt, onReady }: Foreground,
): Promise<boolean> {
  const asked = new AbortController();
  const ask = (): void => {
    say("Stopping …; Ctrl-C once more ends everything at once.");
    asked.abort();
  };
  using _ = onInterrupt(ask, () => {
    killParts(home);
    removeState(home);
  });
  // The terminal went away: what it showed goes with it.
  process.once("SIGHUP", ask);
  const stack = await withStartLock(home, async () => {
    asked.signal.throwIfAborted();
    return (await settled(home)) ? null : await startStack(home, environment, say, asked.signal);
  }).catch((error: unknown) => {
    if (asked.signal.aborted) return undefined;
    throw error;
  });
  if (!stack) return stack === undefined;
  onReady(stack.state());
  if (!asked.signal.aborted) await once(asked.signal, "abort");
  await stack.stop();
  return true;
}

export type Foreground = {
  say: (line: string) => void;
  onInterrupt: OnInterrupt;
  onReady: (state: StackState) => void;
};

/** Waits for a stack that is being started, and ends one that is being stopped. */
async function settled(home: Home): Promise<StackState | null> {
  const state = runningState(home);
  if (state?.phase === "starting") return whenReady(home);
  if (state?.phase === "stopping") await stopStack(home);
  return state?.phase === "ready" ? state : null;
}
