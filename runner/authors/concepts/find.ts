// Which concept a prompt means, without a model: its words are compared with the names of every concept. A word weighs the
// more the fewer concepts use it; a word that no concept knows speaks against all of them.
import type { Concept } from "./concept.ts";
import { genericWords, misspelling, stemsOf } from "./words.ts";

export type Found = { concept: Concept /** 0 to 1. */; confidence: number };

/** From here on a concept is taken, if the next one is clearly behind. */
const sureConfidence = 0.7;
const clearLead = 0.08;
/** Below it nothing is offered; less is needed where every word of the prompt is some concept's. */
const nearConfidence = 0.4;
const nearWithoutStrangers = 0.25;
const mostOffered = 3;

export type Finding =
  | { kind: "found"; concept: Concept; confidence: number }
  | { kind: "near"; offered: Concept[] }
  | { kind: "none" };

export type Finder = {
  /** Every concept that shares a word with the prompt, the likeliest first. */
  rank(prompt: string): Found[];
  find(prompt: string): Finding;
};

type Known = {
  concept: Concept;
  names: string[][];
  /** Names that are formulas, without spaces. */
  formulas: string[];
  all: Set<string>;
  setting: Set<string>;
};

export function finderOf(concepts: readonly Concept[]): Finder {
  const known: Known[] = concepts.map((concept) => {
    const names = [concept.key.replaceAll("-", " "), concept.name, ...concept.names].map((name) => [
      ...new Set(stemsOf(name)),
    ]);
    const setting = Object.values(concept.parameters).flatMap(({ words }) => words.flatMap((word) => stemsOf(word)));
    return {
      concept,
      names: names.filter(({ length }) => length > 0),
      formulas: concept.names.filter((name) => /[=^(]/.test(name)).map(squeezed),
      all: new Set(names.flat()),
      setting: new Set(setting),
    };
  });
  const users = new Map<string, number>();
  for (const { all } of known) for (const word of all) users.set(word, (users.get(word) ?? 0) + 1);
  const vocabulary = [...new Set([...users.keys(), ...known.flatMap(({ setting }) => [...setting])])];
  /** About 1 for a word of one concept alone, less for each that shares it. */
  const weightOf = (word: string): number =>
    (genericWords.has(word) ? genericWeight : 1) / (1 + 0.35 * Math.log2(users.get(word) ?? 1));

  const rank = (prompt: string): Found[] => {
    const words = [...new Set(stemsOf(prompt))].map((word) => corrected(word, vocabulary));
    const text = squeezed(prompt);
    return known
      .map(({ concept, names, formulas, all, setting }) => {
        if (formulas.some((formula) => text.includes(formula))) return { concept, confidence: formulaConfidence };
        const unexplained = words.reduce((sum, { word, trust, generic }) => {
          if (generic) return sum;
          if (word !== null && all.has(word)) return sum;
          if (word !== null && setting.has(word)) return sum + 0.1;
          // A word of another concept speaks for that one; a stranger may be anything.
          return sum + (word === null ? strangerWeight : weightOf(word) * trust);
        }, 0);
        const best = Math.max(0, ...names.map((name) => agreement(name, words, unexplained, weightOf, all)));
        return { concept, confidence: best };
      })
      .filter(({ confidence }) => confidence > 0)
      .sort((one, other) => other.confidence - one.confidence);
  };

  const find = (prompt: string): Finding => {
    const ranked = rank(prompt);
    const [best, second] = ranked;
    const strange = stemsOf(prompt).some(
      (word) => corrected(word, vocabulary).word === null && !genericWords.has(word),
    );
    const near = strange ? nearConfidence : nearWithoutStrangers;
    if (!best || best.confidence < near) return { kind: "none" };
    const lead = best.confidence - (second?.confidence ?? 0);
    if (best.confidence >= sureConfidence && lead >= clearLead) return { kind: "found", ...best };
    const offered = ranked.filter(({ confidence }) => confidence >= Math.max(near, best.confidence - 0.3));
    return { kind: "near", offered: offered.slice(0, mostOffered).map(({ concept }) => concept) };
  };
  return { rank, find };
}

const squeezed = (text: string): string =>
  text.toLowerCase().replaceAll("²", "^2").replaceAll("**", "^").replaceAll(" ", "");
const formulaConfidence = 0.9;

/** More than the words of a name weigh: "Markov chain" is not the chain rule. */
const strangerWeight = 1.2;
const genericWeight = 0.35;
const genericUnexplained = 0.4;

/** `word` is as a concept knows it, null where none does. */
type Word = { word: string | null; trust: number; generic: boolean };

/**
 * Of a name, how much the prompt says; of the prompt, how much the concept explains. A name that is said in full counts
 * however long it is, so that "sort" alone is weaker than "bubble sort".
 */
function agreement(
  name: readonly string[],
  words: readonly Word[],
  unexplained: number,
  weightOf: (word: string) => number,
  all: ReadonlySet<string>,
): number {
  let said = 0;
  let wanted = 0;
  for (const part of name) {
    const weight = weightOf(part);
    wanted += weight;
    said += weight * Math.max(0, ...words.map(({ word, trust }) => (word === part ? trust : 0)));
  }
  if (said === 0) return 0;
  const recall = said / wanted;
  // Words of the concept that stand in another of its names: they support this one.
  const support = words.reduce(
    (sum, { word, trust, generic }) =>
      sum + (word !== null && !generic && all.has(word) && !name.includes(word) ? weightOf(word) * trust : 0),
    0,
  );
  // "Euler's number" is not Euler's formula: such words must be those of this very name.
  const others = words.filter(({ word, generic }) => generic && !(word !== null && name.includes(word))).length;
  const precision = (said + support) / (said + support + unexplained + others * genericUnexplained);
  return recall ** 1.2 * precision ** 0.6 * Math.min(1, 0.55 + 0.45 * said);
}

/** The vocabulary's word that is meant; one wrong letter from five letters on, two from nine. */
function corrected(word: string, vocabulary: readonly string[]): Word {
  const generic = genericWords.has(word);
  if (vocabulary.includes(word)) return { word, trust: 1, generic };
  const most = generic ? 0 : word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  let best: Word = { word: null, trust: 0, generic };
  if (most === 0) return best;
  for (const candidate of vocabulary) {
    if (candidate.length < 4 || (most === 1 && candidate[0] !== word[0])) continue;
    const wrong = misspelling(word, candidate, most);
    const trust = wrong > most ? 0 : 1 - (0.1 * wrong * 8) / Math.max(8, word.length + 2);
    if (trust > best.trust) best = { word: candidate, trust, generic };
  }
  return best;
}
