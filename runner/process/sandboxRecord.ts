// Keeps the word of the sandbox's self-test for one-off commands, each of which would spend a third of a second of
// processor time on it. Only that it held is kept, only for a day, and only under all that the answer hangs on: the boot,
// the kernel's settings, this process's rights, limits and namespaces, the programs and the sandbox's own code.
import { createHash } from "node:crypto";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { release, version } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cgroupSupport } from "./cgroup.ts";

const dayMs = 24 * 60 * 60 * 1000;

const ownFolder = fileURLToPath(new URL(".", import.meta.url));
const probe = fileURLToPath(new URL("../../renderer/proofreel/sandbox_probe.py", import.meta.url));

const settings = [
  "/proc/sys/kernel/random/boot_id",
  "/proc/sys/kernel/unprivileged_userns_clone",
  "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
  "/proc/sys/kernel/yama/ptrace_scope",
  "/proc/sys/user/max_user_namespaces",
  "/proc/self/cgroup",
  "/proc/self/mountinfo",
  "/proc/self/limits",
];
const programs = ["/bin/bash", "/usr/bin/bwrap", "/usr/bin/setpriv", "/usr/bin/prlimit", "/etc/ld.so.cache"];
const namespaces = ["cgroup", "ipc", "mnt", "net", "pid", "user", "uts"];
const rights = /^(?:Uid|Gid|Groups|Cap\w+|NoNewPrivs|Seccomp\w*):.*$/gm;

export type SandboxRecord = {
  /** Whether it held before, and nothing that this hangs on has changed since. */
  held: boolean;
  /** Notes that it held, with what was so when the record was opened. */
  keep(): void;
};

/** `file` belongs to whoever starts the commands, and to nobody else. */
export function openSandboxRecord(file: string, python: string): SandboxRecord {
  const facts = factsIfKnown(file, python);
  return {
    held: facts !== null && heldBefore(file, facts),
    keep() {
      if (facts === null) return;
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        rmSync(file, { force: true });
        writeFileSync(file, facts, { flag: "wx", mode: 0o600 });
      } catch {
        // Then the next command tries the sandbox again.
      }
    },
  };
}

function heldBefore(file: string, facts: string): boolean {
  try {
    const { uid, mode, mtimeMs } = lstatSync(file);
    const age = Date.now() - mtimeMs;
    if (uid !== process.getuid?.() || mode & 0o077 || age < 0 || age > dayMs) return false;
    return readFileSync(file, "utf8") === facts;
  } catch {
    // What is not known for sure is tried again.
    return false;
  }
}

/** Null where something of it can't be found out, as on a system without /proc. */
function factsIfKnown(file: string, python: string): string | null {
  try {
    return factsOf(file, python);
  } catch {
    return null;
  }
}

function factsOf(record: string, python: string): string {
  const hash = createHash("sha256");
  const note = (name: string, value: unknown) => hash.update(`${name} ${String(value)}\0`);
  note("system", `${release()} ${version()} ${process.arch} ${process.version}`);
  note("places", `${python} ${record} ${ownFolder}`);
  note("cgroups", JSON.stringify(cgroupSupport()));
  note("rights", readFileSync("/proc/self/status", "utf8").match(rights));
  for (const file of settings) note(file, textOf(file));
  for (const name of namespaces) note(name, readlinkSync(`/proc/self/ns/${name}`));
  for (const file of [...programs, python]) note(file, stampOf(file));
  const sources = readdirSync(ownFolder).filter((name) => name.endsWith(".ts") && !name.includes(".test."));
  for (const file of [...sources.sort().map((name) => join(ownFolder, name)), probe]) note(file, textOf(file));
  return hash.digest("hex");
}

/** Changes with the file, whoever sets its times. */
function stampOf(file: string): string {
  const { dev, ino, size, mtimeNs, ctimeNs, mode, uid } = statSync(file, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs, mode, uid].join(" ");
}

/** Not every kernel has every setting. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    return `${(error as NodeJS.ErrnoException).code}`;
  }
}
