// Puts a backup into a data folder. What was there is moved aside, never overwritten, and only after the backup has been looked
// through.
import { constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Database } from "../database/database.ts";
import { dataFormat } from "../database/storeFormat.ts";
import {
  type BackupDescription,
  databaseName,
  databasePath,
  descriptionPath,
  filesName,
  filesPath,
} from "./dataFolder.ts";

/** Answers where the data that was there is now; null when there was none. Throws a sentence; nothing has changed then. */
export function restore(from: string, dataDir: string, { replace }: { replace: boolean }): string | null {
  checkBackup(from);
  const taken = existsSync(databasePath(dataDir));
  if (taken && !replace) {
    throw new Error(
      `${dataDir} holds a database already: restore into another folder, or say that it is to be replaced.`,
    );
  }
  // Refuses while a deployment uses it.
  if (taken) checkUnused(dataDir);
  const arriving = join(dataDir, "restoring");
  rmSync(arriving, { recursive: true, force: true });
  mkdirSync(arriving, { recursive: true });
  try {
    for (const name of [databaseName, filesName]) {
      cpSync(join(from, name), join(arriving, name), { recursive: true, mode: constants.COPYFILE_FICLONE });
    }
  } catch (error) {
    rmSync(arriving, { recursive: true, force: true });
    throw error;
  }
  const aside = taken ? join(dataDir, `replaced-${new Date().toISOString().replace(/[:.]/g, "-")}`) : null;
  if (aside !== null) mkdirSync(aside);
  for (const name of [databaseName, `${databaseName}-wal`, `${databaseName}-shm`, filesName]) {
    if (aside !== null && existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(aside, name));
  }
  // The database last: without one the folder counts as empty, and the restore can be done again.
  rmSync(filesPath(dataDir), { recursive: true, force: true });
  for (const name of [filesName, databaseName]) renameSync(join(arriving, name), join(dataDir, name));
  rmSync(arriving, { recursive: true });
  return aside;
}

function checkBackup(from: string): void {
  if (!existsSync(descriptionPath(from)) || !existsSync(databasePath(from))) {
    throw new Error(`${from} is not a whole backup: it has no ${existsSync(from) ? "backup.json" : "folder"}.`);
  }
  const { format } = JSON.parse(readFileSync(descriptionPath(from), "utf8")) as BackupDescription;
  if (format > dataFormat) {
    throw new Error(
      `The backup ${from} has format ${format}, which a newer version wrote; this one knows formats up to ${dataFormat}.`,
    );
  }
  const problem = databaseProblem(databasePath(from));
  if (problem !== null) throw new Error(`The backup ${from} is damaged: ${problem}`);
}

function databaseProblem(path: string): string | null {
  try {
    const sqlite = new DatabaseSync(path, { readOnly: true });
    try {
      const result = String(sqlite.prepare("PRAGMA integrity_check").get()?.["integrity_check"]);
      return result === "ok" ? null : result;
    } finally {
      sqlite.close();
    }
  } catch (error) {
    return (error as Error).message;
  }
}

function checkUnused(dataDir: string): void {
  try {
    Database.open(databasePath(dataDir)).close();
  } catch (error) {
    // A damaged one is what a backup is for: it is moved aside.
    if ((error as Error).message.includes("used by another process")) throw error;
  }
}
