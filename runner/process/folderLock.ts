// One program at a time in a folder. The lock is the system's own, by SQLite: it goes with its process, however that ends,
// and it holds between containers that share a folder, where process ids say nothing.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export type FolderLock = { release: () => void };

/** Keeps the open databases from being collected, and their locks with them. */
const held = new Set<DatabaseSync>();

/** The lock, or who has it: a process id, or null where that is not known yet. */
export function tryLock(folder: string, name: string): FolderLock | { heldBy: number | null } {
  mkdirSync(folder, { recursive: true });
  const holder = join(folder, `${name}.pid`);
  const database = new DatabaseSync(join(folder, `${name}.lock`));
  try {
    // A reserved lock: nothing is ever written, so that nothing is left to recover.
    database.exec("PRAGMA busy_timeout = 0; BEGIN IMMEDIATE");
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode !== busy) throw error;
    return { heldBy: pidIn(holder) };
  }
  held.add(database);
  noteHolder(holder);
  return {
    release: () => {
      if (held.delete(database)) database.close();
    },
  };
}

/** Throws one sentence where another program works in the folder. */
export function lockFolder(folder: string, name: string): FolderLock {
  const lock = tryLock(folder, name);
  if ("release" in lock) return lock;
  const who = lock.heldBy === null ? "another process" : `process ${lock.heldBy}`;
  throw new Error(`A ${name} already works in ${folder} (${who}): end that one first, or use another folder.`);
}

/** SQLITE_BUSY */
const busy = 5;

/** On a full disk the lock holds as well; only who has it is not known. */
function noteHolder(file: string): void {
  try {
    writeFileSync(file, String(process.pid));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}

function pidIn(file: string): number | null {
  try {
    return Number(readFileSync(file, "utf8")) || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
