// Starting, finding and stopping a stack from the outside.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Environment, Home } from "./home.ts";
import { markOf, runs, signalGroup } from "./processes.ts";
import { startStack } from "./stack.ts";
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
    const meanwhile = runningState(home);
    if (meanwhile?.phase === "ready") return meanwhile;
    if (meanwhile?.phase === "starting") return whenReady(home);
    if (meanwhile) await stopStack(home);
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
  mkdirSync(home.run, { recursive: true });
  const lock = join(home.run, "start.lock");
  const own = JSON.stringify(markOf(process.pid));
  const deadline = Date.now() + startWithinMs;
  for (;;) {
    try {
      const file = openSync(lock, "wx");
      writeFileSync(file, own);
      closeSync(file);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (holderIsGone(lock) || Date.now() > deadline) rmSync(lock, { force: true });
      else await pause(50);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function holderIsGone(lock: string): boolean {
  try {
    const text = readFileSync(lock, "utf8");
    return text !== "" && !runs(JSON.parse(text));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** Runs a stack in this process until SIGINT or SIGTERM. */
export async function startInForeground(
  home: Home,
  environment: Environment,
  say: (line: string) => void,
  onReady: (state: StackState) => void,
): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  const stack = await withStartLock(home, async () => {
    if (runningState(home)) throw new Error("The backend is just being started or stopped: try again in a moment.");
    return startStack(home, environment, say);
  });
  onReady(stack.state());
  await asked;
  await stack.stop();
}
