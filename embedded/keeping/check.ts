// Looks through everything that a deployment keeps: the database's own structure, and whether files and rows agree.
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Database } from "../database/database.ts";
import type { Files } from "../storage/files.ts";
import { databasePath, filesPath } from "./dataFolder.ts";
import { type Looked, problemsOf } from "./problems.ts";

/**
 * Sentences, one for each problem; none when all is well. Looks at a copy of one moment, in a thread of its own: no second
 * connection may have the database that is in use.
 */
export async function check({ db, files }: { db: Database; files: Files }, dataDir: string): Promise<string[]> {
  const folder = join(copiesPath(dataDir), randomUUID());
  const releaseFiles = files.holdDeletions();
  try {
    mkdirSync(folder, { recursive: true });
    const database = databasePath(folder);
    await db.backUpTo(database);
    return await inThread({ database, files: filesPath(dataDir) });
  } finally {
    releaseFiles();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of checks that ended with their process. */
export function removeCopies(dataDir: string): void {
  rmSync(copiesPath(dataDir), { recursive: true, force: true });
}

/** Of a folder that no deployment uses. */
export async function checkFolder(dataDir: string): Promise<string[]> {
  const database = databasePath(dataDir);
  if (!existsSync(database)) throw new Error(`There is no database in ${dataDir}.`);
  return problemsOf({ database, files: filesPath(dataDir) });
}

function copiesPath(dataDir: string): string {
  return join(dataDir, "checks");
}

function inThread(looked: Looked): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("checkWorker.ts", import.meta.url), { workerData: looked });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("The check ended without an answer.")));
  });
}
