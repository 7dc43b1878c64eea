// Finds out whether the sandbox holds on this machine by trying to get out of it. Fails closed: what can't be tried,
// or answers strangely, is a problem.
import { chown, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type ListenOptions, type Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { cgroupSupport, describeLimits } from "./cgroup.ts";
import { defaultPython, pythonFiles } from "./python.ts";
import { ProcessError } from "./run.ts";
import { defaultLimits, runsAsRoot, takeSandboxUser } from "./sandbox.ts";
import { runSandboxed } from "./sandboxRun.ts";
import { type Architecture, allowedCalls, refusedCalls } from "./seccompCalls.ts";

/** `limits`: which of them hold here, in words. */
export type SandboxReport = { holds: boolean; problems: string[]; limits: string };

export type SelfTestOptions = { python?: string; scratchDir?: string };

const probe = fileURLToPath(new URL("../../renderer/proofreel/sandbox_probe.py", import.meta.url));

const limits = { ...defaultLimits, processes: 32, memoryBytes: 192 * 1024 ** 2 };

/** Tries the known ways out of the sandbox; takes a few tenths of a second. */
export async function sandboxSelfTest(options: SelfTestOptions = {}): Promise<SandboxReport> {
  const { python = defaultPython, scratchDir = tmpdir() } = options;
  await mkdir(scratchDir, { recursive: true });
  const folder = await mkdtemp(join(scratchDir, "self-test-"));
  // An abstract name: it is no file, and belongs to a network namespace.
  const name = `\0${folder}`;
  const [port, local] = await Promise.all([listen({ port: 0, host: "127.0.0.1" }), listen({ path: name })]);
  const limits = describeLimits();
  try {
    const problems = await probeFrom(python, folder, { port: portOf(port), name });
    return { holds: problems.length === 0, problems, limits };
  } catch (error) {
    return { holds: false, problems: [reasonOf(error)], limits };
  } finally {
    port.close();
    local.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function probeFrom(python: string, folder: string, listeners: { port: number; name: string }): Promise<string[]> {
  const writable = join(folder, "inside", "scratch");
  const canary = join(folder, "canary");
  const user = takeSandboxUser();
  await mkdir(writable, { recursive: true });
  await writeFile(canary, "secret", { mode: 0o644 });
  if (runsAsRoot()) await chown(writable, user, user);
  const readable = [...pythonFiles(python), dirname(probe)];
  const group = cgroupSupport() ? { groupMemoryBytes: limits.memoryBytes } : {};
  const given = [...readable, writable];
  const facts = JSON.stringify({ ...limits, ...group, ...listeners, ...callNumbers(), canary, writable, given });
  const access = { readable, writable: [writable], cwd: writable, limits, user };
  const { stdout } = await runSandboxed(python, ["-I", probe, facts], access, { timeoutMs: 20_000 });
  return z.array(z.string()).parse(JSON.parse(stdout));
}

/** Of the calls that the probe tries: all that are refused by name, and those that are looked at more closely. */
function callNumbers() {
  const architecture = process.arch as Architecture;
  return {
    refused: Object.fromEntries(refusedCalls(architecture)),
    clone: allowedCalls(architecture).get("clone"),
    personality: allowedCalls(architecture).get("personality"),
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof ProcessError)) return `its self-test gave no answer (${String(error)})`;
  if (/ENOENT/.test(error.stderrTail) || /bwrap: No such file|bwrap: not found/.test(error.stderrTail))
    return "bubblewrap is missing: install it with apt-get install bubblewrap";
  if (/No permissions to create|Operation not permitted|user namespace/i.test(error.stderrTail))
    return `the kernel refuses user namespaces (${error.stderrTail.trim().split("\n").at(-1)}): allow them with sysctl kernel.unprivileged_userns_clone=1`;
  return `it does not start: ${error.message}`;
}

function listen(where: ListenOptions): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", reject);
    server.listen(where, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}
