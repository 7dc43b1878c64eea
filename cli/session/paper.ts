// The paper that somebody means: a file or folder of this machine, or one that arXiv has. Files are only packed and
// counted here; what is in them is looked at by whoever reads the paper.
import { createHash } from "node:crypto";
import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { pack } from "tar-stream";
import { arxivIdOf, paperLimits } from "../../shared/paper.ts";
import { CommandError, exitCodes } from "../commandError.ts";
import type { GivenSource } from "./source.ts";

/** What a paper may be read from; a folder holds much else. */
const wanted = /\.(?:tex|ltx|latex|sty|cls|html?|xhtml|pdf|png|jpe?g|eps|ps|svg)$/i;
const mostDepth = 8;

export async function paperOf(given: string): Promise<GivenSource> {
  const facts = await stat(given).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "ENAMETOOLONG") return null;
    return refuse(`The paper ${shortened(given)} can't be read (${error.code}).`);
  });
  if (facts === null) return atArxiv(given);
  const content = facts.isDirectory() ? await packed(await realpath(given)) : await contentOf(given, facts);
  if (content.length === 0) refuse(`The paper ${shortened(given)} can't be used: the file is empty.`);
  if (content.length > paperLimits.bytes)
    refuse(
      `The paper ${shortened(given)} can't be used: it has ${megabytes(content.length)} MB, more than the ${megabytes(paperLimits.bytes)} possible: leave out what it does not need.`,
    );
  const name = basename(resolve(given)).slice(0, 200).toWellFormed();
  const file = { name, sha256: createHash("sha256").update(content).digest("hex"), bytes: content.length };
  return {
    source: { kind: "paper", paper: { at: "upload", ...file } },
    files: [{ ...file, type: "application/octet-stream", content }],
  };
}

function atArxiv(given: string): GivenSource {
  const id = arxivIdOf(given);
  if (id === null)
    return refuse(
      `There is no file or folder ${shortened(given)}, and it is no arXiv id either: those look like 2401.01234 or math/0309136.`,
    );
  return { source: { kind: "paper", paper: { at: "arxiv", id } }, files: [] };
}

async function contentOf(path: string, facts: { isFile(): boolean; size: number }): Promise<Buffer> {
  if (!facts.isFile()) return refuse(`The paper ${shortened(path)} can't be used: it is no plain file.`);
  // A file that is far too large need not be read to be refused.
  if (facts.size > paperLimits.bytes)
    refuse(
      `The paper ${shortened(path)} can't be used: it has ${megabytes(facts.size)} MB, more than the ${megabytes(paperLimits.bytes)} possible: leave out what it does not need.`,
    );
  return await readFile(path);
}

/** A folder as one gzipped tar archive, of the files alone from which a paper is read. */
async function packed(folder: string): Promise<Buffer> {
  const archive = pack();
  const chunks: Uint8Array[] = [];
  archive.on("data", (chunk: unknown) => {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  });
  let [files, bytes] = [0, 0];
  const add = async (path: string, depth: number): Promise<void> => {
    for (const name of (await readdir(path)).sort()) {
      if (name.startsWith(".") || name === "node_modules") continue;
      const inner = join(path, name);
      const facts = await lstat(inner);
      if (facts.isDirectory() && depth < mostDepth) await add(inner, depth + 1);
      if (facts.isDirectory() || !wanted.test(name)) continue;
      const place = await realpath(inner);
      if (relative(folder, place).startsWith(`..${sep}`))
        refuse(
          `The paper's ${shortened(relative(folder, inner))} is a link out of its folder: put the file itself there.`,
        );
      const size = (await stat(place)).size;
      files += 1;
      bytes += size;
      if (files > paperLimits.files)
        refuse(`The paper's folder holds more than ${paperLimits.files} files: give that of the paper alone.`);
      if (bytes > 10 * paperLimits.bytes)
        refuse(`The paper's folder holds more than ${megabytes(bytes)} MB: leave out what the paper does not need.`);
      archive.entry({ name: relative(folder, inner).split(sep).join("/"), mtime: new Date(0) }, await readFile(place));
    }
  };
  await add(folder, 0);
  if (files === 0) refuse(`The paper's folder ${shortened(folder)} holds neither TeX nor HTML nor a PDF.`);
  const ended = new Promise<void>((resolveEnd) => archive.on("end", () => resolveEnd()));
  archive.finalize();
  await ended;
  return await promisify(gzip)(Buffer.concat(chunks));
}

const shortened = (path: string): string => (path.length > 100 ? `${path.slice(0, 100)}…` : path);
const megabytes = (bytes: number): string => Math.ceil(bytes / 1e6).toLocaleString("en");

function refuse(message: string): never {
  throw new CommandError(message, exitCodes.wrongUsage);
}
