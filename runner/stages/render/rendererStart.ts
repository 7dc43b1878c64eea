// The start of a renderer, apart from what is then made of it: whoever wants one soon starts it before loading the rest.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { type Cgroup, createCgroup } from "../../process/cgroup.ts";
import { killGroup } from "../../process/run.ts";
import { defaultLimits, runsAsRoot, takeSandboxUser } from "../../process/sandbox.ts";
import { groupLimits } from "../../process/sandboxRun.ts";
import { sandboxedRenderer, trustedRenderer } from "./rendererCommand.ts";
import { removeScratchFolder } from "./scratchFolder.ts";

/** Of the whole group: Manim at 1080p needs 0.4 GB, TeX 0.1 GB. */
export const groupMemoryBytes = 2.5 * 1024 ** 3;

export type StartedRenderer = {
  scratch: string;
  /** What the scene may read beside its scratch folder, pictures and formulas; read-only inside. */
  inbox: string;
  child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Null where there are no control groups; then a watch alone sees to the memory of all its processes. */
  cgroup: Cgroup | null;
  /** When it has ended and all it said was read; rejects where it could not be started. */
  closed: Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>;
};

/** `trusted`: without the sandbox; `awaited`: its job waits already. The program has begun when this returns, whatever the event loop is busy with next. */
export async function startRenderer(
  python: string,
  scratchDir: string,
  { trusted = false, awaited = false } = {},
): Promise<StartedRenderer> {
  mkdirSync(scratchDir, { recursive: true });
  const scratch = mkdtempSync(join(scratchDir, "renderer-"));
  const user = takeSandboxUser();
  if (runsAsRoot() && !trusted) chownSync(scratch, user, user);
  const inbox = mkdtempSync(join(scratchDir, "inbox-"));
  chmodSync(inbox, 0o755);
  const place = { python, scratch, inbox, awaited };
  const cgroup = trusted ? null : createCgroup(groupLimits(defaultLimits, groupMemoryBytes));
  const { command, args, env } = trusted ? trustedRenderer(place) : sandboxedRenderer(place, user, cgroup);
  const child = spawn(command, args, { cwd: scratch, env, stdio: ["pipe", "pipe", "pipe"], detached: true });
  const closed: StartedRenderer["closed"] = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => killGroup(child));
    child.once("close", (exitCode, signal) => resolve({ exitCode, signal }));
  });
  closed.catch(() => undefined);
  return { scratch, inbox, child, cgroup, closed };
}

/** The end of one that nobody has taken. */
export async function discardRenderer({ child, closed, cgroup, scratch, inbox }: StartedRenderer): Promise<void> {
  killGroup(child);
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  await closed.catch(() => undefined);
  cgroup?.remove();
  for (const folder of [scratch, inbox]) await removeScratchFolder(folder);
}
