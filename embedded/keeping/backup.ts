// A copy of everything that a deployment keeps, made while it goes on: the database as it is at one moment, and every stored
// file that it names. The admin key is not part of it.
import { constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { Database } from "../database/database.ts";
import { dataFormat } from "../database/storeFormat.ts";
import { Files } from "../storage/files.ts";
import { type BackupDescription, databasePath, descriptionPath, filesPath } from "./dataFolder.ts";

/** Throws a sentence when `to` is there already. */
export async function backUp(parts: { db: Database; files: Files }, to: string): Promise<BackupDescription> {
  if (existsSync(to) && readdirSync(to).length > 0) {
    throw new Error(`${to} is not empty: name a folder for the backup that does not exist yet.`);
  }
  const partial = `${to}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(filesPath(partial), { recursive: true });
  const release = parts.files.holdDeletions();
  try {
    await parts.db.backUpTo(databasePath(partial));
    let bytes = 0;
    const uuids = storedUuids(partial);
    for (const uuid of uuids) {
      const copy = join(filesPath(partial), uuid);
      await copyFile(parts.files.path(uuid), copy, constants.COPYFILE_FICLONE);
      bytes += statSync(copy).size;
    }
    const description = { format: dataFormat, createdAt: new Date().toISOString(), files: uuids.length, bytes };
    writeFileSync(descriptionPath(partial), `${JSON.stringify(description)}\n`);
    rmSync(to, { recursive: true, force: true });
    renameSync(partial, to);
    return description;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  } finally {
    release();
  }
}

/** What the copied database names: it may be a moment younger than the call. */
function storedUuids(folder: string): string[] {
  const db = Database.open(databasePath(folder));
  try {
    return [...db.documentsAt("_files", db.latestTimestamp())].map((row) => String(row["uuid"]));
  } finally {
    db.close();
  }
}

/** Of a folder that no deployment uses; a running one is asked for its backup over HTTP. */
export async function backUpFolder(dataDir: string, to: string): Promise<BackupDescription> {
  if (!existsSync(databasePath(dataDir))) throw new Error(`There is no database in ${dataDir}.`);
  const db = Database.open(databasePath(dataDir));
  try {
    const files = new Files(db, { directory: filesPath(dataDir), origin: () => "" });
    return await backUp({ db, files }, to);
  } finally {
    db.close();
  }
}
