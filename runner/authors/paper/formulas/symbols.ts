// What the symbols of a formula mean, as far as the text says it: "where x is the state", "the learning rate η".
import type { PaperBlock, PaperInline } from "../paper.ts";

export type Meaning = { symbol: string; means: string };

const mostWords = 8;
/** Letters that are called something else than by a text: operators, numbers, marks. */
const noSymbol = /^(?:d|e|i|\\partial|\\infty|\\nabla|\\pi|\\to|\\sum|\\int)$/;

/** The different symbols of a formula in their order: a letter with its accents, fonts and indices. */
export function symbolsIn(tex: string): string[] {
  const bare = tex
    .replace(/\\(?:text|textrm|mbox|operatorname\*?|mathrm)\s*\{[^{}]*\}/g, " ")
    .replace(/\\(?:begin|end)\s*\{[^{}]*\}/g, " ");
  const letter = String.raw`(?:\\(?:mathbf|mathcal|mathbb|boldsymbol|mathsf|mathfrak|hat|bar|tilde|vec|widehat|widetilde|overline|dot|ddot)\s*(?:\{[^{}]{1,30}\}|\\[a-zA-Z]+|[a-zA-Z])|\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|rho|varrho|sigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega|hbar|ell)(?![a-zA-Z])|(?<![a-zA-Z\\])[a-zA-Z](?![a-zA-Z]))`;
  const index = String.raw`(?:\s*_\s*(?:\{[^{}]{1,20}\}|\\[a-zA-Z]+|[a-zA-Z0-9]))?`;
  // Words of commands are no letters.
  const found =
    bare
      .replace(/\\(?:left|right|frac|sqrt|sum|int|prod|quad|cdot|times|log|exp|sin|cos|lim|max|min)(?![a-zA-Z])/g, " ")
      .match(new RegExp(`${letter}${index}`, "g")) ?? [];
  const different = new Map(found.map((symbol) => [normal(symbol), symbol.replace(/\s+/g, " ").trim()]));
  return [...different.values()].filter((symbol) => !noSymbol.test(symbol));
}

/** Without what makes the same symbol look different in the source. */
const normal = (tex: string): string =>
  tex
    .replace(/\\(?:left|right|,|;|!|displaystyle)/g, "")
    .replace(/\{([^{}])\}/g, "$1")
    .replace(/\{(\\[a-zA-Z]+)\}/g, "$1")
    .replace(/\\(?:boldsymbol|bm|pmb)(?![a-zA-Z])/g, "\\mathbf")
    .replace(/\s+/g, "");

/**
 * Meanings of a formula's symbols: from the text around it, else from its section, else from the whole paper where that
 * gives the symbol one meaning throughout.
 */
export function meaningsOf(tex: string, near: string, section: string, paper: Definitions): Meaning[] {
  const known = definitionsIn(near);
  for (const [symbol, means] of definitionsIn(section)) if (!known.has(symbol)) known.set(symbol, means);
  // A bare letter is something else in every section.
  for (const [symbol, [means, other]] of paper)
    if (!known.has(symbol) && means !== undefined && other === undefined && !/^[a-zA-Z]$/.test(symbol))
      known.set(symbol, means);
  return symbolsIn(tex).flatMap((symbol) => {
    const means =
      known.get(normal(symbol)) ?? known.get(normal(symbol.replace(/_\s*(?:\{[^{}]*\}|\\?[a-zA-Z0-9]+)$/, "")));
    return means === undefined ? [] : [{ symbol, means }];
  });
}

/** Text in which each formula stands as ⟦TeX⟧. */
export function markedText(blocks: readonly PaperBlock[]): string {
  const marked = (inlines: readonly PaperInline[]): string =>
    inlines
      .map(({ kind, value }) => (kind === "math" ? ` ⟦${value.replace(/[⟦⟧]/g, "")}⟧ ` : kind === "gap" ? "" : value))
      .join("");
  return blocks
    .flatMap((block) => {
      if (block.kind === "paragraph" || block.kind === "theorem") return [marked(block.inlines)];
      return block.kind === "list" ? block.items.map(marked) : [];
    })
    .join("\n")
    .replace(/[ \t\u00a0]+/g, " ");
}

const formula = "⟦([^⟦⟧]{1,60})⟧";
const noun = String.raw`((?:the|a|an|our|its|some|any|each)\s+[^⟦⟧.,;:()\n]{2,80})`;
const is = `(?:is|are|denotes?|represents?|stands? for|refers? to|corresponds? to|means|describes?|indicates?|be|being)`;
const ahead: readonly RegExp[] = [
  new RegExp(
    `${formula} (?:\\([^()]*\\) )?${is} (?:(?:called|defined as|known as|given by|used to denote) )?${noun}`,
    "g",
  ),
  new RegExp(`${formula}\\s*[:=]\\s*${noun}`, "g"),
];
const behind: readonly RegExp[] = [
  new RegExp(`(?:denote|write|call)(?:s|d)? (?:by|with)? ?${formula} (?:for )?${noun}`, "g"),
  new RegExp(`${formula} (?:to denote|to represent|denoting) ${noun}`, "g"),
];
/** "the learning rate ⟦η⟧": the last few words in front of a symbol. */
const apposition = new RegExp(
  String.raw`\b(?:the|a|an|our|its)\s+((?:[\p{Ll}-]+\s+){0,3}[\p{Ll}-]+)\s+${formula}(?=\s*(?:[.,;)]|is\b|are\b|and\b|that\b|which\b|with\b|in\b|for\b|to\b|of\b|by\b|at\b|on\b|$))`,
  "gu",
);
const pair = new RegExp(
  `${formula} and ${formula} (?:are|denote|represent) ((?:the |a |an )?[^⟦⟧.,;:()]{3,60}?),? and ((?:the |a |an )?[^⟦⟧.,;:()]{3,60}?)(?:,? respectively|[.,;])`,
  "g",
);

/** Every meaning that the texts give each symbol. */
export type Definitions = ReadonlyMap<string, readonly string[]>;

export function definitionsOf(texts: readonly string[]): Definitions {
  const all = new Map<string, string[]>();
  for (const text of texts)
    for (const [symbol, means] of definitionsIn(text)) {
      const known = all.get(symbol) ?? [];
      const same = (one: string): boolean => bare(one) === bare(means);
      if (!known.some(same)) all.set(symbol, [...known, means]);
    }
  return all;
}

const bare = (means: string): string => means.toLowerCase().replace(/^(?:the|an?|our|its)\s+/, "");

function definitionsIn(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const put = (symbol: string | undefined, words: string | undefined): void => {
    const means = phrase(words ?? "");
    const key = normal((symbol ?? "").trim());
    // A relation is no symbol: "⟦x = 0⟧ is the origin".
    if (means === null || key === "" || found.has(key) || /[=<>]|\\(?:le|ge|in|to)(?![a-z])/.test(key)) return;
    // ⟦f(x)⟧ tells of f as well.
    found.set(key, means);
    const called = /^(\\?[a-zA-Z]+|[a-zA-Z]_.)\(/.exec(key)?.[1];
    if (called !== undefined && !found.has(called)) found.set(called, means);
    const member = /^(.+?)\\in/.exec(key)?.[1];
    if (member !== undefined && !found.has(member)) found.set(member, means);
  };
  for (const [, one, other, first, second] of text.matchAll(pair)) {
    put(one, first);
    put(other, second);
  }
  for (const pattern of [...ahead, ...behind])
    for (const [, symbol, words] of text.matchAll(pattern)) put(symbol?.replace(/\\in\b[\s\S]*$/, ""), words);
  // "the length of ⟦x⟧" tells of the length, not of x.
  for (const [, words = "", symbol] of text.matchAll(apposition))
    if (!/\b(?:of|in|on|to|for|by|with|from|and|or|over|at|under|than|as|between|into|via|per|any|each)$/.test(words))
      put(symbol?.replace(/\\in\b[\s\S]*$/, ""), `the ${words}`);
  return found;
}

/** The phrase at the beginning of what was found; null where it does not name a thing. */
function phrase(words: string): string | null {
  const cut = words
    .trim()
    .split(
      /\s+(?=(?:which|that|where|when|while|whose|with respect|such|so|if|because|since|satisfying|given by|defined|as|is|are|was|were|has|have|can|will|must|may|and\s*$)\b)|\s+and(?=\s*$)/,
    )[0]
    ?.trim();
  if (!cut) return null;
  const list = cut.split(/\s+/);
  if (
    /^(?:not|also|now|then|both|called|defined|given|used|chosen|taken|equal|small|large|larger|smaller|greater|less|positive|negative|bounded|finite|true|false|known|unknown|independent|in|of|at|to|on|as|continuous|said|convex|smooth|invertible|sufficiently|strictly|always|only|just|simply|obtained|computed|fixed|constant|it|we|they|this|that|there)$/i.test(
      list[0] ?? "",
    )
  )
    return null;
  const kept = list.slice(0, mostWords);
  while (
    kept.length > 1 &&
    /^(?:of|the|a|an|in|on|at|to|for|by|with|and|or|from|between|into|over|under|its|their|per|via)$/i.test(
      kept.at(-1) ?? "",
    )
  )
    kept.pop();
  const text = kept.join(" ").replace(/[“”"]/g, "");
  // One word without an article is as like as not an adjective.
  if (kept.length === 1) return null;
  if (!/[a-z]{3}/i.test(text) || /^(?:the|a|an)$/i.test(text) || /[\\${}^_]/.test(text)) return null;
  return text;
}
