// Paragraphs divided into sentences, each with its formulas.
import { type PaperInline, type PaperSection, plainOf } from "../paper.ts";

export type Sentence = {
  inlines: PaperInline[];
  /** Its words, formulas left out: what is compared and counted. */
  words: string[];
  /** Place among the sentences of its text, and whether a paragraph begins with it. */
  index: number;
  leads: boolean;
  /** The heading nearest above it. */
  heading: string;
};

/** A full stop behind these ends no sentence. */
const abbreviations =
  /\b(?:e\.g|i\.e|cf|et al|al|etc|vs|resp|approx|Fig|Figs|Eq|Eqs|Sec|Secs|Ref|Refs|Tab|Thm|Lem|Def|Prop|Cor|Ch|Dr|Prof|Mr|Mrs|St|No|Nos|vol|pp|w\.r\.t|a\.k\.a|i\.i\.d|[A-Z])\.(?=\s|,|\)|$)/g;
const dot = "\u{f8ff}";
/** One private letter stands for each formula, citation or piece of code while sentences are found. */
const firstMark = 0xe000;
const mostMarks = 0x1800;

/** The sentences of a section and of the blocks of its lists; unfinished ones (they lead to a formula) are left out. */
export function sentencesOf(sections: readonly PaperSection[]): Sentence[] {
  const found: Sentence[] = [];
  for (const { title, blocks } of sections)
    for (const block of blocks) {
      if (block.kind !== "paragraph") continue;
      for (const [number, inlines] of divided(block.inlines).entries()) {
        if (!isWhole(inlines)) continue;
        found.push({
          inlines,
          words: wordsOf(plainOf(inlines.filter(({ kind }) => kind !== "math"))),
          index: found.length,
          leads: number === 0,
          heading: title,
        });
      }
    }
  return found;
}

export function divided(inlines: readonly PaperInline[]): PaperInline[][] {
  const kept: PaperInline[] = [];
  let text = "";
  for (const inline of inlines) {
    if (inline.kind === "text") text += inline.value;
    else if (kept.length < mostMarks) {
      text += String.fromCharCode(firstMark + kept.length);
      kept.push(inline);
    }
  }
  const guarded = text.replace(abbreviations, (found) => found.replaceAll(".", dot));
  const sentences = guarded.split(/(?<=[.!?][”’")\]]?[\ue000-\uf7ff]?)\s+(?=[“"‘(]?[\p{Lu}\ue000-\uf7ff\d])/u);
  return sentences.map((sentence) => restored(sentence.replaceAll(dot, "."), kept)).filter((one) => one.length > 0);
}

function restored(sentence: string, kept: readonly PaperInline[]): PaperInline[] {
  return sentence
    .trim()
    .split(/([\ue000-\uf7ff])/)
    .flatMap((part): PaperInline[] => {
      const code = part.charCodeAt(0) - firstMark;
      const inline = part.length === 1 && code >= 0 ? kept[code] : undefined;
      if (inline) return [inline];
      return part === "" ? [] : [{ kind: "text", value: part }];
    });
}

function isWhole(inlines: readonly PaperInline[]): boolean {
  const text = inlines
    .map(({ kind, value }) => (kind === "text" || kind === "code" ? value : kind === "math" ? "x" : ""))
    .join("")
    .trim();
  return /^[“"‘(]?[\p{Lu}\d]/u.test(text) && /[.!?][”’")\]]?$/.test(text);
}

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}][\p{L}\p{N}’'-]*/gu) ?? [];
