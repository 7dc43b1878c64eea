// The body of a document as sections with blocks: paragraphs, formulas, figures, tables, theorems, code.
import type * as Ast from "@unified-latex/unified-latex-types";
import { printRaw } from "@unified-latex/unified-latex-util-print-raw";
import { type PaperBlock, type PaperSection, plainOf } from "../paper.ts";
import { figureFile } from "./figureFile.ts";
import { inlinesOf } from "./inlines.ts";
import { tableRows } from "./tableRows.ts";

export type Reading = {
  files: ReadonlyMap<string, Uint8Array>;
  /** Where figures may lie. */
  folders: readonly string[];
  theorems: ReadonlyMap<string, string>;
};

const depths: Readonly<Record<string, number>> = { part: 1, chapter: 1, section: 1, subsection: 2, subsubsection: 3 };
const skipped =
  /^(?:abstract|thebibliography|tikzpicture|pgfpicture|picture|algorithm2?e?\*?|algorithmic|proof|IEEEkeywords|keywords|keyword|CCSXML|acknowledgments?|acks|titlepage|frontmatter|tabbing|comment|filecontents|landscape|sidewaystable|references|tcolorbox|mdframed)\*?$/;
const maths = /^(?:equation|align|gather|multline|eqnarray|displaymath|math|flalign|alignat|dmath|subequations)\*?$/;
const listings = /^(?:verbatim|Verbatim|lstlisting|minted|alltt|BVerbatim|code|pycode)\*?$/;

export function blocksOf(nodes: readonly Ast.Node[], reading: Reading): PaperSection[] {
  const sections: PaperSection[] = [{ title: "", depth: 1, blocks: [] }];
  let text: Ast.Node[] = [];
  /** What follows `\appendix` is no part of the story, nor is a thank-you. */
  let over = false;
  let appended = false;

  const put = (block: PaperBlock): void => {
    if (!over && !appended) sections.at(-1)?.blocks.push(block);
  };
  const endParagraph = (): void => {
    const inlines = inlinesOf(text);
    text = [];
    if (plainOf(inlines).trim()) put({ kind: "paragraph", inlines });
  };
  const walk = (given: readonly Ast.Node[]): void => {
    for (const node of given) {
      if (node.type === "parbreak") endParagraph();
      else if (node.type === "macro" && (depths[node.content] !== undefined || node.content === "paragraph"))
        heading(node);
      else if (node.type === "macro" && node.content === "appendix") appended = true;
      else if (node.type === "displaymath") formula(printRaw(node.content));
      else if (node.type === "mathenv") formula(mathOf(node));
      else if (node.type === "verbatim" || (node.type === "environment" && listings.test(node.env))) {
        endParagraph();
        put({ kind: "code", source: sourceOf(node) });
      } else if (node.type === "environment") environment(node);
      else if (node.type === "group" && node.content.some(isBlock)) walk(node.content);
      else text.push(node);
    }
  };
  const heading = (node: Ast.Macro): void => {
    endParagraph();
    const title = plainOf(inlinesOf(node.args?.findLast(({ openMark }) => openMark === "{")?.content ?? [])).trim();
    if (node.content === "paragraph" || title === "") return;
    const depth = depths[node.content] ?? 1;
    if (depth === 1)
      over =
        /^(?:acknowledge?ments?|references|bibliography|appendi(?:x|ces)\b|supplementary|funding|author contributions|data availability|conflicts? of interest)/i.test(
          title,
        );
    if (!over && !appended) sections.push({ title, depth, blocks: [] });
  };
  const formula = (tex: string): void => {
    // It belongs to the sentence around it, which goes on behind it.
    endParagraph();
    put({ kind: "equation", tex: tex.trim() });
  };
  const environment = (node: Ast.Environment): void => {
    if (skipped.test(node.env)) return;
    const block = maths.test(node.env) ? undefined : blockOf(node, reading);
    if (maths.test(node.env)) formula(printRaw(node.content));
    else if (block === undefined) walk(node.content);
    else {
      endParagraph();
      if (block !== null) put(block);
    }
  };
  walk(nodes);
  endParagraph();
  return sections.filter(({ title, blocks }) => title !== "" || blocks.length > 0);
}

/** What an environment is as a whole: null where nothing is left of it, undefined for one that only holds text. */
function blockOf(node: Ast.Environment, reading: Reading): PaperBlock | null | undefined {
  const { env, content } = node;
  if (/^(?:SC|wrap|sub|sideways|margin|floating)?figure\*?$/.test(env)) return figureOf(content, reading);
  if (/^(?:wrap)?table\*?$|^(?:longtable|tabular[xy*]?|tabulary|supertabular)\*?$/.test(env)) {
    const rows = tableRows(node);
    return rows.length > 0 ? { kind: "table", rows, caption: captionOf(content) } : null;
  }
  if (/^(?:itemize|enumerate|description|compactitem|inparaenum|compactenum)\*?$/.test(env)) {
    const items = itemsOf(content);
    return items.length > 0 ? { kind: "list", items } : null;
  }
  const name = reading.theorems.get(env.replace(/\*$/, ""));
  return name === undefined ? undefined : { kind: "theorem", name, inlines: inlinesOf(withoutOptional(content)) };
}

const isBlock = (node: Ast.Node): boolean =>
  node.type === "environment" ||
  node.type === "mathenv" ||
  node.type === "displaymath" ||
  node.type === "parbreak" ||
  (node.type === "macro" && depths[node.content] !== undefined);

/** Of a formula of several lines the lines, in a form that can stand anywhere. */
function mathOf(node: Ast.Environment): string {
  const env = typeof node.env === "string" ? node.env : printRaw(node.env);
  const inner = printRaw(node.content).trim();
  if (/^(?:align|flalign|alignat|eqnarray|split|aligned)/.test(env) && /&|\\\\/.test(inner))
    return `\\begin{aligned}${eqnarrayless(env, inner)}\\end{aligned}`;
  if (/^(?:gather|multline)/.test(env) && /\\\\/.test(inner)) return `\\begin{gathered}${inner}\\end{gathered}`;
  if (/^(?:cases|[pbBvV]?matrix|array|smallmatrix)/.test(env)) return printRaw(node);
  return inner;
}

const eqnarrayless = (env: string, inner: string): string =>
  env.startsWith("eqnarray") ? inner.replace(/&\s*([=<>]|\\[a-z]+)\s*&/g, "&$1 ") : inner;

const sourceOf = (node: Ast.Node): string =>
  (node.type === "verbatim"
    ? node.content
    : node.type === "environment"
      ? node.content.map((part) => (part.type === "string" ? part.content : printRaw(part))).join("")
      : ""
  )
    .replace(/^[ \t]*\n/, "")
    .trimEnd();

function figureOf(content: readonly Ast.Node[], reading: Reading): PaperBlock {
  const caption = captionOf(content);
  const named = [...everyMacro(content, "includegraphics")].flatMap(({ args }) => {
    const last = args?.findLast(({ openMark }) => openMark === "{");
    return last ? [printRaw(last.content).trim()] : [];
  });
  for (const name of named) {
    const found = figureFile(name, reading);
    if (found.path !== null) return { kind: "figure", path: found.path, caption };
  }
  const [first] = named;
  const why = first === undefined ? "it is drawn by TeX" : figureFile(first, reading).why;
  return { kind: "figure", path: null, caption, ...(why === undefined ? {} : { why }) };
}

function captionOf(content: readonly Ast.Node[]) {
  const [caption] = everyMacro(content, "caption");
  const given =
    caption?.args?.findLast(({ openMark, content: words }) => openMark === "{" && words.length > 0)?.content ?? [];
  return inlinesOf(given);
}

function* everyMacro(nodes: readonly Ast.Node[], name: string): Generator<Ast.Macro> {
  for (const node of nodes) {
    if (node.type === "macro" && node.content === name) yield node;
    if (node.type === "macro") for (const { content } of node.args ?? []) yield* everyMacro(content, name);
    else if (node.type === "environment" || node.type === "group") yield* everyMacro(node.content, name);
  }
}

function itemsOf(content: readonly Ast.Node[]) {
  return content
    .filter((node): node is Ast.Macro => node.type === "macro" && node.content === "item")
    .map(({ args }) => inlinesOf((args ?? []).flatMap(({ content: words }) => words)))
    .filter((item) => plainOf(item).trim());
}

/** `[Fermat]` behind `\begin{theorem}`. */
function withoutOptional(content: readonly Ast.Node[]): Ast.Node[] {
  const first = content.findIndex(({ type }) => type !== "whitespace");
  const open = content[first];
  if (open?.type !== "string" || open.content !== "[") return [...content];
  const end = content.findIndex((node) => node.type === "string" && node.content === "]");
  return content.slice(end + 1);
}
