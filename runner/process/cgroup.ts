// Limits on all processes of a sandbox together, where the kernel lets us make control groups. Where it does not, the
// limits of each process (rlimits) and the watch over the group have to do; `cgroupSupport` says which of them hold.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type CgroupPlaces, type Controller, findCgroupPlaces, kernelFiles, tryTo } from "./cgroupPlaces.ts";

export type CgroupLimits = {
  /** Of all processes together, with what they share and what they cache of files. */
  memoryBytes: number;
  /** Threads count as well. */
  processes: number;
};

export type Cgroup = {
  /** Whoever writes its process id into these files is in the group, and all that it starts. */
  entrances: string[];
  /** Whether the kernel ended one of its processes for want of memory. */
  ranOutOfMemory(): boolean;
  /** For when its processes have ended; those that are just ending are waited for until the next group is made. */
  remove(): void;
};

export type CgroupSupport = { version: 1 | 2; controllers: Controller[] } | null;

let found: CgroupPlaces | null | undefined;
let made = 0;
const removing = new Set<string>();

/** Which of its limits hold on this machine; null where none does. */
export function cgroupSupport(): CgroupSupport {
  const places = ownPlaces();
  return places && { version: places.version, controllers: [...places.folders.keys()] };
}

/** Which limits hold for a sandbox as a whole, in words. */
export function describeLimits(support: CgroupSupport = cgroupSupport()): string {
  if (support === null) return "limits for each process; memory and disk of all together are watched";
  const names: Record<Controller, string> = { memory: "memory", pids: "processes", cpu: "processor time" };
  return `limits by cgroup v${support.version} (${support.controllers.map((name) => names[name]).join(", ")})`;
}

/** A group of its own for one sandbox; null where there is none to be had. */
export function createCgroup(limits: CgroupLimits): Cgroup | null {
  const places = ownPlaces();
  removeLeft();
  return places && createCgroupIn(places, limits);
}

/** The same in places that are known; throws where a limit is not taken. */
export function createCgroupIn(places: CgroupPlaces, limits: CgroupLimits): Cgroup {
  const name = `proofreel-${process.pid}-${made++}`;
  const groups = new Map([...places.folders].map(([controller, folder]) => [controller, join(folder, name)]));
  const folders = [...new Set(groups.values())];
  const remove = () => {
    for (const folder of folders) removing.add(folder);
    removeLeft();
  };
  try {
    for (const folder of folders) mkdirSync(folder);
    for (const [controller, folder] of groups) limit(controller, folder, places.version, limits);
  } catch (error) {
    remove();
    throw error;
  }
  const memory = groups.get("memory") ?? "";
  return {
    entrances: folders.map((folder) => join(folder, "cgroup.procs")),
    ranOutOfMemory: () =>
      /^oom_kill [1-9]/m.test(readOrEmpty(join(memory, places.version === 2 ? "memory.events" : "memory.oom_control"))),
    remove,
  };
}

function limit(controller: Controller, folder: string, version: 1 | 2, limits: CgroupLimits): void {
  const put = (name: string, value: string) => writeFileSync(join(folder, name), value);
  // Not every kernel has these.
  const putIfThere = (name: string, value: string) => existsSync(join(folder, name)) && put(name, value);
  switch (controller) {
    case "memory":
      put(version === 1 ? "memory.limit_in_bytes" : "memory.max", String(limits.memoryBytes));
      // Nor may it move to swap what it has too much of.
      if (version === 1) putIfThere("memory.memsw.limit_in_bytes", String(limits.memoryBytes));
      if (version === 1) putIfThere("memory.swappiness", "0");
      else putIfThere("memory.swap.max", "0");
      break;
    case "pids":
      put("pids.max", String(limits.processes));
      break;
    case "cpu":
      // However many it starts, together they weigh as much as one process for each processor does; in v1 that is how a
      // group stands beside processes, in v2 it stands beside other groups only.
      if (version === 1) put("cpu.shares", String(1024 * availableParallelism()));
      else put("cpu.weight", "100");
      break;
    default:
      controller satisfies never;
  }
}

function ownPlaces(): CgroupPlaces | null {
  if (found === undefined) {
    found = findCgroupPlaces(kernelFiles());
    if (found) {
      removeOrphans(found);
      process.once("exit", removeLeft);
    }
  }
  return found;
}

/** Groups whose runner was killed before it could remove them. */
function removeOrphans({ folders }: CgroupPlaces): void {
  for (const folder of new Set(folders.values()))
    for (const name of readdirSync(folder)) {
      const pid = Number(/^proofreel-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
      if (pid && !tryTo(() => process.kill(pid, 0))) removing.add(join(folder, name));
    }
  removeLeft();
}

function removeLeft(): void {
  for (const folder of removing) if (!existsSync(folder) || tryTo(() => rmdirSync(folder))) removing.delete(folder);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
