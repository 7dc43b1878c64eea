// What somebody sent becomes the paper's files, by what the bytes are and not by what the file is called.
import { gunzipSync } from "node:zlib";
import { paperLimits } from "../../../../shared/paper.ts";
import { unusable } from "../paper.ts";
import { decodeText } from "./decodeText.ts";
import { readTar } from "./readTar.ts";
import { readZip } from "./readZip.ts";

/** Paths to contents; a single file is called paper.tex, paper.html or paper.pdf. Throws invalid_paper. */
export async function unpack(content: Uint8Array): Promise<Map<string, Uint8Array>> {
  if (content.length === 0) throw unusable("the file is empty.");
  if (begins(content, [0x50, 0x4b, 0x03, 0x04])) return named(await readZip(content));
  if (begins(content, [0x50, 0x4b, 0x05, 0x06])) throw unusable("its archive is empty.");
  if (isTar(content)) return named(await readTar(content, false));
  if (!begins(content, [0x1f, 0x8b])) return single(content);
  // arXiv gives a paper of one file as that file, gzipped.
  const head = gunzipHead(content);
  return isTar(head) ? named(await readTar(content, true)) : single(gunzipWhole(content));
}

function named(files: Map<string, Uint8Array>): Map<string, Uint8Array> {
  if (files.size === 0) throw unusable("its archive holds neither TeX nor HTML nor a PDF.");
  return files;
}

function single(content: Uint8Array): Map<string, Uint8Array> {
  const is = (name: string): Map<string, Uint8Array> => new Map([[name, content]]);
  const head = decodeText(content.subarray(0, 100_000));
  if (head.slice(0, 1024).includes("%PDF-")) return is("paper.pdf");
  if (/\\document(?:class|style)|\\begin\s*\{document\}|\\section/.test(head)) return is("paper.tex");
  if (/<(?:!doctype\s+html|html)\b/i.test(head.slice(0, 2000))) return is("paper.html");
  throw unusable("it is neither TeX, an archive of TeX files, HTML nor a PDF.");
}

/** The name and the magic word of POSIX; older archives lack it, and have a checksum that fits. */
function isTar(content: Uint8Array): boolean {
  if (content.length < 512) return false;
  if (String.fromCharCode(...content.subarray(257, 262)) === "ustar") return true;
  const written = Number.parseInt(String.fromCharCode(...content.subarray(148, 156)).replace(/[\0 ]+$/, ""), 8);
  let sum = 0;
  for (let at = 0; at < 512; at++) sum += at >= 148 && at < 156 ? 32 : (content[at] ?? 0);
  return sum === written;
}

function gunzipHead(content: Uint8Array): Uint8Array {
  try {
    // Cut off after the first pieces, which Z_SYNC_FLUSH takes for no error.
    return gunzipSync(content.subarray(0, 64 * 1024), { finishFlush: 2, maxOutputLength: 80_000_000 });
  } catch (error) {
    throw unusable("its archive is damaged or cut off: pack it again.", error);
  }
}

function gunzipWhole(content: Uint8Array): Uint8Array {
  try {
    return gunzipSync(content, { maxOutputLength: paperLimits.bytes });
  } catch (error) {
    throw unusable("its archive is damaged, cut off or far larger than it seems: pack it again.", error);
  }
}

const begins = (content: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => content[index] === byte);
