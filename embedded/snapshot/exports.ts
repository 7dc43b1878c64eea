// Exports, one at a time. What is exported is one snapshot: its versions are held, and its files' bytes are linked beside, so
// that functions may go on changing everything.
import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { convexToJson, type Value } from "convex/values";
import type { Database, Timestamp } from "../database/database.ts";
import { DatabaseError } from "../database/errors.ts";
import type { Files } from "../storage/files.ts";
import { type ExportedFile, writeExport } from "./exportZip.ts";
import { SystemRows } from "./systemRows.ts";

/** Files of exports that can still be downloaded. */
const keptExports = 3;

export class Exports {
  readonly #db: Database;
  readonly #files: Files;
  readonly #directory: string;
  readonly #rows: SystemRows;
  #work: Promise<void> = Promise.resolve();

  constructor(parts: { db: Database; files: Files; directory: string }) {
    this.#db = parts.db;
    this.#files = parts.files;
    this.#directory = parts.directory;
    this.#rows = new SystemRows(parts.db, "_exports");
    for (const row of this.#rows.newest()) if (isRunning(row["state"])) this.#rows.update(row._id, { state: "failed" });
    rmSync(this.#linked, { recursive: true, force: true });
  }

  /** Answers when subscribers can see that it has begun; it is of everything that was there before the call. */
  async request(includeStorage: boolean): Promise<void> {
    if (this.#rows.newest().some((row) => isRunning(row["state"]))) {
      throw new DatabaseError("ExportInProgress", "A snapshot export is already requested or in progress.");
    }
    const id = this.#rows.insert({ state: "in_progress", requestor: "snapshotExport", includeStorage });
    const ts = this.#db.latestTimestamp();
    const release = this.#db.hold(ts);
    this.#work = this.#export(id, ts, includeStorage)
      .catch((error: Error) => {
        process.stderr.write(`export: ${error.stack}\n`);
        this.#rows.update(id, { state: "failed" });
      })
      .finally(() => {
        release();
        rmSync(this.#linked, { recursive: true, force: true });
      });
    await this.#db.durable();
  }

  /** Of a finished export, by its start's timestamp. Throws DatabaseError. */
  path(ts: string): string {
    const path = this.#zip(ts);
    if (/^\d+$/.test(ts) && existsSync(path)) return path;
    throw new DatabaseError(
      "ExportNotFound",
      `There is no export of the snapshot ${ts} here (any more). Export again.`,
    );
  }

  async close(): Promise<void> {
    await this.#work;
  }

  async #export(id: string, ts: Timestamp, includeStorage: boolean): Promise<void> {
    mkdirSync(this.#linked, { recursive: true });
    const files = includeStorage ? this.#linkFiles(ts) : null;
    const partial = join(this.#linked, "export.zip");
    await writeExport(this.#db, ts, files, partial);
    renameSync(partial, this.#zip(String(ts)));
    const zips = readdirSync(this.#directory).filter((name) => name.endsWith(".zip"));
    for (const name of zips.sort().reverse().slice(keptExports)) rmSync(join(this.#directory, name));
    const complete = { complete_ts: this.#db.latestTimestamp(), start_ts: ts, zip_object_key: `snapshot_${ts}.zip` };
    this.#rows.update(id, { state: "completed", ...complete });
  }

  #linkFiles(ts: Timestamp): ExportedFile[] {
    const uuids = new Map(
      [...this.#db.documentsAt("_files", ts)].map((row) => [row["storageId"], String(row["uuid"])]),
    );
    return [...this.#db.documentsAt("_storage", ts)].map((doc) => {
      const uuid = uuids.get(doc._id) ?? "";
      const path = join(this.#linked, uuid);
      linkSync(this.#files.path(uuid), path);
      const contentType = typeof doc["contentType"] === "string" ? doc["contentType"] : null;
      const metadata = convexToJson({ ...doc, internalId: uuid } as Value);
      return { storageId: doc._id, path, contentType, metadata };
    });
  }

  get #linked(): string {
    return join(this.#directory, "running");
  }

  #zip(ts: string): string {
    return join(this.#directory, `snapshot_${ts}.zip`);
  }
}

function isRunning(state: Value | undefined): boolean {
  return state === "requested" || state === "in_progress";
}
