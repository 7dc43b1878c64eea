// How much a term says about a document: BM25 with the lengths of documents rounded as Lucene and Convex round them.
const k1 = 1.2;
const b = 0.75;
/** What a term counts that only begins with what was asked for. */
export const prefixBoost = 0.5;

/** Lengths that are told apart: the first 40, then eight to each doubling. */
const lengths = Array.from({ length: 256 }, (_, id) => {
  if (id < 24) return id;
  const bits = (id - 24) & 7;
  const shift = ((id - 24) >> 3) - 1;
  return 24 + (shift < 0 ? bits : (bits | 8) * 2 ** shift);
});

/** The number of the greatest told-apart length that is not above `tokens`. */
export function lengthId(tokens: number): number {
  let low = 0;
  let high = lengths.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lengths[middle] ?? 0) <= tokens) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A term's count in a document and the document's length, in one number. */
export function packWeight(count: number, tokens: number): number {
  return count * 256 + lengthId(tokens);
}

export type Totals = { documents: number; tokens: number };

/** Scores a packed weight of one term that `matching` of all documents have. */
export function termScore(totals: Totals, matching: number, boost: number): (weight: number) => number {
  const rarity = Math.log(1 + (totals.documents - matching + 0.5) / (matching + 0.5));
  const average = totals.tokens / Math.max(1, totals.documents);
  const norms = lengths.map((length) => k1 * (1 - b + (b * length) / average));
  return (weight) => {
    const count = Math.floor(weight / 256);
    return (boost * rarity * (1 + k1) * count) / (count + (norms[weight & 255] ?? 0));
  };
}
