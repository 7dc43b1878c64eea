// One program in a sandbox, from its start to its end, with a control group of its own where there can be one.
import { type CgroupLimits, createCgroup } from "./cgroup.ts";
import { type RunOptions, type RunResult, run } from "./run.ts";
import { defaultLimits, type SandboxAccess, type SandboxLimits, sandboxed } from "./sandbox.ts";

/** bubblewrap's own processes, which count as well. */
const ownProcesses = 8;

/** What the processes of a sandbox get together: by default as much memory as each of them may have. */
export function groupLimits(limits: SandboxLimits, memoryBytes: number = limits.memoryBytes): CgroupLimits {
  return { memoryBytes, processes: limits.processes + ownProcesses };
}

/** Gives what it printed; throws ProcessError unless it exits with 0. */
export async function runSandboxed(
  command: string,
  args: readonly string[],
  access: SandboxAccess,
  options: Omit<RunOptions, "env">,
): Promise<RunResult> {
  const cgroup = createCgroup(groupLimits({ ...defaultLimits, ...access.limits }));
  try {
    const inside = sandboxed(command, args, { ...access, cgroup });
    return await run(inside.command, inside.args, { ...options, env: inside.env });
  } finally {
    cgroup?.remove();
  }
}
