// From the files of a paper to one text: the main file with all that it includes, as far as it is there.
import { posix } from "node:path";
import { paperLimits } from "../../../../shared/paper.ts";
import { decodeText } from "../archive/decodeText.ts";
import { unusable } from "../paper.ts";
import { outsideVerbatim, withoutComments } from "./verbatim.ts";

export type TexSource = {
  /** Everything in one, without comments. */
  text: string;
  /** The folder of the main file, "" for the top. */
  folder: string;
  /** Names that were included and are not there. */
  missing: string[];
  /** Texts of the paper's own style files, where its macros may be. */
  styles: string[];
};

const mostDepth = 12;

export function readTexSource(files: ReadonlyMap<string, Uint8Array>): TexSource {
  const texts = new Map<string, string>();
  const textOf = (path: string): string | undefined => {
    const content = files.get(path);
    const known = texts.get(path) ?? (content && withoutComments(decodeText(content)));
    if (known !== undefined) texts.set(path, known);
    return known;
  };
  const main = mainFile(files, textOf);
  const folder = posix.dirname(main) === "." ? "" : posix.dirname(main);
  const missing = new Set<string>();
  let length = 0;

  const include = (path: string, depth: number): string => {
    const text = (textOf(path) ?? "").replace(/\\endinput\b[\s\S]*$/, "");
    length += text.length;
    if (length > paperLimits.texCharacters)
      throw unusable(
        `its TeX is longer than ${paperLimits.texCharacters.toLocaleString("en")} characters: give a part of it.`,
      );
    return outsideVerbatim(text, (plain) =>
      plain.replace(
        inclusion,
        (_, command: string, braced: string | undefined, second: string | undefined, bare: string | undefined) => {
          const name =
            command.endsWith("import") || command.endsWith("from")
              ? `${braced ?? ""}/${second ?? ""}`
              : (braced ?? bare ?? "");
          const rest = second !== undefined && !/import|from/.test(command) ? `{${second}}` : "";
          const found = fileFor(
            name.trim().replace(/^"|"$/g, ""),
            files,
            [folder, posix.dirname(path)],
            [".tex", "", ".ltx"],
          );
          if (found === null || depth >= mostDepth) {
            missing.add(name.trim());
            return rest;
          }
          const inner = include(found, depth + 1);
          // A subfile is a document of its own.
          const body = /\\begin\s*\{document\}([\s\S]*?)\\end\s*\{document\}/.exec(inner)?.[1] ?? inner;
          return `${body}${rest}`;
        },
      ),
    );
  };
  const text = include(main, 0);
  const styles = [...files.keys()].filter(
    (path) => /\.(?:sty|cls)$/i.test(path) && text.includes(posix.basename(path).replace(/\.\w+$/, "")),
  );
  return { text, folder, missing: [...missing], styles: styles.flatMap((path) => textOf(path) ?? []) };
}

/** `\input{name}`, `\input name`, `\include{name}`, `\import{folder}{name}` and their kin. */
const inclusion =
  /\\(input|include|subfile|subfileinclude|import|subimport|inputfrom|includefrom|InputIfFileExists|@input)(?![a-zA-Z@])\s*(?:\{([^{}]*)\}(?:\s*\{([^{}]*)\})?|([^\s{}\\]+))/g;

/** The first of the paths that the files have: in any of the folders, with any of the endings, whatever the case of letters. */
export function fileFor(
  name: string,
  files: ReadonlyMap<string, Uint8Array>,
  folders: readonly string[],
  endings: readonly string[],
): string | null {
  if (name === "") return null;
  const wanted = folders.flatMap((folder) =>
    endings.map((ending) => posix.normalize(posix.join(folder, `${name}${ending}`))),
  );
  const exact = wanted.find((path) => files.has(path));
  if (exact !== undefined) return exact;
  const lower = new Map([...files.keys()].map((path) => [path.toLowerCase(), path]));
  for (const path of wanted) {
    const found = lower.get(path.toLowerCase());
    if (found !== undefined) return found;
  }
  return null;
}

/** The file with a document in it; of several the one whose text is a paper rather than a supplement, a letter or a template. */
function mainFile(files: ReadonlyMap<string, Uint8Array>, textOf: (path: string) => string | undefined): string {
  const candidates = [...files.keys()].filter((path) => /\.(?:tex|ltx|latex)$/i.test(path));
  const included = new Set(
    candidates.flatMap((path) =>
      [...(textOf(path) ?? "").matchAll(inclusion)].map(([, , braced, , bare]) =>
        posix.basename(braced ?? bare ?? "").replace(/\.tex$/i, ""),
      ),
    ),
  );
  const rated = candidates.map((path) => {
    const text = textOf(path) ?? "";
    const name = posix.basename(path).toLowerCase();
    const stem = name.replace(/\.\w+$/, "");
    const rating =
      (/\\begin\s*\{document\}/.test(text) ? 100 : 0) +
      (/\\document(?:class|style)/.test(text) ? 50 : 0) +
      (/\\begin\s*\{abstract\}|\\abstract\s*\{/.test(text) ? 20 : 0) +
      (/\\title\b/.test(text) ? 10 : 0) +
      (/\\maketitle/.test(text) ? 5 : 0) +
      (/^(?:main|paper|ms|article|manuscript|arxiv)\b/.test(stem) ? 8 : 0) -
      (/suppl|appendix|template|response|cover|letter|rebuttal|sample|poster|slides|changes|diff/.test(stem) ? 40 : 0) -
      (/\\documentclass(?:\[[^\]]*\])?\s*\{(?:subfiles|standalone|letter|beamer)\}/.test(text) ? 60 : 0) -
      (included.has(posix.basename(path).replace(/\.\w+$/, "")) ? 40 : 0) -
      path.split("/").length;
    return { path, rating, length: text.length };
  });
  const best = rated.sort((one, other) => other.rating - one.rating || other.length - one.length)[0];
  if (!best) throw unusable("there is no TeX file in it.");
  if (best.rating < 40 && !/\\section/.test(textOf(best.path) ?? ""))
    throw unusable("none of its TeX files has \\begin{document}: send the file that is compiled.");
  return best.path;
}
