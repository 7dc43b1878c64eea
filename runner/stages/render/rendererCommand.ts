// How a renderer is started: behind the wall, or, for somebody's own code and at their word, without it.
import type { Cgroup } from "../../process/cgroup.ts";
import { pythonEnvironment, pythonFiles } from "../../process/python.ts";
import { type SandboxedCommand, sandboxed } from "../../process/sandbox.ts";

export type RendererPlace = {
  python: string;
  /** Its working folder. */
  scratch: string;
  /** What it may read beside that. */
  inbox: string;
  /** Whether its job waits already. */
  awaited: boolean;
};

const worker = ({ awaited }: RendererPlace): string[] => ["-m", "proofreel.worker", ...(awaited ? ["--awaited"] : [])];

/** `user`: who it is inside, where the runner is root. */
export function sandboxedRenderer(place: RendererPlace, user: number, cgroup: Cgroup | null): SandboxedCommand {
  const { python, scratch, inbox } = place;
  return sandboxed(python, worker(place), {
    readable: [...pythonFiles(python), inbox],
    writable: [scratch],
    cwd: scratch,
    env: { ...pythonEnvironment(scratch), PROOFREEL_INBOX: inbox },
    user,
    cgroup,
  });
}

/** With the rights, the files, the network and the environment of whoever runs it. */
export function trustedRenderer(place: RendererPlace): SandboxedCommand {
  const { python, scratch, inbox } = place;
  const { HOME: home = scratch, PYTHONPATH: path } = process.env;
  const own = pythonEnvironment(scratch);
  const pythonPath = path ? `${own["PYTHONPATH"]}:${path}` : own["PYTHONPATH"];
  const all = { ...process.env, ...own, HOME: home, PYTHONPATH: pythonPath, PROOFREEL_INBOX: inbox };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { command: python, args: worker(place), env: Object.fromEntries(given) };
}
