// Owns the wall around code that nobody has read: bubblewrap's command line. No network, a read-only system of which
// only the needed parts exist, own processes, no capabilities, an unprivileged user, a list of system calls, limits on
// every process and, where there are control groups, on all of them together.
// Whether the wall holds on this machine is for sandboxSelfTest.ts to find out.
import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { dirname } from "node:path";
import type { Cgroup } from "./cgroup.ts";
import { seccompFilter } from "./seccompFilter.ts";

export type SandboxLimits = {
  cpuSeconds: number;
  /** Of each process: its private writable memory. */
  memoryBytes: number;
  /** Of each file it writes. */
  fileBytes: number;
  processes: number;
  openFiles: number;
};

export type SandboxAccess = {
  /** Files and folders that exist inside, read-only, under the same path. */
  readable: string[];
  /** Folders that exist inside under the same path and may be written. Must belong to `sandboxUser`. */
  writable: string[];
  limits?: Partial<SandboxLimits>;
  cwd?: string;
  env?: Record<string, string>;
  /** The user inside where the runner is root; one of its own for each sandbox keeps them from each other. */
  user?: number;
  /** Limits all of it together; made and removed by whoever starts it. */
  cgroup?: Cgroup | null;
};

export type SandboxedCommand = { command: string; args: string[]; env: Record<string, string> };

export const defaultLimits: SandboxLimits = {
  cpuSeconds: 3600,
  memoryBytes: 2 * 1024 ** 3,
  fileBytes: 2 * 1024 ** 3,
  processes: 128,
  openFiles: 1024,
};

/** Users that no system account has; systemd's dynamic range begins above them. */
const firstUser = 60_600;
const userCount = 500;
let nextUser = process.pid % userCount;

export const runsAsRoot = (): boolean => process.getuid?.() === 0;

/** A user for one sandbox, so that two of them have nothing in common. */
export function takeSandboxUser(): number {
  nextUser = (nextUser + 1) % userCount;
  return firstUser + nextUser;
}

/** The command line that runs `command` inside the sandbox; start it with exactly the `env` that comes with it. */
export function sandboxed(command: string, args: readonly string[], access: SandboxAccess): SandboxedCommand {
  const limits = { ...defaultLimits, ...access.limits };
  const world = [...system(), ...binds(access), ...environment(access)];
  const program = [command, ...args];
  const limited = [prlimitPath, ...limitArguments(limits)];
  const folder = access.cwd === undefined ? [] : ["--chdir", access.cwd];
  const asOrdinaryUser = ["--unshare-user", "--disable-userns", "--die-with-parent", "--cap-drop", "ALL"];
  if (!runsAsRoot())
    return bubblewrap(
      [...asOrdinaryUser, ...filtered, ...isolation, "--uid", "65534", "--gid", "65534", ...world, ...folder],
      [...limited, ...program],
      access.cgroup,
    );
  // Root sees to the mounts, then becomes a user without any right, and only then gives up user namespaces for good:
  // one bubblewrap can't do both, since the files of root's own Python are closed to that user from outside.
  const user = String(access.user ?? firstUser);
  const drop = [setprivPath, "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs", "--inh-caps=-all"];
  const inner = [bwrapPath, ...asOrdinaryUser, ...filtered, "--dev-bind", "/", "/", ...folder, "--"];
  return bubblewrap(
    [
      ...isolation,
      "--die-with-parent",
      "--cap-drop",
      "ALL",
      "--cap-add",
      "CAP_SETUID",
      "--cap-add",
      "CAP_SETGID",
      ...world,
    ],
    [...drop, ...limited, ...inner, ...program],
    access.cgroup,
  );
}

const bwrapPath = "/usr/bin/bwrap";
const setprivPath = "/usr/bin/setpriv";
const prlimitPath = "/usr/bin/prlimit";

/** The innermost bubblewrap reads the filter from here, and puts it up as the last thing before the program starts. */
const filtered = ["--seccomp", "3"];

/**
 * Node passes on descriptors that it inherited itself, and bubblewrap hands them further in: all are closed. Then come
 * the control groups and the filter of system calls, without which nothing is started.
 */
const prepare = `
for path in /proc/self/fd/*; do fd=\${path##*/}; if ((fd > 2)); then eval "exec $fd>&-"; fi; done
filter=$1 groups=$2; shift 2
for ((; groups > 0; groups--)); do echo $$ > "$1" || exit 125; shift; done
exec 3< <(printf "$filter") || exit 125
exec "$@"`;

const isolation = [
  "--unshare-pid",
  "--unshare-net",
  "--unshare-ipc",
  "--unshare-uts",
  "--unshare-cgroup-try",
  // Without a session of its own it could type into the runner's terminal (TIOCSTI).
  "--new-session",
];

/** The parts of /etc and /var that fonts, TeX and the loader need; no passwd, no keys, no host names. */
const systemFiles = [
  "/etc/alternatives",
  "/etc/fonts",
  "/etc/ld.so.cache",
  "/etc/localtime",
  "/etc/texmf",
  "/var/cache/fontconfig",
  "/var/lib/texmf",
];

function bubblewrap(options: string[], program: string[], cgroup: Cgroup | null = null): SandboxedCommand {
  const entrances = cgroup?.entrances ?? [];
  const given = [printable(seccompFilter()), String(entrances.length), ...entrances];
  // The environment bubblewrap itself is started with stays readable inside, so it is empty too.
  // --norc: with a socket as standard input bash takes itself for a remote shell and reads ~/.bashrc.
  return {
    command: "/bin/bash",
    args: ["--norc", "-c", prepare, "bwrap", ...given, bwrapPath, ...options, "--", ...program],
    env: {},
  };
}

/** Bytes as the shell's printf writes them. */
function printable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}

function system(): string[] {
  const args = ["--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev"];
  for (const path of ["/bin", "/sbin", "/lib", "/lib64", "/lib32"]) {
    if (!existsSync(path)) continue;
    if (lstatSync(path).isSymbolicLink()) args.push("--symlink", readlinkSync(path), path);
    else args.push("--ro-bind", path, path);
  }
  const scratchBytes = String(64 * 1024 * 1024);
  args.push("--perms", "1777", "--size", scratchBytes, "--tmpfs", "/tmp");
  for (const path of systemFiles) if (existsSync(path)) args.push(...parents(path), "--ro-bind", path, path);
  return args;
}

function binds({ readable, writable }: SandboxAccess): string[] {
  const args: string[] = [];
  for (const path of readable) if (!path.startsWith("/usr/")) args.push(...parents(path), "--ro-bind", path, path);
  for (const path of writable) args.push(...parents(path), "--bind", path, path);
  // What is left of bubblewrap's own file systems could be filled without limit.
  args.push("--remount-ro", "/dev", "--remount-ro", "/");
  return args;
}

/** bubblewrap makes missing folders for its own user only; these can be walked through. */
function parents(path: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== "/"; folder = dirname(folder)) folders.unshift(folder);
  return folders.filter((folder) => folder !== "/tmp").flatMap((folder) => ["--perms", "0755", "--dir", folder]);
}

function environment({ env = {} }: SandboxAccess): string[] {
  const all = { PATH: "/usr/bin:/bin", LANG: "C.UTF-8", HOME: "/tmp", TMPDIR: "/tmp", ...env };
  return Object.entries(all).flatMap(([name, value]) => ["--setenv", name, value]);
}

function limitArguments(limits: SandboxLimits): string[] {
  return [
    `--cpu=${limits.cpuSeconds}`,
    `--data=${limits.memoryBytes}`,
    `--as=${limits.memoryBytes * 3}`,
    `--fsize=${limits.fileBytes}`,
    `--nproc=${limits.processes}`,
    `--nofile=${limits.openFiles}`,
    "--core=0",
  ];
}
