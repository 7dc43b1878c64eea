// What a group of processes costs while it runs, read from /proc; where there is none (macOS) nothing is known.
import { readdirSync, readFileSync } from "node:fs";

const pageBytes = 4096;
/** A second; the kernel shows every program this rate, whatever its own is. */
const ticks = 100;

/** A process and all below it, as far as they are still there. */
export function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of listProcesses()) {
    // "pid (name) state ppid …": the name may hold spaces and brackets.
    const stat = readOrEmpty(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (parent) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [root];
  for (let index = 0; index < found.length; index++) found.push(...(children.get(found[index] as number) ?? []));
  return found;
}

/** Seconds that a process has computed, and those of its children that have ended. */
export type ProcessorTime = { own: number; children: number };

export function processorTime(processes: readonly number[]): Map<number, ProcessorTime> {
  const times = new Map<number, ProcessorTime>();
  for (const process of processes) {
    const stat = readOrEmpty(`/proc/${process}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number);
    times.set(process, { own: (user + system) / ticks, children: (endedUser + endedSystem) / ticks });
  }
  return times;
}

/** Resident memory of these processes without what they share with files, in bytes. */
export function residentBytes(processes: readonly number[]): number {
  let pages = 0;
  for (const process of processes) {
    const [, resident = 0, shared = 0] = readOrEmpty(`/proc/${process}/statm`).split(" ").map(Number);
    pages += resident - shared;
  }
  return pages * pageBytes;
}

/** The same with what forked processes share counted once, in bytes; exact, but slow to find out. */
export function proportionalBytes(processes: readonly number[]): number {
  let kibibytes = 0;
  for (const process of processes) {
    const found = /^Pss_Anon:\s+(\d+) kB$/m.exec(readOrEmpty(`/proc/${process}/smaps_rollup`));
    // Not everybody may read it: then the rough figure has to do.
    if (!found) return residentBytes(processes);
    kibibytes += Number(found[1]);
  }
  return kibibytes * 1024;
}

function listProcesses(): string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** A process may end between two looks at it. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
