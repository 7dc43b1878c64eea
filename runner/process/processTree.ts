// What a group of processes costs while it runs, read from /proc; where there is none (macOS) nothing is known.
import { readdirSync, readFileSync } from "node:fs";

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

/** Resident memory of these processes without the files they map, in bytes; what they share counts for each of them. */
export function residentBytes(processes: readonly number[]): number {
  let kibibytes = 0;
  for (const process of processes)
    kibibytes += sumOf(readOrEmpty(`/proc/${process}/status`), /^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm);
  return kibibytes * 1024;
}

/** The same with what they share counted once, in bytes; exact, but slow to find out. */
export function proportionalBytes(processes: readonly number[]): number {
  let kibibytes = 0;
  for (const process of processes) {
    const rollup = readOrEmpty(`/proc/${process}/smaps_rollup`);
    // Not everybody may read it: then the rough figure has to do.
    if (rollup === "") return residentBytes(processes);
    kibibytes += sumOf(rollup, /^Pss_(?:Anon|Shmem):\s+(\d+) kB$/gm);
  }
  return kibibytes * 1024;
}

const sumOf = (text: string, figure: RegExp): number =>
  text.matchAll(figure).reduce((sum, [, kibibytes]) => sum + Number(kibibytes), 0);

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
