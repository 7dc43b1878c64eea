// Small file systems of its own for a test: tmpfs in a mount namespace, which root and, where user namespaces are
// allowed, everybody may make. They are gone when the process that holds the namespace is.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";

export type SmallDisk = {
  /** Takes the last byte, and does so again and again until it is freed. */
  fill: () => Promise<void>;
  free: () => Promise<void>;
};

export type SmallDisks = {
  disks: SmallDisk[];
  /** Words before a command that shall see the disks. */
  inside: string[];
  /** Where a path inside is for this process. */
  outside: (path: string) => string;
  remove: () => Promise<void>;
};

const isRoot = process.getuid?.() === 0;
const namespace = isRoot ? ["--mount"] : ["--map-root-user", "--mount"];

/** Why no such disk can be made here; null where it can. */
export function whyNoSmallDisk(): string | null {
  const tried = spawnSync("unshare", [...namespace, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], { encoding: "utf8" });
  return tried.status === 0 ? null : (tried.error?.message ?? tried.stderr.trim());
}

/** Mounts disks of so many bytes over empty folders. */
export async function makeSmallDisks(folders: [path: string, bytes: number][]): Promise<SmallDisks> {
  const script =
    'while [ $# -gt 0 ]; do mount -t tmpfs -o "size=$2" tmpfs "$1" || exit; shift 2; done; echo mounted; exec sleep 1000';
  const args = [...namespace, "sh", "-c", script, "sh", ...folders.flatMap(([path, bytes]) => [path, String(bytes)])];
  const holder = spawn("unshare", args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(holder, "exit");
  const failed = ended.then(() => Promise.reject(new Error("The small disks could not be mounted.")));
  await Promise.race([once(holder.stdout, "data"), failed]);
  failed.catch(() => undefined);
  const pid = String(holder.pid);
  const outside = (path: string): string => `/proc/${pid}/root${path}`;
  const disks = folders.map(([path]) => smallDisk(outside(join(path, "ballast"))));
  return {
    disks,
    inside: entering(pid),
    outside,
    async remove() {
      for (const disk of disks) await disk.free();
      holder.kill("SIGKILL");
      await ended;
    },
  };
}

function entering(pid: string): string[] {
  if (isRoot) return ["nsenter", "--target", pid, "--mount", "--wd=."];
  // The mount needed root; inside, a user is to be the one that he is outside.
  const self = [`--map-user=${process.getuid?.()}`, `--map-group=${process.getgid?.()}`];
  return [
    ...["nsenter", "--target", pid, "--user", "--mount", "--preserve-credentials", "--wd=."],
    ...["unshare", "--user", ...self],
  ];
}

function smallDisk(ballast: string): SmallDisk {
  let refill: NodeJS.Timeout | undefined;
  let taking = Promise.resolve();
  const take = (): Promise<void> => {
    taking = taking.then(() => takeAll(ballast));
    return taking;
  };
  return {
    async fill() {
      await take();
      refill = setInterval(take, 50);
    },
    async free() {
      clearInterval(refill);
      await taking;
      await rm(ballast, { force: true });
    },
  };
}

async function takeAll(path: string): Promise<void> {
  const file = await open(path, "a");
  try {
    for (let bytes = 1 << 20; bytes >= 1 << 10; ) {
      try {
        await file.writeFile(Buffer.alloc(bytes, 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        bytes >>= 1;
      }
    }
  } finally {
    await file.close();
  }
}
