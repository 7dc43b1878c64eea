// start, stop, status and logs.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CommandError, exitCodes } from "../commandError.ts";
import { ensureStack, runInForeground, stopStack } from "../stack/control.ts";
import { runs } from "../stack/processes.ts";
import { runningState, type StackState } from "../stack/state.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export async function start(verb: Verb, { detach }: { detach?: boolean }): VerbAnswer {
  const { home, environment, say, print, onInterrupt } = verb;
  const onReady = (state: StackState): void => {
    describe(state).forEach(print);
    say("Running; Ctrl-C stops it.");
  };
  if (!detach && (await runInForeground(home, environment, { say, onInterrupt, onReady }))) {
    say("Stopped.");
    return exitCodes.done;
  }
  if (runningState(home)?.phase === "ready") say("The backend runs already.");
  describe(await ensureStack(home, environment, say)).forEach(print);
  return exitCodes.done;
}

export async function stop({ home, say }: Verb): VerbAnswer {
  say((await stopStack(home)) ? "Stopped." : "Nothing was running.");
  return exitCodes.done;
}

export async function status({ home, print }: Verb, { json }: { json?: boolean }): VerbAnswer {
  const state = runningState(home);
  if (!state) {
    if (json) print(JSON.stringify({ phase: "stopped", parts: [] }));
    throw new CommandError("Not running: ./proofreel start starts it.");
  }
  const health = await healthOf(state.runnerUrl);
  if (json) print(JSON.stringify({ ...state, health }));
  else [...describe(state), ...healthLines(health)].forEach(print);
  const down = state.parts.filter(({ process: mark }) => !mark || !runs(mark)).map(({ name }) => name);
  if (down.length > 0) throw new CommandError(`Down at the moment: ${down.join(", ")} (./proofreel logs says why).`);
  if (health.status === "down") throw new CommandError("The runner can't work at the moment: ./proofreel logs runner.");
  return exitCodes.done;
}

export async function logs(
  { home }: Verb,
  part: string | undefined,
  options: { follow?: boolean; lines: number },
): VerbAnswer {
  const known = ["supervisor", "redis", "convex", "runner"];
  if (part !== undefined && !known.includes(part))
    throw new CommandError(`There is no part ${part}: ${known.join(", ")}.`, exitCodes.wrongUsage);
  const names = part === undefined ? known : [part];
  const files = names.map((name) => join(home.logs, `${name}.log`)).filter(existsSync);
  if (files.length === 0)
    throw new CommandError(part === undefined ? "There are no logs yet." : `There is no log of ${part} yet.`);
  const args = ["-n", String(options.lines), ...(options.follow ? ["-F"] : []), ...files];
  const tail = spawn("tail", args, { stdio: "inherit" });
  const code = await new Promise<number>((resolve, reject) => {
    tail.once("error", reject);
    tail.once("exit", (exitCode) => resolve(exitCode ?? 0));
  });
  return code === 0 ? exitCodes.done : exitCodes.failed;
}

function describe(state: StackState): string[] {
  const parts = state.parts.map(({ name, process: mark, restarts, port }) => {
    const up = mark && runs(mark) ? `up, pid ${mark.pid}, port ${port}` : "down";
    return `${name.padEnd(8)} ${up}${restarts > 0 ? `, started again ${restarts} times` : ""}`;
  });
  return [...parts, `Convex   ${state.convexUrl}`, `Runner   ${state.runnerUrl}`];
}

const Health = z.object({
  status: z.enum(["ok", "degraded", "down"]),
  parts: z.record(z.string(), z.looseObject({ ok: z.boolean(), detail: z.string().optional() })),
});
type Health = z.infer<typeof Health>;

async function healthOf(runnerUrl: string): Promise<Health> {
  try {
    const response = await fetch(`${runnerUrl}/health`, { signal: AbortSignal.timeout(3000) });
    return Health.parse(await response.json());
  } catch {
    // Whatever it is, a runner that does not say how it is can't be relied on.
    return { status: "down", parts: { runner: { ok: false, detail: "It does not answer." } } };
  }
}

function healthLines({ status, parts }: Health): string[] {
  const bad = Object.entries(parts).filter(([, { ok }]) => !ok);
  return [`Health   ${status}`, ...bad.map(([name, { detail }]) => `         ${name}: ${detail ?? "not well"}`)];
}
