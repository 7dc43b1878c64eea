// Markdown as a lesson sees it: sections under headings, each a list of blocks; what is not said or shown falls away.
import type { PhrasingContent, RootContent } from "mdast";
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
  | { kind: "image"; caption: string }
  | { kind: "plot"; line: string };

export type Section = { title: string; depth: number; blocks: Block[] };

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
const plotLine = /^\s*plot\s*:\s*(.+?)\s*$/i;

/** The sections of a lesson; what stands before the first heading belongs to the first section. */
export function parseLesson(markdown: string): Section[] {
  const withoutFrontMatter = markdown.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/, "");
  const sections: Section[] = [];
  const before: Block[] = [];
  for (const node of parser.parse(withoutFrontMatter).children) {
    if (node.type === "heading") {
      const title = plain(inlinesOf(node.children)).trim() || "Untitled";
      sections.push({ title, depth: node.depth, blocks: sections.length === 0 ? before : [] });
      continue;
    }
    (sections.at(-1)?.blocks ?? before).push(...blocksOf(node));
  }
  return sections;
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
  const images: Block[] = children.flatMap((child) =>
    child.type === "image" ? [{ kind: "image" as const, caption: child.alt || child.title || "picture" }] : [],
  );
  const inlines = inlinesOf(children.filter((child) => child.type !== "image"));
  const plot = plotLine.exec(plain(inlines));
  if (plot?.[1] && !plot[1].includes("\n")) return [{ kind: "plot", line: plot[1] }];
  const only = inlines.length === 1 ? inlines[0] : undefined;
  if (only?.kind === "math") return [{ kind: "math", tex: only.value }];
  return [...(plain(inlines).trim() ? [{ kind: "paragraph" as const, inlines }] : []), ...images];
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
