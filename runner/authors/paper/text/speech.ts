// A sentence of a paper as it is said and as it stands on screen: without citations, references, notes, addresses.
import { plainFormula } from "../formulas/plainFormula.ts";
import { type Spoken, spokenFormula } from "../formulas/spokenFormula.ts";
import type { PaperInline } from "../paper.ts";

/** Formulas of a sentence that nobody can say. */
export const unsaid = (inlines: readonly PaperInline[], spoken: Spoken): number =>
  inlines.filter(({ kind, value }) => kind === "math" && spokenFormula(value, spoken) === null).length;

export function sayable(inlines: readonly PaperInline[], spoken: Spoken): string {
  const text = inlines.map(({ kind, value }) => {
    if (kind === "gap") return gap;
    if (kind === "math") return ` ${spokenFormula(value, spoken) ?? "this expression"} `;
    return kind === "code" ? value.replace(/[_*`{}()[\]\\$^|<>]+/g, " ") : value;
  });
  const said = withoutGaps(text.join(""))
    .replace(/\s\([^()]*\)/g, "")
    .replace(/\be\.g\.,?/g, "for example")
    .replace(/\bi\.e\.,?/g, "that is")
    .replace(/\bet al\.?/g, "and others")
    .replace(/\bw\.r\.t\./g, "with respect to")
    .replace(/\betc\.(?=\s+[a-z]|,)/g, "and so on")
    .replace(/\bvs\.?(?=\s)/g, "versus")
    .replace(/(\d)\s*–\s*(\d)/g, "$1 to $2")
    .replace(/(\d)\s*%/g, "$1 percent")
    .replace(/\s*[—–]\s*/g, ", ")
    .replace(/[“”"„«»]/g, "")
    .replace(/[\\${}^_~|<>*#]+/g, " ")
    .replace(/\[\[|\]\]/g, " ");
  return sentenceOf(opened(said));
}

/** As on screen, or null where it has a formula that can't stand in running text. */
export function shown(inlines: readonly PaperInline[]): string | null {
  let text = "";
  for (const { kind, value } of inlines) {
    if (kind === "gap") text += gap;
    else if (kind === "math") {
      const plain = plainFormula(value);
      if (plain === null || plain.length > 24) return null;
      text += plain;
    } else text += value;
  }
  return opened(withoutGaps(text).replace(/\s\([^()]*\)/g, ""))
    .replace(/\s+/g, " ")
    .trim();
}

const gap = "\u{f8fe}";

/** Takes what only points elsewhere out of a sentence, with the words that led to it. */
function withoutGaps(text: string): string {
  return text
    .replace(new RegExp(`\\s*\\([^()]*${gap}[^()]*\\)|\\s*\\[[^\\[\\]]*${gap}[^\\[\\]]*\\]`, "gu"), "")
    .replace(
      new RegExp(
        `,?\\s*(?:\\b(?:see(?: also)?|cf\\.|as (?:shown|described|discussed|defined|given) in|in|of|by|from|and)\\s+)?(?:the\\s+)?(?:[Ss]upplement\\s+)?\\b(?:[Ss]ections?|[Ss]ec\\.|[Ff]igures?|[Ff]igs?\\.|[Tt]ables?|[Ee]quations?|[Ee]qs?\\.|[Aa]ppendix|[Rr]efs?\\.|[Tt]heorem|[Ll]emma|[Aa]lgorithm|[Cc]hapter)s?[\\s\u00a0]*${gap}(?:(?:\\s*(?:,|and|to|–|-)\\s*)${gap})*`,
        "gu",
      ),
      "",
    )
    .replace(new RegExp(`\\s*${gap}`, "gu"), "")
    .replace(/(?:https?:\/\/|www\.)\S+/g, "")
    .replace(/\S+@\S+\.\S+/g, "")
    .replace(/\(\s*[,;]*\s*\)/g, "")
    .replace(/\s+([,.;:!?])/g, "$1")
    .replace(/,(?=[.;:])/g, "")
    .replace(/\s+/g, " ");
}

/** Words that only tie a sentence to the one before it. */
const opened = (text: string): string =>
  text
    .trim()
    .replace(
      /^(?:however|moreover|furthermore|additionally|in addition|thus|therefore|hence|consequently|finally|similarly|likewise|in particular|specifically|indeed|in fact|also|besides|nevertheless|nonetheless|that is|in other words|as a result|more precisely|more specifically|importantly|notably|interestingly|as mentioned(?: above| before)?)\s*,\s*/i,
      "",
    );

export function sentenceOf(text: string): string {
  const trimmed = text
    .replace(/\s+/g, " ")
    .replace(/\s+([,.;:!?])/g, "$1")
    .replace(/[,;:]+$/, "")
    .trim();
  const said = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return said === "" || /[.!?…]$/.test(said) ? said : `${said}.`;
}

const mostWords = 12;
const wholeWords = 16;
/** A line may not end with these. */
const hanging =
  /(?:[-–,]|\b(?:the|a|an|of|to|in|on|at|for|by|with|from|and|or|as|that|which|is|are|was|were|be|its|their|his|her|our|this|these|into|than|such|both|between|not|can|may|will|has|have))$/i;

/** A sentence in as few words as can stand for it on screen; null where no short part of it makes sense. */
export function inShort(sentence: string): string | null {
  const whole = sentence.replace(/[.]$/, "").trim();
  if (count(whole) <= wholeWords) return whole;
  const openings =
    /^(?:in|for|to|by|with|as|while|although|because|since|when|if|after|before|under|due to|based on|given|using|being)\b[^,]{3,80},\s+/i;
  const main = whole.replace(openings, "");
  const short = clause(main) ?? beginning(main);
  return short === null ? null : short.charAt(0).toUpperCase() + short.slice(1);
}

/** A part of a sentence that may be left out without a trace. */
const clauseOpening =
  /^(?:which|where|who|while|whereas|because|although|and|but|so|such as|including|since|making|allowing|thus|as|\w+ing|\w+ed)\b/;
const marks =
  /\s*[;:—]\s*|,\s+|\s+(?=(?:which|because|whereas|although|while|so that|in order to|such as|that (?:is|are|can|has|have)|for example)\b)/g;

/** The main clause, as far as there is room; an enumeration that is cut off says so. */
function clause(text: string): string | null {
  let best: string | null = null;
  let whole: string | null = null;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    const before = text.slice(0, index);
    if (count(before) > mostWords) break;
    if (count(before) < 4 || hanging.test(before)) continue;
    const next = text.slice(index + mark.length);
    // Of several things that are named one after the other some are left out.
    const listed = mark.startsWith(",") && /,\s+(?:and|or)\s/.test(next) && !clauseOpening.test(next);
    if (listed) best = `${before}, …`;
    else whole ??= before;
  }
  return whole ?? best;
}

const boundary = /\s+(?=(?:for|of|in|with|by|that|to|as|on|from|into|using|through|between|at|over|under|within)\b)/g;
const verb =
  /\b(?:is|are|was|were|has|have|can|may|will|does|do|must|should|we|be|been)\b|\w{3}(?:es|ed|ts|ds|ns|ws|ks|ys)\b/;

/** How the sentence begins, up to where a phrase of it begins. */
function beginning(text: string): string | null {
  let best: string | null = null;
  for (const { index } of text.matchAll(boundary)) {
    const before = text.slice(0, index);
    if (count(before) > mostWords) break;
    // Up to here it may be nothing but a subject with its relative clause.
    const says = verb.test(before) && !/\b(?:that|which|who|whose|where)\b/.test(before);
    if (count(before) >= 7 && says && !hanging.test(before)) best = `${before} …`;
  }
  return best;
}

const count = (text: string): number => text.split(/\s+/).filter(Boolean).length;
