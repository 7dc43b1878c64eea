import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { type JSONValue, jsonToConvex } from "convex/values";
import type { ImportedRow } from "../database/bulkImport.ts";
import type { Doc } from "../database/values.ts";

const chunkBytes = 1024 * 1024;

/** Rows of a staging file, one after the other; read at once, inside of commits. */
export function* readStaged(path: string): Iterable<ImportedRow> {
  const file = openSync(path, "r");
  try {
    const chunk = Buffer.alloc(chunkBytes);
    const decoder = new StringDecoder("utf8");
    let text = "";
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) {
      const lines = (text + decoder.write(chunk.subarray(0, bytes))).split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        const [table, doc] = JSON.parse(line) as [string, JSONValue];
        yield { table, doc: jsonToConvex(doc) as Doc, size: line.length };
      }
    }
  } finally {
    closeSync(file);
  }
}
