// HTML as LaTeXML writes it (arXiv's HTML, ar5iv) as a paper; plain pages with headings and paragraphs are read too.
import { posix } from "node:path";
import { type Paper, type PaperBlock, type PaperInline, type PaperSection, plainOf, unusable } from "../paper.ts";
import {
  attribute,
  type Element,
  firstWithin,
  hasClass,
  isElement,
  type Node,
  parseHtml,
  textOf,
  within,
} from "./htmlTree.ts";

const skippedTags = /^(?:script|style|nav|header|footer|aside|svg|noscript|button|form|iframe|template|head)$/;
const skippedClasses =
  /^ltx_(?:bibliography|appendix|acknowledgements|note|page_footer|page_header|TOC|authors|abstract|tag|role_\w+|ERROR|keywords|classification|dates)$/;
const overTitles = /^(?:acknowledge?ments?|references|bibliography|appendi(?:x|ces)\b|supplementary|funding)/i;

export function readHtml(html: string, path: string, files: ReadonlyMap<string, Uint8Array>): Paper {
  const root = parseHtml(html);
  const article =
    firstWithin(root, (one) => one.tagName === "article") ?? firstWithin(root, (one) => one.tagName === "body") ?? root;
  const heading =
    firstWithin(article, (one) => hasClass(one, /^ltx_title_document$/)) ??
    firstWithin(article, (one) => one.tagName === "h1");
  const abstract = firstWithin(
    article,
    (one) => hasClass(one, /^ltx_abstract$/) || /^abstract$/i.test(attribute(one, "id")),
  );
  const figureFile = (source: string): string | null => {
    const name = posix.normalize(posix.join(posix.dirname(path), source.split(/[?#]/)[0] ?? ""));
    return files.has(source) ? source : files.has(name) ? name : null;
  };
  const sections = sectionsOf(article.childNodes, heading, figureFile);
  const paper: Paper = {
    title: heading ? plainOf(inlinesOf(heading.childNodes)).replace(/\s+/g, " ").trim() : "A paper",
    authors: authorsOf(article),
    abstract: abstract
      ? inlinesOf(abstract.childNodes.filter((node) => !isElement(node) || !/^h[1-6]$/.test(node.tagName)))
      : [],
    sections,
  };
  if (paper.abstract.length === 0 && sections.every(({ blocks }) => blocks.length === 0))
    throw unusable("there is no text in its HTML.");
  return paper;
}

function authorsOf(article: { childNodes: Node[] }): string[] {
  const names = [...within(article)]
    .filter((one) => hasClass(one, /^ltx_personname$/))
    .map((one) => plainOf(inlinesOf(one.childNodes)));
  return names
    .flatMap((name) => name.split(/\s*[,&\n]\s*|\s+and\s+/))
    .map((name) =>
      name
        .replace(/[\d*†‡]+/g, "")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter(
      (name) =>
        /^\p{Lu}[\p{L}.’'-]*(?:\s+[\p{L}.’'-]+){1,5}$/u.test(name) && !/universit|institut|department/i.test(name),
    )
    .slice(0, 40);
}

function sectionsOf(
  nodes: readonly Node[],
  title: Element | undefined,
  figureFile: (source: string) => string | null,
): PaperSection[] {
  const sections: PaperSection[] = [{ title: "", depth: 1, blocks: [] }];
  let over = false;
  const put = (block: PaperBlock): void => {
    if (!over) sections.at(-1)?.blocks.push(block);
  };
  const walk = (node: Node): void => {
    if (!isElement(node) || node === title || skippedTags.test(node.tagName) || hasClass(node, skippedClasses)) return;
    const level = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (level !== undefined && !hasClass(node, /^ltx_title_(?:document|theorem|abstract|paragraph)$/)) {
      const name = plainOf(inlinesOf(node.childNodes))
        .replace(/\s+/g, " ")
        .replace(/^\d+(?:\.\d+)*\.?\s+/, "")
        .trim();
      over = Number(level) <= 2 ? overTitles.test(name) : over;
      if (!over && name !== "") sections.push({ title: name, depth: Math.max(1, Number(level) - 1), blocks: [] });
      return;
    }
    const block = blockOf(node, figureFile);
    if (block === undefined) node.childNodes.forEach(walk);
    else if (block !== null) put(block);
  };
  nodes.forEach(walk);
  return sections.filter(({ title: name, blocks }) => name !== "" || blocks.length > 0);
}

/** What an element is as a whole: null where nothing is left of it, undefined for one that only holds others. */
function blockOf(node: Element, figureFile: (source: string) => string | null): PaperBlock | null | undefined {
  const has = (pattern: RegExp): boolean => hasClass(node, pattern);
  if (has(/^ltx_equation(?:group)?$/)) return equation(node);
  if (node.tagName === "math" && attribute(node, "display") === "block") return { kind: "equation", tex: texOf(node) };
  if (has(/^ltx_theorem$/)) return theorem(node);
  if (node.tagName === "figure" || has(/^ltx_(?:figure|table)$/)) return figure(node, figureFile);
  if (node.tagName === "table") return { kind: "table", rows: rowsOf(node), caption: [] };
  if (node.tagName === "pre" || has(/^ltx_(?:verbatim|listing)$/))
    return { kind: "code", source: textOf(node).replace(/^\n/, "").trimEnd() };
  if (node.tagName === "ul" || node.tagName === "ol") {
    const items = node.childNodes.filter(isElement).map((item) => inlinesOf(item.childNodes));
    const told = items.filter((item) => plainOf(item).trim());
    return told.length > 0 ? { kind: "list", items: told } : null;
  }
  if (node.tagName !== "p" && !has(/^ltx_p$/)) return undefined;
  const inlines = inlinesOf(node.childNodes);
  return plainOf(inlines).trim() ? { kind: "paragraph", inlines } : null;
}

/** The lines of a group are one formula. */
function equation(node: Element): PaperBlock | null {
  const rows = [...within(node)].filter((one) => one.tagName === "tr" && hasClass(one, /^ltx_(?:eqn_row|equation)$/));
  const lines = (rows.length > 0 ? rows : [node])
    .map((row) =>
      [...within(row)]
        .filter((one) => one.tagName === "math")
        .map(texOf)
        .join(" ")
        .trim(),
    )
    .filter(Boolean);
  const [only] = lines;
  if (only === undefined) return null;
  return { kind: "equation", tex: lines.length === 1 ? only : `\\begin{aligned}${lines.join(" \\\\ ")}\\end{aligned}` };
}

function theorem(node: Element): PaperBlock | null {
  const title = firstWithin(node, (one) => hasClass(one, /^ltx_title$/));
  const name = /^[A-Za-z]+/.exec(title ? textOf(title).trim() : "")?.[0] ?? "Theorem";
  const inlines = inlinesOf(node.childNodes.filter((one) => one !== title));
  return plainOf(inlines).trim() ? { kind: "theorem", name, inlines } : null;
}

function figure(node: Element, figureFile: (source: string) => string | null): PaperBlock {
  const found = firstWithin(node, (one) => one.tagName === "figcaption");
  const caption = found ? inlinesOf(found.childNodes) : [];
  const table = firstWithin(node, (one) => one.tagName === "table");
  if (table) return { kind: "table", rows: rowsOf(table), caption };
  const image = firstWithin(node, (one) => one.tagName === "img");
  const path = image ? figureFile(attribute(image, "src")) : null;
  return { kind: "figure", path, caption, ...(path === null ? { why: "its picture could not be had" } : {}) };
}

const rowsOf = (table: Element): string[][] =>
  [...within(table)]
    .filter(({ tagName }) => tagName === "tr")
    .map((row) =>
      row.childNodes
        .filter(isElement)
        .filter(({ tagName }) => tagName === "td" || tagName === "th")
        .map((cell) => plainOf(inlinesOf(cell.childNodes)).replace(/\s+/g, " ").trim()),
    )
    .filter((row) => row.some(Boolean))
    .slice(0, 40);

/** LaTeXML keeps the TeX beside the MathML. */
function texOf(math: Element): string {
  const annotation = firstWithin(
    math,
    (one) => one.tagName === "annotation" && /tex/i.test(attribute(one, "encoding")),
  );
  return (attribute(math, "alttext") || (annotation ? textOf(annotation) : ""))
    .replace(/(?<!\\)%[^\n]*\n?/g, "")
    .replace(/\\displaystyle(?![a-zA-Z])/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function inlinesOf(nodes: readonly Node[]): PaperInline[] {
  const out: PaperInline[] = [];
  const put = (kind: PaperInline["kind"], value: string): void => {
    const last = out.at(-1);
    if (last && last.kind === kind && kind !== "math") last.value += value;
    else if (value !== "" || kind === "gap") out.push({ kind, value });
  };
  const walk = (node: Node): void => {
    if (!isElement(node)) {
      if (node.nodeName === "#text") put("text", textOf(node).replace(/\s+/g, " "));
      return;
    }
    if (skippedTags.test(node.tagName) || node.tagName === "img" || hasClass(node, /^ltx_(?:note|tag|ERROR)$/)) return;
    if (node.tagName === "cite" || hasClass(node, /^ltx_(?:cite|ref)$/)) {
      // A link with words of its own is part of the sentence.
      if (node.tagName === "a" && /^https?:/.test(attribute(node, "href")) && !/^https?:/.test(textOf(node)))
        node.childNodes.forEach(walk);
      else put("gap", "");
    } else if (node.tagName === "math") put("math", texOf(node));
    else if (node.tagName === "code" || hasClass(node, /^ltx_(?:verbatim|font_typewriter)$/)) put("code", textOf(node));
    else if (node.tagName === "br") put("text", " ");
    else node.childNodes.forEach(walk);
  };
  nodes.forEach(walk);
  return out;
}
