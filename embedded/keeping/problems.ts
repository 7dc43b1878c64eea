// What is wrong with a database that nobody uses and the stored files that it names.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Database } from "../database/database.ts";

/** Paths of the database and of the folder of stored files. */
export type Looked = { database: string; files: string };

/** Sentences, one for each problem; none when all is well. Throws a sentence when the database can't be opened. */
export async function problemsOf({ database, files }: Looked): Promise<string[]> {
  const db = Database.open(database);
  try {
    const problems = [...db.integrityCheck(), ...db.searchProblems()].map(damage);
    for await (const problem of fileProblems(db, files)) problems.push(problem);
    return problems;
  } catch (error) {
    // Where it is damaged it may be impossible to read on.
    return [damage((error as Error).message)];
  } finally {
    db.close();
  }
}

/** `what`: in SQLite's words. */
export function damage(what: string): string {
  return `The database is damaged: ${what}`;
}

async function* fileProblems(db: Database, folder: string): AsyncIterable<string> {
  const ts = db.latestTimestamp();
  const uuids = new Map(
    [...db.documentsAt("_files", ts)].map((row) => [String(row["storageId"]), String(row["uuid"])]),
  );
  for (const doc of db.documentsAt("_storage", ts)) {
    const uuid = uuids.get(doc._id);
    uuids.delete(doc._id);
    const problem = uuid === undefined ? "has no address" : await fileProblem(join(folder, uuid), doc);
    if (problem !== null) yield `The stored file ${doc._id} ${problem}.`;
  }
  for (const [storageId] of uuids) {
    yield `The address of the stored file ${storageId} leads nowhere: it has no document.`;
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
