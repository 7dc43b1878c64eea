// Looks through everything that a deployment keeps: the database's own structure, and whether files and rows agree.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Database } from "../database/database.ts";
import { Files } from "../storage/files.ts";
import { databasePath, filesPath } from "./dataFolder.ts";

/** Sentences, one for each problem; none when all is well. */
export async function check({ db, files }: { db: Database; files: Files }): Promise<string[]> {
  const problems = [...db.integrityCheck(), ...db.searchProblems()].map((line) => `The database is damaged: ${line}`);
  const ts = db.latestTimestamp();
  const release = db.hold(ts);
  const releaseFiles = files.holdDeletions();
  try {
    const uuids = new Map(
      [...db.documentsAt("_files", ts)].map((row) => [String(row["storageId"]), String(row["uuid"])]),
    );
    for (const doc of db.documentsAt("_storage", ts)) {
      const uuid = uuids.get(doc._id);
      uuids.delete(doc._id);
      const problem = uuid === undefined ? "has no address" : await fileProblem(files.path(uuid), doc);
      if (problem !== null) problems.push(`The stored file ${doc._id} ${problem}.`);
    }
    for (const [storageId] of uuids)
      problems.push(`The address of the stored file ${storageId} leads nowhere: it has no document.`);
    return problems;
  } finally {
    release();
    releaseFiles();
  }
}

/** Of a folder that no deployment uses. Bytes that no document names are removed on the way, as at a start. */
export async function checkFolder(dataDir: string): Promise<string[]> {
  if (!existsSync(databasePath(dataDir))) throw new Error(`There is no database in ${dataDir}.`);
  const db = Database.open(databasePath(dataDir));
  try {
    const files = new Files(db, { directory: filesPath(dataDir), origin: () => "" });
    return await check({ db, files });
  } finally {
    db.close();
  }
}

async function fileProblem(path: string, doc: { [field: string]: unknown }): Promise<string | null> {
  if (!existsSync(path)) return "is missing";
  const { size } = statSync(path);
  if (size !== Number(doc["size"])) return `has ${size} bytes instead of ${doc["size"]}`;
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("base64") === doc["sha256"] ? null : "has other bytes than those that were stored";
}
