// LexRank (Erkan and Radev, 2004): a sentence matters as far as sentences that matter are like it. Similarity is the
// cosine of the words' weights; the sum over a random walk through the likenesses gives each sentence its rank.

const damping = 0.85;
const rounds = 40;
/** Sentences less alike than this have nothing to do with each other. */
const least = 0.1;

const stopWords: ReadonlySet<string> = new Set(
  (
    "a an the and or but if then than so as at by for from in into of on onto to with without within over under between through during about against " +
    "is are was were be been being am do does did has have had having can could may might must shall should will would not no nor " +
    "it its this that these those there here we our us they their them he she his her i you your which who whom whose what when where why how " +
    "also such both each any all some more most other same only very one two however thus hence therefore moreover furthermore since because while e.g i.e et al etc"
  ).split(" "),
);

export const contentWords = (words: readonly string[]): string[] =>
  words.filter((word) => word.length > 2 && !stopWords.has(word)).map(stem);

/** Endings that make another form of the same word. */
const stem = (word: string): string =>
  word
    .replace(/(?:’s|'s)$/, "")
    .replace(/(?:ies)$/, "y")
    .replace(/(?<=.{4})(?:ing|ed|es|s)$/, "");

export type Vector = ReadonlyMap<string, number>;

/** Words weighted by how often they stand in a text and how few texts have them. */
export function vectorsOf(texts: readonly (readonly string[])[]): Vector[] {
  const stems = texts.map(contentWords);
  const holding = new Map<string, number>();
  for (const words of stems) for (const word of new Set(words)) holding.set(word, (holding.get(word) ?? 0) + 1);
  return stems.map((words) => {
    const vector = new Map<string, number>();
    for (const word of words) vector.set(word, (vector.get(word) ?? 0) + 1);
    for (const [word, count] of vector)
      vector.set(word, count * (1 + Math.log(texts.length / (holding.get(word) ?? 1))));
    return vector;
  });
}

export function cosine(one: Vector, other: Vector): number {
  let [dot, left, right] = [0, 0, 0];
  for (const [word, weight] of one) {
    dot += weight * (other.get(word) ?? 0);
    left += weight ** 2;
  }
  for (const weight of other.values()) right += weight ** 2;
  return dot === 0 ? 0 : dot / Math.sqrt(left * right);
}

/** Ranks that sum to the number of texts: 1 is the average. */
export function lexRank(vectors: readonly Vector[]): number[] {
  const count = vectors.length;
  const weights = vectors.map((one, row) =>
    vectors
      .map((other, column) => (row === column ? 0 : cosine(one, other)))
      .map((value) => (value < least ? 0 : value)),
  );
  const sums = weights.map((row) => row.reduce((sum, value) => sum + value, 0));
  let ranks = vectors.map(() => 1);
  for (let round = 0; round < rounds; round++)
    ranks = ranks.map((_, column) => {
      let from = 0;
      for (let row = 0; row < count; row++) {
        const sum = sums[row] ?? 0;
        if (sum > 0) from += ((ranks[row] ?? 0) * (weights[row]?.[column] ?? 0)) / sum;
      }
      return 1 - damping + damping * from;
    });
  return ranks;
}
