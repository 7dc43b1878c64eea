import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { PipelineError } from "../../../../shared/failures.ts";
import { unusable } from "../paper.ts";
import { linkRefused, openEntries } from "./entries.ts";

const plainTypes: ReadonlySet<string> = new Set(["file", "contiguous-file", "directory", "pax-global-header"]);

/** The files of a tar archive, gzipped or not. */
export async function readTar(content: Uint8Array, gzipped: boolean): Promise<Map<string, Uint8Array>> {
  const entries = openEntries(content.length);
  const unpacking = extract();
  // Thrown at the end: a stream that is broken off here would tell of it twice.
  let refusal: unknown;
  const admitted = (header: Header): string | null => {
    if (refusal !== undefined) return null;
    try {
      if (header.type === "directory") return null;
      const path = entries.admit(header.name, header.size ?? 0);
      if (!plainTypes.has(header.type ?? "file")) throw linkRefused(header.name);
      return path;
    } catch (error) {
      refusal = error;
      return null;
    }
  };
  unpacking.on("entry", (header, stream, next) => {
    const path = admitted(header);
    const chunks: Uint8Array[] = [];
    stream.on("data", (chunk: unknown) => {
      if (path !== null && chunk instanceof Uint8Array) chunks.push(chunk);
    });
    stream.on("end", () => {
      if (path !== null) entries.files.set(path, Buffer.concat(chunks));
      next();
    });
    stream.on("error", next);
  });
  async function* counted(source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      entries.count(chunk.length);
      yield chunk;
    }
  }
  // In pieces, so that what is unpacked is counted while it comes.
  const input = Readable.from(pieces(content));
  try {
    await (gzipped ? pipeline(input, createGunzip(), counted, unpacking) : pipeline(input, counted, unpacking));
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    throw unusable("its archive is damaged or cut off: pack it again.", error);
  }
  if (refusal !== undefined) throw refusal;
  return entries.files;
}

function* pieces(content: Uint8Array): Generator<Uint8Array> {
  const length = 64 * 1024;
  for (let at = 0; at < content.length; at += length) yield content.subarray(at, at + length);
}
