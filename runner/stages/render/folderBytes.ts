import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Bytes of the files in a folder that untrusted code writes to; stops counting at `enough`, or where files are made to be many or hidden. */
export function folderBytes(folder: string, enough: number): number {
  const folders = [folder];
  let bytes = 0;
  let seen = 0;
  for (let current = folders.pop(); current !== undefined; current = folders.pop()) {
    const entries = entriesOf(current);
    if (entries === null) return Number.POSITIVE_INFINITY;
    for (const entry of entries) {
      if (++seen > 50_000) return Number.POSITIVE_INFINITY;
      const path = join(current, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) bytes += sizeOf(path);
      if (bytes > enough) return bytes;
    }
  }
  return bytes;
}

/** What vanishes while one looks has no size; null where it is closed, or deeper than a path may be long. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? [] : null;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
