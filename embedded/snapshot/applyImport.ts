// Carries out an import: every row is checked and staged first, then all are written where nobody sees them, and then one
// commit shows them and puts stored files into place. Whatever fails before that leaves the deployment as it was.
import { rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { convexToJson, type Value } from "convex/values";
import type { ImportedRow } from "../database/bulkImport.ts";
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Files } from "../storage/files.ts";
import { ImportError } from "./importError.ts";
import type { ImportFile } from "./importFile.ts";
import type { ImportPlan } from "./importPlan.ts";
import { checkReferences } from "./references.ts";
import { RowReader } from "./rowReader.ts";
import { type StagedFiles, stageFiles } from "./stagedFiles.ts";
import { readStaged } from "./stagedRows.ts";

export type ImportWork = {
  db: Database;
  files: Files;
  /** For what is staged; gone afterwards. */
  directory: string;
  /** `rows` null: it begins. */
  onTable(table: string, rows: number | null): void;
  /** In the transaction that shows what was imported. */
  onShown(tx: Transaction, rows: number): void;
};

const chunkLength = 256 * 1024;

/** Throws ImportError and DatabaseError. */
export async function applyImport(work: ImportWork, file: ImportFile, plan: ImportPlan, csv: boolean): Promise<void> {
  const { db, files } = work;
  const { schemaVersion } = db;
  checkReferences(db, plan);
  const path = join(work.directory, "rows.jsonl");
  let storage: StagedFiles | undefined;
  try {
    const written = await stageRows(work, file, plan, csv, path);
    const plannedStorage = plan.tables.find(({ name }) => name === "_storage");
    storage = plannedStorage && (await stageFiles(db, files, file, plannedStorage));
    await write({ db, files }, plan, { path, storage }, (tx) => {
      if (db.schemaVersion !== schemaVersion) {
        throw new ImportError(
          "Could not complete import because schema changed. Avoid modifying schema.ts while importing tables",
        );
      }
      work.onShown(tx, written);
    });
  } finally {
    storage?.discard();
    rmSync(path, { force: true });
  }
}

async function stageRows(
  { db, onTable }: ImportWork,
  file: ImportFile,
  plan: ImportPlan,
  csv: boolean,
  path: string,
): Promise<number> {
  const staged = await open(path, "w");
  try {
    let written = 0;
    let chunk = "";
    for (const { name, rows } of file.tables) {
      const planned = plan.tables.find((table) => table.name === name);
      if (!planned || name.startsWith("_")) continue;
      onTable(name, null);
      const documents = new RowReader(db, plan, planned, csv);
      for await (const row of rows()) {
        chunk += `${JSON.stringify([name, convexToJson(documents.read(row) as Value)])}\n`;
        if (chunk.length < chunkLength) continue;
        await staged.write(chunk);
        chunk = "";
      }
      written += documents.count;
      onTable(name, documents.count);
    }
    await staged.write(chunk);
    return written;
  } finally {
    await staged.close();
  }
}

async function write(
  { db, files }: { db: Database; files: Files },
  plan: ImportPlan,
  { path, storage }: { path: string; storage: StagedFiles | undefined },
  onShown: (tx: Transaction) => void,
): Promise<void> {
  const tables = plan.tables.map(({ name, number, clears, mustBeEmpty }) => {
    return { name, number, clear: clears, mustBeEmpty };
  });
  const clearsFiles = plan.tables.some(({ name, clears }) => name === "_storage" && clears);
  if (clearsFiles) {
    tables.push({ name: "_files", number: storage?.linkNumber ?? null, clear: true, mustBeEmpty: false });
  }
  const rows = function* (): Iterable<ImportedRow> {
    yield* storage?.rows ?? [];
    yield* readStaged(path);
  };
  await db.importTables(tables, rows, (tx) => {
    onShown(tx);
    const gone = new Set(clearsFiles ? files.uuids() : []);
    for (const uuid of storage?.uuids ?? []) gone.delete(uuid);
    storage?.adopt();
    tx.afterCommit(() => files.forget(gone));
  });
}
