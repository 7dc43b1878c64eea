// Markdown as a lesson sees it: sections under headings, each a list of blocks; what is not said or shown falls away.
import type { List, ListItem, Nodes, PhrasingContent, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Diagram } from "../storyboard.ts";
import { parseGraph, parseMermaid } from "./diagram.ts";
import { readFrontMatter } from "./frontMatter.ts";

/** A `cue` is where the author wants the next thing to come: `<!-- cue -->`. */
export type Inline = { kind: "text" | "strong" | "code" | "math" | "cue"; value: string };

export type Item = { inlines: Inline[]; mark: string; depth: number };

export type Block =
  | { kind: "paragraph"; inlines: Inline[] }
  | { kind: "list"; items: Item[] }
  | { kind: "quote"; inlines: Inline[]; by: string }
  | { kind: "footnote"; inlines: Inline[] }
  | { kind: "diagram"; diagram: Diagram }
  | { kind: "math"; tex: string }
  | { kind: "code"; source: string; language: string }
  | { kind: "table"; rows: Inline[][][] }
  | { kind: "image"; path: string; caption: string }
  | { kind: "plot"; line: string };

export type Section = { title: string; depth: number; blocks: Block[] };

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
const plotLine = /^\s*plot\s*:\s*(.+?)\s*$/i;
const wordLine = /^\s*(graph|matrix)\s*:\s*([\s\S]+?)\s*$/i;

/** The sections of a lesson; what stands before the first heading belongs to the first section. */
export function parseLesson(markdown: string): Section[] {
  const sections: Section[] = [];
  const before: Block[] = [];
  const tree = parser.parse(readFrontMatter(markdown).body);
  const footnotes = footnotesIn(tree.children);
  const addresses = new Map(
    tree.children.flatMap((node) => (node.type === "definition" ? [[node.identifier, node.url]] : [])),
  );
  for (const node of tree.children) {
    if (node.type === "heading") {
      const title = plain(inlinesOf(node.children)).trim() || "Untitled";
      sections.push({ title, depth: node.depth, blocks: sections.length === 0 ? before : [] });
    }
    // Wherever a picture stands (a list, a table, a heading), it is shown after that.
    (sections.at(-1)?.blocks ?? before).push(
      ...blocksOf(node),
      ...imagesOf(node, addresses),
      ...footnotesOf(node, footnotes),
    );
  }
  return sections;
}

/** The paths of all pictures that a lesson shows, each once. */
export function picturesOf(markdown: string): string[] {
  const blocks = parseLesson(markdown).flatMap((section) => section.blocks);
  return [...new Set(blocks.flatMap((block) => (block.kind === "image" ? [block.path] : [])))];
}

export function plain(inlines: readonly Inline[]): string {
  return inlines.map(({ value }) => value).join("");
}

function blocksOf(node: RootContent): Block[] {
  switch (node.type) {
    case "paragraph":
      return paragraphBlocks(node.children);
    case "blockquote":
      return node.children.flatMap((child) =>
        child.type === "paragraph" ? [quoteOf(child.children)] : blocksOf(child),
      );
    case "list":
      return [{ kind: "list", items: itemsOf(node, 0) }, ...node.children.flatMap(besideWords)];
    case "math":
      return [{ kind: "math", tex: node.value }];
    case "code": {
      const plot = plotLine.exec(node.value);
      if (plot?.[1] && !node.value.trim().includes("\n")) return [{ kind: "plot", line: plot[1] }];
      if (node.lang?.replace(":", "") === "plot") {
        const line = [node.meta, node.value].filter(Boolean).join(" ").replaceAll("\n", ", ");
        return line ? [{ kind: "plot", line }] : [];
      }
      return [
        wordBlock(node.lang ?? "", node.value) ?? { kind: "code", source: node.value, language: node.lang ?? "" },
      ];
    }
    case "table":
      return [
        { kind: "table", rows: node.children.map((row) => row.children.map((cell) => inlinesOf(cell.children))) },
      ];
    default:
      return [];
  }
}

function paragraphBlocks(children: PhrasingContent[]): Block[] {
  const inlines = inlinesOf(children);
  const plot = plotLine.exec(plain(inlines));
  if (plot?.[1] && !plot[1].includes("\n")) return [{ kind: "plot", line: plot[1] }];
  const word = wordLine.exec(plain(inlines));
  const block = word && wordBlock(word[1] ?? "", word[2] ?? "");
  if (block) return [block];
  const only = inlines.length === 1 ? inlines[0] : undefined;
  if (only?.kind === "math") return [{ kind: "math", tex: only.value }];
  return plain(inlines).trim() ? [{ kind: "paragraph", inlines }] : [];
}

/** What a fence or a line with one of our words draws; null where it is none, or can't be read as that. */
function wordBlock(word: string, text: string): Block | null {
  const name = word.toLowerCase().replace(":", "");
  if (name === "matrix") {
    const rows = text
      .split(/[;\n]/)
      .map((row) => row.trim().split(/\s*[,&]\s*|\s+/))
      .filter((row) => row.some(Boolean));
    return { kind: "math", tex: `\\begin{bmatrix}${rows.map((row) => row.join(" & ")).join(" \\\\ ")}\\end{bmatrix}` };
  }
  const diagram = name === "mermaid" ? parseMermaid(text) : name === "graph" ? parseGraph(text) : null;
  return diagram && { kind: "diagram", diagram };
}

/** Items of a list and of the lists in it, in their order. */
function itemsOf(list: List, depth: number): Item[] {
  return list.children.flatMap((item, index): Item[] => {
    const inlines = item.children.flatMap((child) => (child.type === "paragraph" ? inlinesOf(child.children) : []));
    const mark = list.ordered ? `${(list.start ?? 1) + index}.` : item.checked == null ? "•" : item.checked ? "☑" : "☐";
    const inside = item.children.flatMap((child) =>
      child.type === "list" ? itemsOf(child, Math.min(3, depth + 1)) : [],
    );
    return [{ inlines, mark, depth }, ...inside];
  });
}

/** Code, formulas and tables that stand in an item. */
function besideWords(item: ListItem): Block[] {
  return item.children.flatMap((child) =>
    child.type === "list" ? child.children.flatMap(besideWords) : child.type === "paragraph" ? [] : blocksOf(child),
  );
}

/** A last line that begins with a dash says who said it. */
function quoteOf(children: PhrasingContent[]): Block {
  const inlines = inlinesOf(children);
  const by = /\n\s*[—–-]{1,2}\s*([^\n]+)$/.exec(plain(inlines));
  const last = inlines.at(-1);
  if (!by?.[1] || last?.kind !== "text") return { kind: "quote", inlines, by: "" };
  const value = last.value.slice(0, Math.max(0, last.value.length - by[0].length));
  return { kind: "quote", inlines: [...inlines.slice(0, -1), { ...last, value }], by: by[1].trim() };
}

function footnotesIn(nodes: readonly RootContent[]): Map<string, Inline[]> {
  return new Map(
    nodes.flatMap((node) =>
      node.type === "footnoteDefinition"
        ? [
            [
              node.identifier,
              node.children.flatMap((child) => (child.type === "paragraph" ? inlinesOf(child.children) : [])),
            ],
          ]
        : [],
    ),
  );
}

/** The footnotes that a block calls, after it. */
function footnotesOf(node: Nodes, footnotes: ReadonlyMap<string, Inline[]>): Block[] {
  if (node.type === "footnoteDefinition") return [];
  if (node.type === "footnoteReference") {
    const inlines = footnotes.get(node.identifier) ?? [];
    return inlines.length > 0 ? [{ kind: "footnote", inlines }] : [];
  }
  return "children" in node ? node.children.flatMap((child) => footnotesOf(child, footnotes)) : [];
}

function imagesOf(node: Nodes, addresses: ReadonlyMap<string, string>): Block[] {
  const image = (path: string, caption: string | null | undefined): Block[] => [
    { kind: "image", path, caption: caption?.replace(/\s+/g, " ").trim() ?? "" },
  ];
  if (node.type === "image") return image(node.url, node.alt || node.title);
  if (node.type === "imageReference") return image(addresses.get(node.identifier) ?? node.identifier, node.alt);
  if (node.type === "html") return htmlImages(node.value).flatMap(({ src, alt }) => image(src, alt));
  return "children" in node ? node.children.flatMap((child) => imagesOf(child, addresses)) : [];
}

function htmlImages(html: string): { src: string; alt: string }[] {
  const attribute = (tag: string, name: string): string =>
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(tag)?.slice(1).find(Boolean) ?? "";
  const tags = html.replace(/<!--[\s\S]*?(?:-->|$)/g, "").match(/<img\b[^<>]*>/gi) ?? [];
  return tags.map((tag) => ({ src: attribute(tag, "src"), alt: attribute(tag, "alt") }));
}

function inlinesOf(nodes: readonly PhrasingContent[]): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    switch (node.type) {
      case "text":
        return [{ kind: "text", value: node.value }];
      case "inlineMath":
        return [{ kind: "math", value: node.value }];
      case "inlineCode":
        return [{ kind: "code", value: node.value }];
      case "strong":
        return inlinesOf(node.children).map((inline) =>
          inline.kind === "text" ? { ...inline, kind: "strong" } : inline,
        );
      case "emphasis":
      case "delete":
      case "link":
      case "linkReference":
        return inlinesOf(node.children);
      case "html":
        return /^<!--\s*cue\b/i.test(node.value) ? [{ kind: "cue", value: "" }] : [];
      case "break":
        return [{ kind: "text", value: " " }];
      default:
        return [];
    }
  });
}
