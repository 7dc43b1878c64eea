// TeX source as a paper: its text in one, macros replaced, parsed, and sorted into sections and blocks.
import type * as Ast from "@unified-latex/unified-latex-types";
import { getParser } from "@unified-latex/unified-latex-util-parse";
import { type Paper, plainOf, unusable } from "../paper.ts";
import { authorsOf } from "./authors.ts";
import { blocksOf, type Reading } from "./blocks.ts";
import { inlinesOf } from "./inlines.ts";
import { expandMacros, type Macros, takeMacros } from "./macros.ts";
import { packageMacros } from "./packageMacros.ts";
import { readTexSource } from "./source.ts";

/** Commands and environments that the parser does not know, with their arguments. */
const macros = Object.fromEntries([
  ...[
    "affil",
    "affiliation",
    "address",
    "email",
    "institute",
    "orcid",
    "thanks",
    "keywords",
    "date",
    "icmltitle",
    "subtitle",
    "todo",
    "marginnote",
    "titlerunning",
    "running",
    "abstract",
  ].map((name) => [name, { signature: "o m" }]),
  ...[
    "citep",
    "citet",
    "citealp",
    "citealt",
    "citeauthor",
    "citeyear",
    "citeyearpar",
    "Citep",
    "Citet",
    "parencite",
    "textcite",
    "autocite",
    "footcite",
    "citenum",
    "onlinecite",
  ].map((name) => [name, { signature: "s o o m" }]),
  ...[
    "cref",
    "Cref",
    "autoref",
    "eqref",
    "nameref",
    "pageref",
    "vref",
    "subref",
    "fref",
    "secref",
    "figref",
    "tabref",
    "bibliography",
    "bibliographystyle",
    "theoremstyle",
    "texorpdfstring",
  ].map((name) => [name, { signature: name === "texorpdfstring" ? "m m" : "s m" }]),
]);
const environments = Object.fromEntries(
  ["wrapfigure", "SCfigure", "subfigure", "minipage", "multicols"].map((name) => [
    name,
    { signature: name === "wrapfigure" ? "o m o m" : "o m" },
  ]),
);

export function readTex(files: ReadonlyMap<string, Uint8Array>): Paper {
  const { text, folder, styles } = readTexSource(files);
  const known: Macros = new Map();
  takeMacros(packageMacros, known);
  // Style files may say more than can be understood: what they define is taken, their text is not.
  for (const style of styles) takeMacros(style, known);
  const rest = takeMacros(text, known);
  for (const [name, { body }] of known) if (body.includes("@")) known.delete(name);
  const root = parsed(expandMacros(rest, known));

  const reading: Reading = {
    files,
    folders: [folder, ...graphicsFolders(rest).map((one) => (folder ? `${folder}/${one}` : one)), ""],
    theorems: theoremsOf(rest),
  };
  const document = environmentNamed(root, "document");
  const body = document ?? root;
  const title = wordsOf(root, /^(?:title|icmltitle|Title|papertitle|conftitle)$/);
  const sections = blocksOf(body, reading);
  const abstract = environmentNamed(root, "abstract") ?? macroNamed(root, "abstract") ?? [];
  const first = abstract.findIndex(({ type }) => type !== "whitespace" && type !== "parbreak");
  const language = /\\usepackage\s*\[([a-z, ]+)\]\s*\{babel\}/.exec(rest)?.[1]?.split(",").at(-1)?.trim();
  const paper: Paper = {
    title: title || (sections.find(({ title: one }) => one)?.title ?? "A paper"),
    authors: authorsOf(root),
    abstract: inlinesOf(abstract.slice(Math.max(0, first))),
    sections,
    ...(language === undefined ? {} : { language }),
  };
  if (paper.abstract.length === 0 && sections.every(({ blocks }) => blocks.length === 0))
    throw unusable("there is no text in its main TeX file: are the files that it includes missing?");
  return paper;
}

function parsed(text: string): Ast.Node[] {
  try {
    return getParser({ macros, environments }).parse(text).content;
  } catch (error) {
    throw unusable("its TeX can't be read: send it as it compiles.", error);
  }
}

function graphicsFolders(text: string): string[] {
  const list = /\\graphicspath\s*\{((?:\s*\{[^{}]*\}\s*)+)\}/.exec(text)?.[1] ?? "";
  return [...list.matchAll(/\{([^{}]*)\}/g)].map(([, folder = ""]) =>
    folder.trim().replace(/^\.\//, "").replace(/\/$/, ""),
  );
}

/** Names of environments to how they are called: `\newtheorem{thm}{Theorem}`. */
function theoremsOf(text: string): Map<string, string> {
  const usual = ["theorem", "lemma", "proposition", "corollary", "definition", "conjecture", "claim", "remark"];
  const known = new Map(usual.map((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)]));
  for (const [, name = "", called = ""] of text.matchAll(
    /\\newtheorem\*?\s*\{([^{}]*)\}\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}/g,
  ))
    known.set(name.trim(), called.trim() || "Theorem");
  return known;
}

function environmentNamed(nodes: readonly Ast.Node[], name: string): Ast.Node[] | undefined {
  for (const node of nodes) {
    if (node.type !== "environment") continue;
    const found = node.env === name ? node.content : environmentNamed(node.content, name);
    if (found) return found;
  }
  return undefined;
}

function macroNamed(nodes: readonly Ast.Node[], name: string): Ast.Node[] | undefined {
  for (const node of nodes) {
    const found =
      node.type === "macro" && node.content === name
        ? node.args?.findLast(({ openMark, content }) => openMark === "{" && content.length > 0)?.content
        : node.type === "environment" || node.type === "group"
          ? macroNamed(node.content, name)
          : undefined;
    if (found) return found;
  }
  return undefined;
}

function wordsOf(nodes: readonly Ast.Node[], name: RegExp): string {
  for (const node of nodes) {
    if (node.type === "macro" && name.test(node.content)) {
      const words = plainOf(inlinesOf(node.args?.at(-1)?.content ?? []))
        .replace(/\s+/g, " ")
        .trim();
      if (words) return words;
    }
    const inner = node.type === "environment" || node.type === "group" ? wordsOf(node.content, name) : "";
    if (inner) return inner;
  }
  return "";
}
