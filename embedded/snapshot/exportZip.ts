// The ZIP of `npx convex export`: each table's documents as lines of JSON, and the stored files when they are asked for.
import { createReadStream, createWriteStream } from "node:fs";
import { extname } from "node:path";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { convexToJson, type JSONValue, type Value } from "convex/values";
import { ZipFile } from "yazl";
import type { Database, Timestamp } from "../database/database.ts";

/** `path`: of bytes that nobody removes meanwhile. */
export type ExportedFile = { storageId: string; path: string; contentType: string | null; metadata: JSONValue };

const readme = `This is an export of a Convex deployment.

<table>/documents.jsonl holds the documents of a table, one JSON object in each line. \`npx convex import\` reads this file:
https://docs.convex.dev/database/import-export/import
`;
const chunkLength = 64 * 1024;
/** Only so that files can be looked at; nothing depends on them. */
const extensions: { [type: string]: string } = {
  "application/json": ".json",
  "application/pdf": ".pdf",
  "audio/mpeg": ".mp3",
  "audio/wav": ".wav",
  "image/gif": ".gif",
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/svg+xml": ".svg",
  "image/webp": ".webp",
  "text/csv": ".csv",
  "text/html": ".html",
  "text/plain": ".txt",
  "text/vtt": ".vtt",
  "video/mp4": ".mp4",
};

export async function writeExport(
  db: Database,
  ts: Timestamp,
  files: ExportedFile[] | null,
  path: string,
): Promise<void> {
  const zip = new ZipFile();
  const add = (name: string, lines: () => Iterable<JSONValue>) =>
    zip.addReadStreamLazy(name, (callback) => callback(null, Readable.from(inChunks(lines()))));
  const tables = db.tables().map((name) => ({ name, id: db.tableNumber(name) ?? 0 }));
  zip.addBuffer(Buffer.from(readme), "README.md");
  add("_tables/documents.jsonl", () => tables.toSorted((a, b) => a.id - b.id));
  for (const { name } of tables) {
    add(`${name}/documents.jsonl`, () => documents(db, name, ts));
    // Older versions described the documents here; this says that there is nothing to describe.
    zip.addBuffer(Buffer.from('"uniform"\n'), `${name}/generated_schema.jsonl`);
  }
  if (files) {
    add("_storage/documents.jsonl", () => files.map(({ metadata }) => metadata));
    for (const file of files) {
      const extension = extensions[file.contentType?.split(";")[0] ?? ""] ?? "";
      zip.addReadStreamLazy(`_storage/${file.storageId}${extension}`, { compress: isText(extension) }, (callback) =>
        callback(null, createReadStream(file.path)),
      );
    }
  }
  const output = createWriteStream(path);
  zip.on("error", (error) => output.destroy(error));
  zip.outputStream.pipe(output);
  zip.end();
  await finished(output);
}

function* documents(db: Database, table: string, ts: Timestamp): Iterable<JSONValue> {
  for (const doc of db.documentsAt(table, ts)) yield convexToJson(doc as Value);
}

function* inChunks(lines: Iterable<JSONValue>): Iterable<Buffer> {
  let chunk = "";
  for (const line of lines) {
    chunk += `${JSON.stringify(line)}\n`;
    if (chunk.length < chunkLength) continue;
    yield Buffer.from(chunk);
    chunk = "";
  }
  if (chunk !== "") yield Buffer.from(chunk);
}

/** Videos and images do not get smaller. */
function isText(extension: string): boolean {
  return ["", ".csv", ".html", ".json", ".svg", ".txt", ".vtt"].includes(extname(`x${extension}`));
}
