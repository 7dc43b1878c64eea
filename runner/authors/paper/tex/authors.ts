// The authors' names, out of the many ways in which templates want them written.
import type * as Ast from "@unified-latex/unified-latex-types";
import { plainOf } from "../paper.ts";
import { inlinesOf } from "./inlines.ts";

const mostAuthors = 40;

export function authorsOf(nodes: readonly Ast.Node[]): string[] {
  const found: string[] = [];
  for (const node of everyNode(nodes)) {
    if (node.type !== "macro" || !/^(?:author|Author|icmlauthor)$/.test(node.content)) continue;
    const given = node.args?.findLast(({ openMark, content }) => openMark === "{" && content.length > 0)?.content ?? [];
    found.push(...namesIn(given));
  }
  return [...new Set(found)].slice(0, mostAuthors);
}

/** `A \and B`, `A, B and C`, `A \\ University`: of each part what looks like a name. */
function namesIn(nodes: readonly Ast.Node[]): string[] {
  const parts: Ast.Node[][] = [[]];
  let named = true;
  for (const node of nodes) {
    if (node.type === "macro" && /^(?:and|And|AND|AuthorAND|IEEEauthorrefmark)$/.test(node.content)) {
      parts.push([]);
      named = true;
    } else if (node.type === "macro" && node.content === "\\") {
      // What stands under a name is where its owner works.
      named = false;
    } else if (named && !isMark(node)) parts.at(-1)?.push(node);
  }
  return parts
    .flatMap((part) => plainOf(inlinesOf(part).filter(({ kind }) => kind === "text")).split(/\s*[,;&]\s*|\s+and\s+/))
    .map((name) =>
      name
        .replace(/[\d*†‡§¶∗]+/g, "")
        .replace(/\s+/g, " ")
        .replace(/^(?:and|by)\s+/i, "")
        .trim(),
    )
    .filter(
      (name) =>
        /^\p{Lu}[\p{L}.’'-]*(?:\s+[\p{L}.’'-]+){1,5}$/u.test(name) &&
        !/universit|institut|department|laborator|school|college/i.test(name),
    );
}

/** Footnote marks, and formulas that are one. */
const isMark = (node: Ast.Node): boolean =>
  node.type === "inlinemath" ||
  (node.type === "macro" &&
    /^(?:thanks|footnotemark|textsuperscript|inst|orcid|orcidlink|email|affil|corref|fnref|thanksref|footnote)$/.test(
      node.content,
    ));

function* everyNode(nodes: readonly Ast.Node[]): Generator<Ast.Node> {
  for (const node of nodes) {
    yield node;
    if (node.type === "environment" || node.type === "group") yield* everyNode(node.content);
  }
}
