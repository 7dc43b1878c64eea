import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { PipelineError } from "../../../../shared/failures.ts";
import { unusable } from "../paper.ts";
import { type Entries, linkRefused, openEntries } from "./entries.ts";

const fileTypeMask = 0o170000;
const plainFile = 0o100000;

/** The files of a zip archive. */
export async function readZip(content: Uint8Array): Promise<Map<string, Uint8Array>> {
  const entries = openEntries(content.length);
  try {
    const zip = await fromBufferPromise(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
    for await (const entry of zip.eachEntry()) await take(zip, entry, entries);
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    const reason = error instanceof Error ? error.message : "";
    const leads = /^(?:invalid relative path|absolute path|invalid characters in fileName): (.{1,100})/.exec(reason);
    if (leads)
      throw unusable(
        `its archive names ${leads[1]}, which leads out of it: pack the files with paths inside the paper's folder.`,
      );
    throw unusable("its archive is damaged or cut off: pack it again.", error);
  }
  return entries.files;
}

async function take(zip: ZipFile, entry: Entry, entries: Entries): Promise<void> {
  const { fileName, uncompressedSize } = entry;
  const path = entries.admit(fileName, uncompressedSize);
  // The upper half are Unix's mode bits, where a Unix has packed it.
  const type = (entry.externalFileAttributes >>> 16) & fileTypeMask;
  if (fileName.endsWith("/")) return;
  if (type !== 0 && type !== plainFile) throw linkRefused(fileName);
  if (entry.isEncrypted()) throw unusable("its zip file is encrypted: pack it again without a password.");
  if (path === null) return;
  if (!entry.canDecodeFileData()) throw unusable("its zip file is packed in an unusual way: pack it again.");
  const chunks: Uint8Array[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    entries.count(chunk.length);
    chunks.push(chunk);
  }
  entries.files.set(path, Buffer.concat(chunks));
}
