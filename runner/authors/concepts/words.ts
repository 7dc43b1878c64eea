// Words as they are compared: lower case, without marks, endings and those words that everybody uses around a question.

const stopWords = new Set(
  `a an the of to in on at by for from with without and or but as is are was were be been do does did doing done has have had
  i me my we us our you your he she it its they them their this that these those there here what whats which who whom whose
  when where why how can could will would shall should may might must not no so if then than too very just also only even
  please pls plz kindly hi hello hey thanks thank thx cheers ok okay
  explain explanation explained explaining explainer show showing shown demonstrate demonstration illustrate illustration
  visualise visualize visualisation visualization visual visually visualised picture animate animation animated video clip
  teach teaching learn learning lesson tutorial understand understanding understood intuition intuitive intuitively tell
  describe description introduce introduction intro overview give make create want need like know get got see look help
  walk through work works working mean means meaning meant about simple simply simplest easy easily quickly basic basics
  beginner beginners kid kids child children student students class school year old grade level dummies year-old homework exam
  im ive id ill youre dont cant doesnt isnt wont thats today tomorrow yesterday ask asks asked question wonder wondering
  daughter son friend teacher lecture graders grader freshman freshmen highschool college university people person
  concept idea notion topic thing things something stuff way ways step steps detail details detailed example examples using
  use used via into between really actually exactly whole each every all any some one more most much many lot bit let lets
  first second next new good best different time times short long again well now up out down over around behind come comes
  mathematics mathematical math maths`
    .split(/\s+/)
    .filter(Boolean),
);

const spelled: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ε: "epsilon",
    δ: "delta",
    π: "pi",
    σ: "sigma",
    "∫": "integral",
    "√": "root",
  }),
);

// Longest first; what remains has three letters at the least.
const endings: readonly [RegExp, string][] = [
  [/(?:izations?|isations?)$/, "ize"],
  [/ies$/, "y"],
  [/(?:sses)$/, "ss"],
  [/(?:xes|ches|shes)$/, ""],
  [/(?:ations?)$/, "ate"],
  [/(?:ings?)$/, ""],
  [/(?:ically|ical)$/, "ic"],
  [/(?:ives?)$/, "iv"],
  [/(?:ments?)$/, "ment"],
  [/(?:edly|ed)$/, ""],
  [/(?:ers?|ors?)$/, ""],
  [/(?:ally|al)$/, ""],
  [/(?:ness)$/, ""],
  [/ly$/, ""],
  [/([^s])s$/, "$1"],
];

/** A word without its endings; crude, and the same for all that is compared. */
export function stem(word: string): string {
  if (word.length < 5 && !/[^s]s$/.test(word)) return word;
  for (const [ending, replacement] of endings) {
    const shorter = word.replace(ending, replacement);
    if (shorter !== word && shorter.length >= 3) return shorter.replace(/([^aeiouls])\1$/, "$1").replace(/e$/, "");
  }
  return word.length > 4 ? word.replace(/e$/, "") : word;
}

/** Words that say of what kind a concept is, and hardly which. */
export const genericWords: ReadonlySet<string> = new Set(
  `theory theorem rule method technique formula principle definition define law proof prove algorithm function number value
  problem calculate compute find derive plot graph draw curve equation model process system`
    .split(/\s+/)
    .map(stem),
);

/** The words of a text that may say what it is about, as stems, in order. */
export function stemsOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !stopWords.has(word))
    .map(stem);
}

/** All words of a text in lower case; letters with marks lose them, formulas and numbers go. */
function wordsOf(text: string): string[] {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[εδπσ∫√]/gu, (letter) => ` ${spelled.get(letter) ?? ""} `)
    .replaceAll(/[’']s?\b/g, "")
    .replaceAll(/\d+\p{L}*/gu, " ")
    .replaceAll(/\b(?:sin|cos|tan|exp|ln|log|sqrt)\s*\(/g, " ")
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
}

/**
 * How many letters are wrong: insertions, deletions, replacements and swaps of neighbours, up to `most`; more is `most + 1`.
 */
export function misspelling(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let cost = Math.min((current[column - 1] ?? 0) + 1, (last[column] ?? 0) + 1, (last[column - 1] ?? 0) + same);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return Math.min(last[other.length] ?? most + 1, most + 1);
}
