import { createWriteStream, existsSync, rmSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { CommandError } from "../commandError.ts";

/** Writes to a temporary name first, so that a file with the final name is always whole. */
export async function download(url: string, file: string, signal: AbortSignal): Promise<void> {
  const temporary = `${file}.${process.pid}.part`;
  const clear = (): void => rmSync(temporary, { force: true });
  // Also where the command ends in the middle.
  process.once("exit", clear);
  try {
    await mkdir(dirname(file), { recursive: true });
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body)
      throw new CommandError(`The video could not be fetched from the runner (HTTP ${response.status}).`);
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(temporary), { signal });
    await rename(temporary, file);
  } catch (error) {
    clear();
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC")
      throw new CommandError("The disk is full: free some space and try again.", 1, { cause: error });
    if (code === "EACCES" || code === "ENOTDIR" || code === "EEXIST")
      throw new CommandError(`${file} can't be written (${code}): choose another --out.`, 1, { cause: error });
    throw error;
  } finally {
    process.removeListener("exit", clear);
  }
}

/** videos/<title>.mp4 in the current folder; never one that is there already. */
export function unusedName(title: string): string {
  const slug =
    title
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "video";
  for (let number = 1; ; number++) {
    const path = resolve(join("videos", `${slug}${number === 1 ? "" : `-${number}`}.mp4`));
    if (!existsSync(path)) return path;
  }
}
