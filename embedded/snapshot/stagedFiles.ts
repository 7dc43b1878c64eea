// The stored files of an import: checked against what `_storage` says of them, then given their ids and, where they are free,
// their old addresses.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import type { ImportedRow } from "../database/bulkImport.ts";
import type { Database } from "../database/database.ts";
import { decodeId, newId } from "../database/ids.ts";
import type { Doc } from "../database/values.ts";
import { type Files, isUuid } from "../storage/files.ts";
import { ImportError } from "./importError.ts";
import type { ImportFile } from "./importFile.ts";
import type { PlannedTable } from "./importPlan.ts";

export type StagedFiles = {
  rows: ImportedRow[];
  uuids: string[];
  /** The table number of the `_files` among the rows. */
  linkNumber: number;
  /** In the turn of the event loop in which the rows are committed. */
  adopt(): void;
  /** Removes what was not adopted. */
  discard(): void;
};

/** About that of what is kept of a file beside its bytes. */
const linkSize = 256;

type Metadata = {
  _id: string;
  _creationTime?: number;
  sha256?: string;
  size?: number;
  contentType?: string | null;
  internalId?: string;
};

/** Throws ImportError. */
export async function stageFiles(
  db: Database,
  files: Files,
  file: ImportFile,
  table: PlannedTable,
): Promise<StagedFiles> {
  const described = await readMetadata(file);
  const rows: ImportedRow[] = [];
  const taken: { path: string; uuid: string | null }[] = [];
  const uuids: string[] = [];
  let linkNumber = db.tableNumber("_files") ?? 0;
  const discard = () => {
    for (const { path } of taken) rmSync(path, { force: true });
  };
  try {
    for (const { storageId, open } of file.files) {
      checkStorageId(storageId, table);
      const metadata: Metadata = described.get(storageId) ?? { _id: storageId };
      described.delete(storageId);
      const bytes = await files.take(await open());
      const { sha256, size } = bytes;
      const own = { path: bytes.path, uuid: null as string | null };
      taken.push(own);
      if ((metadata.sha256 ?? sha256) !== sha256 || (metadata.size ?? size) !== size) {
        throw new ImportError(
          `The file of _storage id '${storageId}' is not the one that _storage/documents.jsonl has.`,
        );
      }
      const { uuid, isHere } = address(files, metadata, sha256, table.clears);
      uuids.push(uuid);
      if (!isHere) own.uuid = uuid;
      const { contentType, _creationTime = db.nextCreationTime() } = metadata;
      const shown = typeof contentType === "string" ? { sha256, size, contentType } : { sha256, size };
      rows.push({ table: "_storage", doc: { _id: storageId, _creationTime, ...shown }, size: linkSize });
      if (linkNumber === table.number) linkNumber = db.freeTableNumber("_files", [linkNumber]);
      const link: Doc = { _id: newId(linkNumber), _creationTime: db.nextCreationTime(), storageId, uuid };
      rows.push({ table: "_files", doc: link, size: linkSize });
    }
    const [missing] = described.keys();
    if (missing !== undefined) {
      throw new ImportError(`The file of _storage id '${missing}' is missing from the import.`);
    }
  } catch (error) {
    discard();
    throw error;
  }
  const adopt = () => {
    for (const { path, uuid } of taken) if (uuid !== null) files.adopt(path, uuid);
  };
  return { rows, uuids, linkNumber, adopt, discard };
}

function checkStorageId(storageId: string, table: PlannedTable): void {
  const decoded = decodeId(storageId);
  if (typeof decoded === "string") throw new ImportError(`_storage id '${storageId}' invalid: ${decoded}`);
  table.number ??= decoded.tableNumber;
  if (decoded.tableNumber !== table.number) throw new ImportError(`_storage entry has invalid ID ${storageId}`);
}

async function readMetadata(file: ImportFile): Promise<Map<string, Metadata>> {
  const described = new Map<string, Metadata>();
  let number = 0;
  for (const { name, rows } of file.tables) {
    if (name !== "_storage") continue;
    for await (const row of rows()) {
      number++;
      const metadata = (row ?? {}) as Partial<Metadata>;
      if (typeof metadata._id !== "string") {
        throw new ImportError(`Row ${number} wasn't a valid Convex value: an entry of _storage requires _id`);
      }
      described.set(metadata._id, { ...metadata, _id: metadata._id });
    }
  }
  return described;
}

/** The address that the file had, unless another file has it here; `isHere`: with these very bytes. */
function address(files: Files, metadata: Metadata, sha256: string, clears: boolean): { uuid: string; isHere: boolean } {
  const { internalId } = metadata;
  if (internalId === undefined || !isUuid(internalId)) return { uuid: randomUUID(), isHere: false };
  const holder = files.get(null, internalId);
  if (holder === null) return { uuid: internalId, isHere: false };
  const same = clears && Buffer.from(holder.sha256, "hex").toString("base64") === sha256;
  return same ? { uuid: internalId, isHere: true } : { uuid: randomUUID(), isHere: false };
}
