// Graphs as a prompt gives them: `A-B, A-C, B-D`, with weights `A-B:4, A-C 2`; vertices are capital letters.
import { z } from "zod";
import type { Parameter } from "../../parameters.ts";

export type Edge = { one: string; other: string; weight: number };

const mostVertices = 9;
const mostEdges = 14;
const written = /(?<![A-Za-z])([A-Z])\s*[-–—]+>?\s*([A-Z])(?![A-Za-z])(?:\s*[:=(]?\s*(\d+))?/g;

export function edges(fallback: string[], weighted: boolean): Parameter<string[]> {
  const form = weighted ? /^[A-Z]-[A-Z]:([1-9]|[1-9]\d)$/ : /^[A-Z]-[A-Z]$/;
  const example = weighted ? "A-B:4, A-C:2" : "A-B, A-C";
  return {
    schema: z.array(z.string().regex(form)).min(3).max(mostEdges),
    fallback,
    wants: `3 to ${mostEdges} edges between capital letters, as in “${example}”${weighted ? ", with weights from 1 to 99" : ""}`,
    words: ["edges", "graph", "weights"],
    read: (prompt) => {
      const found = [...prompt.matchAll(written)].map(
        ([, one, other, weight]) => `${one}-${other}${weighted ? `:${weight ?? 1}` : ""}`,
      );
      return found.length > 0 ? found : undefined;
    },
  };
}

/** A vertex that is named after one of the words: "from A". */
export function vertex(fallback: string, words: readonly string[]): Parameter<string> {
  const named = new RegExp(
    `\\b(?:${words.join("|")})\\s+(?:(?:at|from|with|in|the)\\s+)*(?:node\\s+|vertex\\s+|point\\s+)?([A-Z])(?![A-Za-z-])`,
  );
  return {
    schema: z.string().regex(/^[A-Z]$/),
    fallback,
    wants: `a vertex as a capital letter, as in “${words[0]} ${fallback}”`,
    words: [...words, "vertex", "node"],
    read: (prompt) => named.exec(prompt)?.[1],
  };
}

export function edgesOf(texts: readonly string[]): Edge[] {
  return texts.map((text) => {
    const [pair = "", weight = "1"] = text.split(":");
    const [one = "", other = ""] = pair.split("-");
    return { one, other, weight: Number(weight) };
  });
}

export function verticesOf(texts: readonly string[]): string[] {
  return [...new Set(edgesOf(texts).flatMap(({ one, other }) => [one, other]))].sort();
}

/** In alphabetical order, as the scenes go through them. */
export function neighboursOf(texts: readonly string[], vertex: string): { vertex: string; weight: number }[] {
  return edgesOf(texts)
    .flatMap(({ one, other, weight }) =>
      one === vertex ? [{ vertex: other, weight }] : other === vertex ? [{ vertex: one, weight }] : [],
    )
    .sort((first, second) => (first.vertex < second.vertex ? -1 : 1));
}

/** Why a graph can't be shown, as a sentence; null where it can. */
export function refuseGraph(texts: readonly string[], named: readonly string[]): string | null {
  const vertices = verticesOf(texts);
  if (vertices.length > mostVertices)
    return `A graph with more than ${mostVertices} vertices does not fit the picture.`;
  if (edgesOf(texts).some(({ one, other }) => one === other)) return "An edge must join two different vertices.";
  const pairs = edgesOf(texts).map(({ one, other }) => [one, other].sort().join());
  if (new Set(pairs).size < pairs.length) return "Two edges join the same vertices: give each pair once.";
  const missing = named.find((vertex) => !vertices.includes(vertex));
  if (missing !== undefined) return `The graph has no vertex ${missing}: its vertices are ${vertices.join(", ")}.`;
  const [first = ""] = vertices;
  if (hops(texts, first).size < vertices.length)
    return "The graph falls into parts: give one in which every vertex can be reached.";
  return null;
}

/** How many edges each vertex is away from `start`, in the order in which they are found. */
export function hops(texts: readonly string[], start: string): Map<string, number> {
  const found = new Map([[start, 0]]);
  for (const [vertex, distance] of found)
    for (const next of neighboursOf(texts, vertex)) if (!found.has(next.vertex)) found.set(next.vertex, distance + 1);
  return found;
}

export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
