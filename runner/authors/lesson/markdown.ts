// Markdown as a lesson sees it: sections under headings, each a list of blocks; what is not said or shown falls away.
import type { Nodes, PhrasingContent, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";

export type Inline = { kind: "text" | "strong" | "code" | "math"; value: string };

export type Block =
  | { kind: "paragraph"; inlines: Inline[] }
  | { kind: "list"; items: Inline[][] }
  | { kind: "math"; tex: string }
  | { kind: "code"; source: string; language: string }
  | { kind: "table"; rows: Inline[][][] }
  | { kind: "image"; path: string; caption: string }
  | { kind: "plot"; line: string };

export type Section = { title: string; depth: number; blocks: Block[] };

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
const plotLine = /^\s*plot\s*:\s*(.+?)\s*$/i;

/** The sections of a lesson; what stands before the first heading belongs to the first section. */
export function parseLesson(markdown: string): Section[] {
  const withoutFrontMatter = markdown.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/, "");
  const sections: Section[] = [];
  const before: Block[] = [];
  const tree = parser.parse(withoutFrontMatter);
  const addresses = new Map(
    tree.children.flatMap((node) => (node.type === "definition" ? [[node.identifier, node.url]] : [])),
  );
  for (const node of tree.children) {
    if (node.type === "heading") {
      const title = plain(inlinesOf(node.children)).trim() || "Untitled";
      sections.push({ title, depth: node.depth, blocks: sections.length === 0 ? before : [] });
    }
    // Wherever a picture stands (a list, a table, a heading), it is shown after that.
    (sections.at(-1)?.blocks ?? before).push(...blocksOf(node), ...imagesOf(node, addresses));
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
      return node.children.flatMap(blocksOf);
    case "list":
      return [
        {
          kind: "list",
          items: node.children.map((item) =>
            item.children.flatMap((child) => (child.type === "paragraph" ? inlinesOf(child.children) : [])),
          ),
        },
      ];
    case "math":
      return [{ kind: "math", tex: node.value }];
    case "code": {
      const plot = plotLine.exec(node.value);
      if (plot?.[1] && !node.value.trim().includes("\n")) return [{ kind: "plot", line: plot[1] }];
      if (node.lang?.replace(":", "") === "plot") {
        const line = [node.meta, node.value].filter(Boolean).join(" ").replaceAll("\n", ", ");
        return line ? [{ kind: "plot", line }] : [];
      }
      return [{ kind: "code", source: node.value, language: node.lang ?? "" }];
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
  const only = inlines.length === 1 ? inlines[0] : undefined;
  if (only?.kind === "math") return [{ kind: "math", tex: only.value }];
  return plain(inlines).trim() ? [{ kind: "paragraph", inlines }] : [];
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
      case "break":
        return [{ kind: "text", value: " " }];
      default:
        return [];
    }
  });
}
