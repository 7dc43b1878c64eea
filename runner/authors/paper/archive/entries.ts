// What every archive must keep to, whatever its format: names that stay inside, plain files, bounded counts and sizes.
import { paperLimits } from "../../../../shared/paper.ts";
import { unusable } from "../paper.ts";

/** Files that a paper is read from; all others are passed over. */
const wanted = /\.(?:tex|ltx|latex|sty|cls|txt|html?|xhtml|pdf|png|jpe?g|eps|ps|svg)$/i;
/** Shown ones are looked at again; larger ones are no figures of a paper. */
const mostBytesOfFile = 20_000_000;
/** Bytes out for each byte in, beyond the first few megabytes: text seldom reaches 20. */
const mostRatio = 200;
const freeBytes = 20_000_000;

export type Entries = {
  readonly files: Map<string, Uint8Array>;
  /** The entry's path, or null where it is passed over; throws where it may not be there at all. */
  admit(name: string, bytes: number): string | null;
  /** Counts bytes that came out of the archive, whether they are kept or not. */
  count(bytes: number): void;
};

/** `packedBytes`: of the archive. */
export function openEntries(packedBytes: number): Entries {
  const files = new Map<string, Uint8Array>();
  let seen = 0;
  let unpacked = 0;
  return {
    files,
    admit(name, bytes) {
      seen += 1;
      if (seen > paperLimits.files)
        throw unusable(`its archive holds more than ${count(paperLimits.files)} files: send only those of the paper.`);
      const path = safePath(name);
      const hidden = /(?:^|\/)(?:__MACOSX\/|\._)/.test(path);
      return path === "" || hidden || !wanted.test(path) || bytes > mostBytesOfFile ? null : path;
    },
    count(bytes) {
      unpacked += bytes;
      if (unpacked > paperLimits.unpackedBytes)
        throw unusable(
          `its archive holds more than ${count(paperLimits.unpackedBytes / 1e6)} MB: send only its text and figures.`,
        );
      if (unpacked > freeBytes && unpacked > packedBytes * mostRatio)
        throw unusable("its archive unpacks to far more than it is: it is damaged or made to do harm.");
    },
  };
}

/** The path inside the archive, without `./`; throws where it leads elsewhere. */
function safePath(name: string): string {
  const shown = name.replace(/[^\x20-\x7e]/g, "?").slice(0, 100);
  const slashed = name.replaceAll("\\", "/");
  if (name.includes("\0") || name.length > 500) throw unusable("its archive has a file whose name can't be used.");
  if (slashed.startsWith("/") || /^[a-zA-Z]:/.test(slashed))
    throw unusable(
      `its archive names the absolute path ${shown}: pack the files with paths inside the paper's folder.`,
    );
  const parts = slashed.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes(".."))
    throw unusable(
      `its archive names ${shown}, which leads out of it: pack the files with paths inside the paper's folder.`,
    );
  return parts.join("/");
}

export const linkRefused = (name: string): Error =>
  unusable(`its archive holds ${name.slice(0, 100)}, which is a link or a device: put the file itself in its place.`);

const count = (value: number): string => Math.round(value).toLocaleString("en");
