// Whether what the embedded Convex deployment keeps is sound: it looks itself while it runs, keep.ts does when it is stopped.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import type { Environment, Home } from "../stack/home.ts";
import { convexDataDir } from "../stack/parts.ts";
import { runningState, type StackState } from "../stack/state.ts";
import type { Finding } from "./checks.ts";

const timeLimitMs = 5_000;
const problemsShown = 3;
const unfinished = Symbol("unfinished");

type Looked = string[] | typeof unfinished;

export async function dataFinding(home: Home, environment: Environment, limitMs = timeLimitMs): Promise<Finding> {
  const folder = convexDataDir(home);
  const keep = `node embedded/keep.ts`;
  const finding = (ok: boolean, found: string): Finding => ({
    ...{ name: "Convex data", ok, found },
    purpose: "holds your videos' scenes and jobs",
    remedy: `${keep} restore --data-dir ${folder} --from BACKUP --replace, with the backend stopped`,
  });
  const state = runningState(home);
  const elsewhere = state
    ? !state.parts.some(({ name }) => name === "convex") && state.convexUrl
    : environment.CONVEX_URL;
  if (elsewhere) return finding(true, `kept at ${elsewhere}`);
  if (state && state.phase !== "ready") return finding(true, `not looked at: the backend is ${state.phase}`);
  if (!existsSync(join(folder, "convex.sqlite"))) return finding(true, "none yet");
  const problems = await (state ? ofRunning(state, folder, limitMs) : ofStopped(home, folder, limitMs));
  if (problems === unfinished) {
    const whole = `${keep} check --data-dir ${folder}, with the backend stopped, looks at all of it`;
    return finding(true, `not finished within ${limitMs / 1000} s: ${whole}`);
  }
  return problems.length === 0 ? finding(true, "sound") : finding(false, summary(problems));
}

async function ofRunning({ convexUrl }: StackState, folder: string, limitMs: number): Promise<Looked> {
  const adminKey = readFileSync(join(folder, "adminKey"), "utf8").trim();
  try {
    const response = await fetch(`${convexUrl}/api/embedded/check`, {
      method: "POST",
      headers: { authorization: `Convex ${adminKey}`, "content-type": "application/json" },
      body: "{}",
      signal: AbortSignal.timeout(limitMs),
    });
    if (!response.ok) return [`The deployment answers ${response.status}: ${(await response.text()).slice(0, 300)}`];
    return z.object({ problems: z.array(z.string()) }).parse(await response.json()).problems;
  } catch (error) {
    if ((error as Error).name === "TimeoutError") return unfinished;
    return [`The deployment does not answer at ${convexUrl}: ./proofreel logs convex says why.`];
  }
}

async function ofStopped(home: Home, folder: string, limitMs: number): Promise<Looked> {
  const args = ["--no-warnings", join(home.root, "embedded/keep.ts"), "check", "--data-dir", folder];
  const result = await execa(process.execPath, args, { reject: false, stdin: "ignore", timeout: limitMs });
  if (result.timedOut) return unfinished;
  if (result.exitCode === 0) return [];
  const lines = result.stderr.split("\n").filter((line) => line !== "");
  return lines.length > 0 ? lines : [`The check ended with ${result.exitCode ?? result.signal} and said nothing.`];
}

function summary(problems: string[]): string {
  const more = problems.length - problemsShown;
  return [...problems.slice(0, problemsShown), ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
}
