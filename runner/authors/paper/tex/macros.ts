// The macros that a paper defines, and its text with them replaced. A small part of TeX: what is defined by name and
// with arguments in groups; anything cleverer stays as it is, and is passed over by whoever reads the text.
import { argumentAt, groupEnd, optionalAt, skipBlanks } from "./groups.ts";
import { outsideVerbatim } from "./verbatim.ts";

type Macro = { count: number; first: string | null; body: string };
export type Macros = Map<string, Macro>;

/** What papers may not change the meaning of: the reading of the text hangs on it. */
const fixed: ReadonlySet<string> = new Set(
  (
    "documentclass usepackage begin end section subsection subsubsection paragraph chapter part title author date abstract maketitle caption label ref eqref " +
    "cite citep citet footnote item includegraphics input include frac sqrt left right sum int prod text mathrm mathbf textbf textit emph " +
    "bibliography appendix newcommand def let newenvironment newtheorem hline toprule midrule bottomrule cline multicolumn"
  ).split(" "),
);

const definition =
  /\\(newcommand|renewcommand|providecommand|DeclareRobustCommand|DeclareMathOperator|DeclarePairedDelimiter|NewDocumentCommand|RenewDocumentCommand|newenvironment|renewenvironment|def|gdef|edef|xdef|let)(?![a-zA-Z@])/g;

/** Most that all macros may add; what loops is left at that. */
const mostExpansions = 50_000;
const mostAdded = 400_000;
const mostDepth = 24;

/** Takes the definitions out of a text and into `macros`. */
export function takeMacros(text: string, macros: Macros): string {
  return outsideVerbatim(text, (plain) => {
    let result = "";
    let end = 0;
    for (const found of plain.matchAll(definition)) {
      if (found.index < end) continue;
      const taken = definitionAt(plain, found.index + found[0].length, found[1] ?? "", macros);
      if (taken === null) continue;
      result += plain.slice(end, found.index);
      end = taken;
    }
    return result + plain.slice(end);
  });
}

/** Reads one definition; gives where it ends, or null for one that is not understood. */
function definitionAt(text: string, start: number, kind: string, macros: Macros): number | null {
  const at = text[start] === "*" ? start + 1 : start;
  const name = argumentAt(text, at);
  if (!name) return null;
  const bare = /^\s*\\([a-zA-Z@]+)\s*$/.exec(name.value)?.[1];
  const set = (key: string | undefined, macro: Macro): void => {
    if (key !== undefined && !fixed.has(key)) macros.set(key, macro);
  };
  if (kind === "let") return letAt(text, name.end, bare, macros);
  if (/def$/.test(kind)) {
    const parameters = /^((?:\s*#[1-9])*)\s*(?=\{)/.exec(text.slice(name.end, name.end + 80));
    const open = parameters ? name.end + parameters[0].length : -1;
    const end = open === -1 ? -1 : groupEnd(text, open);
    if (end === -1) return null;
    set(bare, {
      count: (parameters?.[1] ?? "").split("#").length - 1,
      first: null,
      body: text.slice(open + 1, end - 1),
    });
    return end;
  }
  if (kind === "DeclareMathOperator") {
    const body = argumentAt(text, name.end);
    if (!body) return null;
    const star = text[start] === "*" ? "*" : "";
    set(bare, { count: 0, first: null, body: `\\operatorname${star}{${body.value}}` });
    return body.end;
  }
  if (kind === "DeclarePairedDelimiter") {
    const left = argumentAt(text, name.end);
    const right = left && argumentAt(text, left.end);
    if (!left || !right) return null;
    set(bare, { count: 1, first: null, body: `\\left${left.value} #1 \\right${right.value}` });
    return right.end;
  }
  if (kind.endsWith("DocumentCommand")) {
    const given = argumentAt(text, name.end);
    const body = given && argumentAt(text, given.end);
    if (!given || !body) return null;
    const kinds = given.value.match(/[mo]|O\{[^{}]*\}/g) ?? [];
    const first = /^O\{([^{}]*)\}$/.exec(kinds[0] ?? "")?.[1] ?? (kinds[0] === "o" ? "" : null);
    set(bare, { count: kinds.length, first, body: body.value });
    return body.end;
  }
  const counted = optionalAt(text, name.end);
  const first = counted && optionalAt(text, counted.end);
  const body = argumentAt(text, first?.end ?? counted?.end ?? name.end);
  if (!body) return null;
  const count = Math.min(9, Number.parseInt(counted?.value ?? "0", 10) || 0);
  if (!kind.endsWith("environment")) {
    set(bare, { count, first: first?.value ?? null, body: body.value });
    return body.end;
  }
  const closing = argumentAt(text, body.end);
  if (!closing) return null;
  const environment = name.value.trim();
  if (count === 0 && /^[a-zA-Z]+\*?$/.test(environment) && !standard.has(environment)) {
    macros.set(`begin{${environment}}`, { count: 0, first: null, body: body.value });
    macros.set(`end{${environment}}`, { count: 0, first: null, body: closing.value });
  }
  return closing.end;
}

/** Environments that are read by their name. */
const standard: ReadonlySet<string> = new Set([
  "abstract",
  "figure",
  "table",
  "proof",
  "theorem",
  "lemma",
  "keywords",
  "equation",
  "itemize",
  "enumerate",
]);

function letAt(text: string, at: number, name: string | undefined, macros: Macros): number | null {
  const equals = /^\s*=?\s*/.exec(text.slice(at, at + 20))?.[0].length ?? 0;
  const meaning = argumentAt(text, at + equals);
  if (!meaning || name === undefined) return null;
  const command = /^\\([a-zA-Z@]+)$/.exec(meaning.value)?.[1];
  const known = command === undefined ? undefined : macros.get(command);
  if (!fixed.has(name) && command !== name) macros.set(name, known ?? { count: 0, first: null, body: meaning.value });
  return meaning.end;
}

/** The text with its macros replaced, as deep as they go. */
export function expandMacros(text: string, macros: Macros): string {
  if (macros.size === 0) return text;
  const budget = { expansions: mostExpansions, added: mostAdded, within: new Set<string>() };
  return outsideVerbatim(text, (plain) => expand(plain, macros, budget, 0));
}

/** `within`: the macros that are being replaced, none of which is replaced in its own text. */
type Budget = { expansions: number; added: number; within: Set<string> };

const call = /\\(?:(begin|end)\s*(\{[a-zA-Z]+\*?\})|([a-zA-Z@]+)|[\s\S])/g;

function expand(text: string, macros: Macros, budget: Budget, depth: number): string {
  if (depth > mostDepth) return text;
  let result = "";
  let end = 0;
  for (const found of text.matchAll(call)) {
    if (found.index < end) continue;
    const key = found[3] ?? (found[1] === undefined ? "" : `${found[1]}${found[2]}`);
    const macro = key === "" ? undefined : macros.get(key);
    if (!macro || budget.within.has(key) || budget.expansions <= 0 || budget.added <= 0) continue;
    const replaced = replacementOf(text, found.index + found[0].length, macro);
    if (!replaced) continue;
    budget.expansions -= 1;
    budget.added -= replaced.value.length;
    budget.within.add(key);
    const inner = expand(replaced.value, macros, budget, depth + 1);
    budget.within.delete(key);
    result += text.slice(end, found.index) + inner;
    end = replaced.end;
    // `\foo bar` with \foo ending in a command must not become one word with it.
    if (/\\[a-zA-Z]+$/.test(inner) && /[a-zA-Z]/.test(text[end] ?? "")) result += " ";
  }
  return result + text.slice(end);
}

function replacementOf(
  text: string,
  start: number,
  { count, first, body }: Macro,
): { value: string; end: number } | null {
  let end = start;
  const values: string[] = [];
  if (first !== null && count > 0) {
    const given = optionalAt(text, end);
    values.push(given?.value ?? first);
    end = given?.end ?? end;
  }
  while (values.length < count) {
    const given = argumentAt(text, end);
    if (!given) return null;
    values.push(given.value);
    end = given.end;
  }
  // TeX drops the blanks behind a command that takes no argument.
  if (count === 0 && text[end] === " ") end = skipBlanks(text, end);
  const value = body.replace(/#([1-9])/g, (mark, digit: string) => values[Number(digit) - 1] ?? mark);
  return { value, end };
}
