// Imports from upload to end. The uploaded file is read twice: once for the summary that is to be confirmed, once to import.
// A restart ends an import that is not over; nothing of it was imported then.
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Value } from "convex/values";
import type { Database } from "../database/database.ts";
import { DatabaseError } from "../database/errors.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Files } from "../storage/files.ts";
import { applyImport } from "./applyImport.ts";
import { ImportError } from "./importError.ts";
import { type ImportFormat, openImportFile } from "./importFile.ts";
import { type ImportMode, planImport, summary } from "./importPlan.ts";
import { SystemRows } from "./systemRows.ts";

export type ImportRequest = { format: ImportFormat; mode: ImportMode; table: string | null };

const tokenForm = /^[0-9a-f-]{36}$/;
const maxParts = 10_000;

export class Imports {
  readonly #db: Database;
  readonly #files: Files;
  readonly #directory: string;
  readonly #rows: SystemRows;
  readonly #uploads = new Map<string, { directory: string; request: ImportRequest }>();
  #work: Promise<void> = Promise.resolve();

  constructor(parts: { db: Database; files: Files; directory: string }) {
    this.#db = parts.db;
    this.#files = parts.files;
    this.#directory = parts.directory;
    this.#rows = new SystemRows(parts.db, "_snapshot_imports");
    rmSync(parts.directory, { recursive: true, force: true });
    for (const row of this.#rows.newest()) {
      if (["completed", "failed"].includes(stateOf(row["state"]))) continue;
      this.#fail(row._id, "The deployment was started anew. Nothing was imported: import again.");
    }
  }

  startUpload(): string {
    const token = randomUUID();
    mkdirSync(join(this.#directory, token), { recursive: true });
    return token;
  }

  async uploadPart(token: string, partNumber: number, body: Readable): Promise<string> {
    const directory = this.#uploadDirectory(token);
    if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber >= maxParts) {
      throw new DatabaseError("InvalidPart", `A part's number is from 1 to ${maxParts - 1}, not ${partNumber}.`);
    }
    await pipeline(body, createWriteStream(join(directory, `${partNumber}.part`)));
    return String(partNumber);
  }

  /** Answers the import's id when subscribers can see it; the file is looked at afterwards. */
  async finishUpload(token: string, parts: string[], request: ImportRequest): Promise<string> {
    const directory = this.#uploadDirectory(token);
    const file = createWriteStream(fileIn(directory));
    for (const part of parts) {
      const path = join(directory, `${Number(part)}.part`);
      if (!existsSync(path)) throw new DatabaseError("InvalidPart", `Part ${part} was not uploaded.`);
      await pipeline(createReadStream(path), file, { end: false });
      rmSync(path);
    }
    await new Promise((resolve) => file.end(resolve));
    const { format, mode, table } = request;
    const id = this.#rows.insert({ state: { state: "uploaded" }, format: { format, table }, mode });
    this.#uploads.set(id, { directory, request });
    this.#inTurn(id, () => this.#plan(id));
    await this.#db.durable();
    return id;
  }

  /** After the user's yes. */
  async perform(id: string): Promise<void> {
    const row = this.#rows.get(id);
    if (!row || stateOf(row["state"]) !== "waiting_for_confirmation") {
      throw new DatabaseError("InvalidImport", `There is no import ${id} that waits for a confirmation.`);
    }
    this.#setState(id, { state: "in_progress", progress_message: "Importing", checkpoint_messages: [] });
    this.#inTurn(id, () => this.#apply(id));
    await this.#db.durable();
  }

  cancel(id: string): void {
    const row = this.#rows.get(id);
    if (row && ["uploaded", "waiting_for_confirmation"].includes(stateOf(row["state"])))
      this.#fail(id, "Import canceled");
  }

  /** What runs is brought to its end. */
  async close(): Promise<void> {
    await this.#work;
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #plan(id: string): Promise<void> {
    await this.#withFile(id, async (file, { mode }) => {
      const { message, deletes } = summary(await planImport(this.#db, file, mode));
      const state = "waiting_for_confirmation";
      this.#setState(id, { state, message_to_confirm: message, require_manual_confirmation: deletes });
    });
  }

  async #apply(id: string): Promise<void> {
    await this.#withFile(id, async (file, request, directory) => {
      const messages: string[] = [];
      const onTable = (table: string, rows: number | null) => {
        if (rows !== null) messages.push(`Imported "${table}" (${rows.toLocaleString("en-US")} documents)`);
        this.#setState(id, {
          state: "in_progress",
          progress_message: `Importing "${table}"`,
          checkpoint_messages: [...messages],
        });
      };
      const plan = await planImport(this.#db, file, request.mode);
      const onShown = (tx: Transaction, written: number) =>
        this.#rows.updateIn(tx, id, { state: { state: "completed", num_rows_written: BigInt(written) } });
      const work = { db: this.#db, files: this.#files, directory, onTable, onShown };
      await applyImport(work, file, plan, request.format === "csv");
    });
    this.#forget(id);
  }

  async #withFile(
    id: string,
    work: (
      file: Awaited<ReturnType<typeof openImportFile>>,
      request: ImportRequest,
      directory: string,
    ) => Promise<void>,
  ): Promise<void> {
    const upload = this.#uploads.get(id);
    if (!upload) return;
    const { directory, request } = upload;
    const file = await openImportFile(fileIn(directory), request.format, request.table);
    try {
      await work(file, request, directory);
    } finally {
      file.close();
    }
  }

  /** One after the other: what one import checks must hold when it writes. */
  #inTurn(id: string, work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: Error) => {
      if (!(error instanceof ImportError || error instanceof DatabaseError)) {
        process.stderr.write(`import: ${error.stack}\n`);
      }
      this.#fail(id, `Hit an error while importing:\n${error.message}`);
    });
  }

  #fail(id: string, message: string): void {
    this.#setState(id, { state: "failed", error_message: message });
    this.#forget(id);
  }

  #forget(id: string): void {
    const upload = this.#uploads.get(id);
    if (upload) rmSync(upload.directory, { recursive: true, force: true });
    this.#uploads.delete(id);
  }

  #setState(id: string, state: { [field: string]: Value }): void {
    this.#rows.update(id, { state });
  }

  #uploadDirectory(token: string): string {
    const directory = join(this.#directory, token);
    if (tokenForm.test(token) && existsSync(directory)) return directory;
    throw new DatabaseError(
      "InvalidUploadToken",
      "This upload was not started here, or the server was restarted since.",
    );
  }
}

function fileIn(directory: string): string {
  return join(directory, "file");
}

function stateOf(state: Value | undefined): string {
  return String((state as { state?: Value } | undefined)?.state);
}
