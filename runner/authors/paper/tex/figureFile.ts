import { fileFor } from "./source.ts";

/** In the order in which pictures are preferred: one that has pixels needs no other program. */
const endings = ["", ".png", ".jpg", ".jpeg", ".pdf", ".PNG", ".JPG", ".PDF", ".svg", ".eps", ".ps"];

/** The file of a figure, by the name that `\includegraphics` gives; or why there is none. */
export function figureFile(
  name: string,
  { files, folders }: { files: ReadonlyMap<string, Uint8Array>; folders: readonly string[] },
): { path: string; why?: undefined } | { path: null; why: string } {
  const bare = name.replace(/^["{\s]+|["}\s]+$/g, "");
  const found =
    fileFor(bare, files, folders, endings) ?? fileFor(bare.replace(/\.[a-z]+$/i, ""), files, folders, endings);
  if (found === null) return { path: null, why: "its file is missing" };
  if (/\.e?ps$/i.test(found)) return { path: null, why: "it is a PostScript file, and a PDF or a PNG is needed" };
  return { path: found };
}
