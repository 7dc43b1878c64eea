import type * as Ast from "@unified-latex/unified-latex-types";
import { plainFormula } from "../formulas/plainFormula.ts";
import { inlinesOf } from "./inlines.ts";

const mostRows = 40;

/** The cells of the first table in an environment, as words; [] where it has none. */
export function tableRows(node: Ast.Environment): string[][] {
  const inner = /^(?:tabular[xy*]?|longtable|tabulary|supertabular)\*?$/.test(node.env)
    ? node
    : firstTabular(node.content);
  if (!inner) return [];
  const rows: Ast.Node[][][] = [[[]]];
  for (const part of contentOf(inner)) {
    if (part.type === "macro" && (part.content === "\\" || part.content === "tabularnewline")) rows.push([[]]);
    else if (
      part.type === "macro" &&
      /^(?:hline|toprule|midrule|bottomrule|cline|cmidrule|endhead|endfirsthead|endfoot|endlastfoot|caption|label|centering|small|footnotesize|rowcolor)$/.test(
        part.content,
      )
    )
      continue;
    else if (part.type === "string" && part.content === "&") rows.at(-1)?.push([]);
    else rows.at(-1)?.at(-1)?.push(part);
  }
  return rows
    .map((row) => row.map((cell) => words(cell)))
    .filter((row) => row.some(Boolean))
    .slice(0, mostRows);
}

function words(cell: Ast.Node[]): string {
  const text = inlinesOf(cell).map(({ kind, value }) =>
    kind === "math" ? (plainFormula(value) ?? "…") : kind === "gap" ? "" : value,
  );
  return text.join("").replace(/\s+/g, " ").trim();
}

function firstTabular(nodes: readonly Ast.Node[]): Ast.Environment | undefined {
  for (const node of nodes) {
    if (node.type !== "environment" && node.type !== "group") continue;
    if (node.type === "environment" && /^(?:tabular[xy*]?|longtable|tabulary)\*?$/.test(node.env)) return node;
    const inner = firstTabular(node.content);
    if (inner) return inner;
  }
  return undefined;
}

/** Without the columns' description, where the parser has left it among the cells. */
function contentOf({ args, content }: Ast.Environment): Ast.Node[] {
  if (args?.some(({ openMark }) => openMark === "{")) return content;
  const first = content.findIndex(({ type }) => type !== "whitespace");
  const skip = content[first]?.type === "group" ? first + 1 : 0;
  return content.slice(skip);
}
