// The sentences that tell a text in short: ranked by LexRank, by where they stand, and by whether they can stand alone.
import { plainOf } from "../paper.ts";
import { cosine, lexRank, type Vector, vectorsOf } from "./lexRank.ts";
import type { Sentence } from "./sentences.ts";

/** What an abstract's sentences stand under: they may speak of the paper. */
export const abstractHeading = "Abstract";

/** More would take a minute to compare; what comes later in a long section says little that is new. */
const mostSentences = 400;
/** What ranks so far below the best one is left out rather than told for want of better. */
const leastShare = 0.12;
/** As alike as this two sentences say the same. */
const sameness = 0.6;

/** Up to `count` sentences in their order; `goodness` (0 to 1) is how well each can be said. */
export function summaryOf(
  given: readonly Sentence[],
  title: string,
  count: number,
  goodness: (sentence: Sentence) => number,
): Sentence[] {
  const sentences = given.slice(0, mostSentences);
  const vectors = vectorsOf(sentences.map(({ words }) => words));
  const ranks = lexRank(vectors);
  const titled = vectorsOf([title.toLowerCase().split(/\s+/)])[0] ?? new Map();
  const rated = sentences
    .map((sentence, at) => {
      const vector = vectors[at] ?? new Map();
      // What stands under the heading itself introduces the rest.
      const own = sentence.heading === title ? 1.5 : 1;
      const place = own * (1 + 0.5 / (1 + sentence.index / 3) + (sentence.leads ? 0.25 : 0));
      return {
        sentence,
        vector,
        score: (ranks[at] ?? 0) * place * (1 + cosine(vector, titled)) * standing(sentence) * goodness(sentence),
      };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const chosen: { sentence: Sentence; vector: Vector }[] = [];
  for (const one of rated) {
    if (chosen.length >= count || one.score < (rated[0]?.score ?? 0) * leastShare) break;
    if (chosen.every(({ vector }) => cosine(vector, one.vector) < sameness)) chosen.push(one);
  }
  return chosen.map(({ sentence }) => sentence).sort((one, other) => one.index - other.index);
}

const pointsElsewhere =
  /^(?:[\w\s,]{0,40}\s)?(?:the\s+)?(?:supplement\w*\s+)?(?:sections?|sec\.|figures?|figs?\.|tables?|equations?|eqs?\.|appendix|appendices|refs?\.|theorem|lemma|algorithm)[\s\u00a0]*$/i;

/** Whether a sentence says something on its own, from 0 to 1. */
function standing({ inlines, words, heading }: Sentence): number {
  const text = plainOf(inlines).trim();
  let share = 1;
  // "Section ⟨⟩ discusses …": without its subject nothing is left to say.
  if (
    pointsElsewhere.test(inlines[0]?.kind === "text" && inlines[1]?.kind === "gap" ? inlines[0].value : "") ||
    inlines[0]?.kind === "gap"
  )
    return 0;
  if (words.length < 3) return 0;
  if (words.length < 6) share *= 0.3;
  if (words.length > 26) share *= Math.max(0.05, 1 - (words.length - 26) / 14);
  // It speaks of the paper, or of what stands above or below it on the page.
  if (heading === abstractHeading) return share * (/\bsupplement/i.test(text) ? 0.3 : 1);
  if (
    /\b(?:this|the|following|next|previous|remainder of the|rest of the) (?:paper|section|subsection|article|appendix|supplement)\b/i.test(
      text,
    )
  )
    share *= 0.25;
  if (
    /\b(?:section|sections|appendix|supplement|figure|fig\.|table|equation|eq\.|theorem|lemma|algorithm)s?\s*(?:\(\s*\)|$|[,.;)]|\s(?:shows?|is|are|gives?|lists?|and|describes?|looks?|enumerates?|of))/i.test(
      text,
    )
  )
    share *= 0.3;
  if (/\b(?:as follows|the following|below|above|see also|shown in|listed in|given in)\b/i.test(text)) share *= 0.4;
  if (
    /^(?:this|these|those|they|it|he|she|such|here|there|both|another|other|the (?:former|latter|same|above))\b/i.test(
      text,
    )
  )
    share *= 0.45;
  if (
    /^(?:for (?:example|instance)|e\.g\.|i\.e\.|note that|recall|to see|finally|similarly|on the other hand|in contrast|conversely|unlike|instead|otherwise|and|but|or|first|second|third)\b/i.test(
      text,
    )
  )
    share *= 0.4;
  if (/^(?:we (?:now|next|then|will|refer|use the notation)|let\b|suppose|assume|consider|define|denote)/i.test(text))
    share *= 0.5;
  if (/\?$/.test(text)) share *= 0.7;
  const marks = inlines.filter(({ kind }) => kind === "code").length;
  if (marks > 1) share *= 0.6 ** (marks - 1);
  return share;
}
