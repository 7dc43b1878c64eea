// The formulas of a paper that a viewer should see, and all that a scene about one needs.
import type { PaperBlock, PaperSection } from "../paper.ts";
import { settable } from "../tex/knownMath.ts";
import { definitionsOf, type Meaning, markedText, meaningsOf, symbolsIn } from "./symbols.ts";
import { type Terms, termsOf, width } from "./terms.ts";

export type KeyEquation = {
  /** Of its block among those of all sections. */
  section: number;
  tex: string;
  terms: Terms;
  meanings: Meaning[];
  score: number;
};

const mostMeanings = 4;
const mostWidth = 150;

export function keyEquations(sections: readonly PaperSection[]): KeyEquation[] {
  const texts = sections.map(({ blocks }) => markedText(blocks));
  const definitions = definitionsOf(texts);
  const found = sections.flatMap(({ blocks }, section) =>
    blocks.flatMap((block, at) => {
      if (block.kind !== "equation") return [];
      const tex = settable(block.tex);
      const terms = tex && termsOf(tex);
      if (!tex || !terms || width(tex) > mostWidth || width(tex) < 4) return [];
      const near = nearText(blocks, at);
      const meanings = meaningsOf(tex, near, texts[section] ?? "", definitions);
      return [
        {
          section,
          tex,
          terms,
          meanings: meanings.slice(0, mostMeanings),
          score: scoreOf(block.tex, tex, terms, meanings),
        },
      ];
    }),
  );
  const once = new Map(found.map((equation) => [equation.tex.replace(/\s+/g, ""), equation]));
  return [...once.values()].sort((one, other) => other.score - one.score);
}

/** The sentence that leads to a formula, and the ones behind it. */
function nearText(blocks: readonly PaperBlock[], at: number): string {
  const before = blocks.slice(Math.max(0, at - 2), at);
  return markedText([...blocks.slice(at + 1, at + 3), ...before]);
}

function scoreOf(source: string, tex: string, terms: Terms, meanings: readonly Meaning[]): number {
  const size = width(tex);
  const symbols = symbolsIn(tex).length;
  let score = 1;
  // Authors number what they come back to.
  if (/\\label\b/.test(source)) score += 1;
  if (/=|\\leq?|\\geq?|\\approx|\\sim|\\equiv/.test(tex)) score += 1;
  score += Math.min(3, meanings.length) * 0.6;
  if (size < 10) score -= 0.5;
  if (size > 70) score -= (size - 70) / 40;
  if (symbols > 8) score -= 0.5;
  if (terms.length > 2) score -= 0.7;
  if (/\\(?:sum|int|prod|frac|nabla|partial|sqrt|min|max|lim|exp)/.test(tex)) score += 0.4;
  return score;
}
