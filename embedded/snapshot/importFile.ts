// Reads the files that `npx convex import` takes: JSON lines, a JSON array, CSV, and the ZIP of an export. Rows come one by one,
// as plain JSON; what they mean is not looked at here.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { parse as csvParser } from "csv-parse";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { ImportError } from "./importError.ts";

export type ImportFormat = "csv" | "jsonLines" | "jsonArray" | "zip";
export type ImportedTable = { name: string; rows(): AsyncIterable<unknown> };
export type ImportedFile = { storageId: string; open(): Promise<Readable> };
export type ImportFile = {
  /** `_tables` and `_storage` among them, where the file has them. */
  tables: ImportedTable[];
  files: ImportedFile[];
  close(): void;
};

/** A JSON array is read in one piece. */
const maxArrayBytes = 16 * 1024 * 1024;
const byteOrderMark = "\ufeff";

/** Throws ImportError. */
export async function openImportFile(path: string, format: ImportFormat, table: string | null): Promise<ImportFile> {
  if (format === "zip") return openZip(path);
  if (table === null) throw new ImportError(`A table name is required to import ${format}.`);
  const rows = {
    csv: () => csvRows(createReadStream(path)),
    jsonLines: () => lineRows(createReadStream(path)),
    jsonArray: () => arrayRows(path),
  }[format];
  return { tables: [{ name: table, rows }], files: [], close: () => undefined };
}

async function openZip(path: string): Promise<ImportFile> {
  const zip = await openPromise(path, { autoClose: false }).catch((error: Error) => {
    throw new ImportError(`invalid zip file: ${error.message}`, { cause: error });
  });
  const tables: ImportedTable[] = [];
  const files: ImportedFile[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (/(^|\/)_components\//.test(entry.fileName)) {
        throw new ImportError(`${entry.fileName} is of a component; the embedded deployment has no components.`);
      }
      const name = /^(?:.*\/)?([^/]+)\/documents\.jsonl$/.exec(entry.fileName)?.[1];
      const storageId = /^(?:.*\/)?_storage\/([^/.]+)(?:\.[^/]+)?$/.exec(entry.fileName)?.[1];
      if (name !== undefined) {
        const isRead = !name.startsWith("_") || name === "_tables" || name === "_storage";
        if (isRead) tables.push({ name, rows: () => zipRows(zip, entry) });
      } else if (storageId !== undefined) {
        files.push({ storageId, open: () => zip.openReadStreamPromise(entry) });
      }
    }
  } catch (error) {
    zip.close();
    if (error instanceof ImportError) throw error;
    throw new ImportError(`invalid zip file: ${(error as Error).message}`, { cause: error });
  }
  return { tables, files, close: () => zip.close() };
}

async function* zipRows(zip: ZipFile, entry: Entry): AsyncIterable<unknown> {
  const stream = await zip.openReadStreamPromise(entry);
  try {
    yield* lineRows(stream);
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError(`invalid zip file: ${entry.fileName}: ${(error as Error).message}`, { cause: error });
  }
}

async function* lineRows(stream: Readable): AsyncIterable<unknown> {
  let number = 0;
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  // readline ends quietly when its input fails.
  let failure: Error | undefined;
  stream.once("error", (error) => {
    failure = error;
    lines.close();
  });
  for await (const line of lines) {
    number++;
    if (number === 1 && line.startsWith(byteOrderMark)) throw withByteOrderMark();
    if (line.trim() === "") continue;
    try {
      yield JSON.parse(line);
    } catch (error) {
      throw new ImportError(`Row ${number} wasn't valid JSON: ${(error as Error).message}`, { cause: error });
    }
  }
  if (failure) throw failure;
}

async function* arrayRows(path: string): AsyncIterable<unknown> {
  const { size } = await stat(path);
  if (size > maxArrayBytes) {
    throw new ImportError(
      `Import is too large for JSON (${size} bytes > maximum 16 MiB). Consider converting data to JSONLines`,
    );
  }
  const text = await readFile(path, "utf8");
  if (text.startsWith(byteOrderMark)) throw withByteOrderMark();
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch (error) {
    throw new ImportError(`Not valid JSON: ${(error as Error).message}`, { cause: error });
  }
  if (!Array.isArray(rows)) throw new ImportError("Not a JSON array");
  yield* rows;
}

async function* csvRows(stream: Readable): AsyncIterable<unknown> {
  const parser = stream.pipe(csvParser({ skip_empty_lines: true }));
  stream.once("error", (error) => parser.destroy(error));
  let header: string[] | undefined;
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (header === undefined) {
        header = cells.map((cell) => cell.trim());
        continue;
      }
      number++;
      yield Object.fromEntries(header.map((field, column) => [field, csvValue(cells[column] ?? "")]));
    }
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    if (code === "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH") {
      throw new ImportError(`CSV row ${number + 1} doesn't have all of the fields in the header`, { cause: error });
    }
    throw new ImportError(`Failed to parse CSV row ${number + 1}: ${message}`, { cause: error });
  }
  if (header === undefined) throw new ImportError("CSV file doesn't have headers");
}

/** CSV knows texts only: what reads as a number is one. */
function csvValue(cell: string): number | string {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell;
}

function withByteOrderMark(): ImportError {
  return new ImportError("UTF-8 BOM is not supported. Please save your file without BOM.");
}
