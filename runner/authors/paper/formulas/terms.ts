// A formula divided where it may be built up: lines, sides of a relation, terms of a sum. Never within a bracket.
import { balanced } from "../tex/knownMath.ts";

/** Lines of parts; the TeX of a line is its parts, one behind the other. */
export type Terms = string[][];

/** Of all lines: what is shown at once must be followed one after the other. */
const mostParts = 6;
const mostLines = 4;
/** About as many letters as a line has room for. */
const lineWidth = 58;

/** Null where the formula has more lines than can be shown, or can't be divided into whole pieces. */
export function termsOf(tex: string): Terms | null {
  const lines = linesOf(tex);
  if (lines.length > mostLines) return null;
  const parts = lines.flatMap((line) => broken(partsOf(line)));
  if (parts.length > mostLines || parts.length === 0) return null;
  if (parts.some((line) => line.some((part) => !balanced(part))))
    return parts.length === 1 || lines.length === 1 ? [[tex]] : null;
  return fewer(parts);
}

/** The lines of an aligned formula, their alignment marks left out. */
function linesOf(tex: string): string[] {
  const inner = /^\\begin\{(aligned|gathered|split|alignedat)\}(?:\{\d+\})?([\s\S]*)\\end\{\1\}$/.exec(tex.trim())?.[2];
  if (inner === undefined) return [withoutEnd(tex)];
  return divided(inner, (mark) => mark === "\\\\")
    .map((line) => withoutEnd(divided(line.replace(/^\s*\[[^\]]*\]/, ""), (mark) => mark === "&").join(" ")))
    .filter((line) => line !== "");
}

const withoutEnd = (tex: string): string =>
  tex
    .trim()
    .replace(/(?:\\\\|\\,|\\;|\\quad|[.,;]|\s)+$/, "")
    .trim();

function partsOf(line: string): string[] {
  const sides = divided(line, isRelation, true);
  const parts = sides.flatMap((side) => divided(side, (mark) => mark === "+" || mark === "-", true)).flatMap(atBracket);
  // A sign at the beginning, and a part with nothing in it, belong to what follows.
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && /^(?:\s|[-+=]|\\[a-zA-Z]+)*$/.test(last) && width(last) <= 2)
      joined[joined.length - 1] = `${last} ${part}`;
    else joined.push(part);
  }
  return joined;
}

/** A long product of something and a sum in brackets is shown in two pieces. */
function atBracket(part: string): string[] {
  if (width(part) < 14) return [part];
  const { index = -1 } = /\\left\s*[([]|(?<=[}\d])\s*\((?=[^()]*[-+])/.exec(part) ?? {};
  const [before, after] = [part.slice(0, index).trim(), part.slice(index).trim()];
  // A function stays with what it is of.
  if (index < 1 || width(before) < 2 || /(?:\\[a-zA-Z]+|[_^]|(?<![a-zA-Z\\])[a-zA-Z])$/.test(before)) return [part];
  return balanced(before) && balanced(after) && /[-+]/.test(after) ? [before, after] : [part];
}

const isRelation = (mark: string): boolean =>
  /^(?:=|<|>|:=|\\(?:leq?|geq?|neq?|approx|equiv|sim|simeq|propto|leqslant|geqslant|ll|gg|to|rightarrow|Rightarrow|mapsto|longrightarrow|iff|implies|coloneqq|in|subset|subseteq|lesssim|gtrsim|cong))$/.test(
    mark,
  );

/** Divides at marks outside all brackets; with `keep` a mark stays at the beginning of the part that it opens. */
function divided(tex: string, isMark: (mark: string) => boolean, keep = false): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of tex.matchAll(
    /\\begin\s*\{[^{}]*\}|\\end\s*\{[^{}]*\}|\\(?:left|right|bigl?|bigr?|Bigl?|Bigr?|biggl?|biggr?)\s*(?:\\[a-zA-Z{}|]+|.)|:=|\\[a-zA-Z]+|\\[\s\S]|[\s\S]/g,
  )) {
    if (token.startsWith("\\begin") || token.startsWith("\\left") || token === "{" || token === "(" || token === "[")
      depth += 1;
    else if (
      token.startsWith("\\end") ||
      token.startsWith("\\right") ||
      token === "}" ||
      token === ")" ||
      token === "]"
    )
      depth -= token.startsWith("\\rightarrow") ? 0 : 1;
    // An exponent's or a limit's arrow stands within braces; one outside them is a relation.
    if (depth <= 0 && isMark(token) && index > start && !/[_^]\s*$/.test(tex.slice(start, index))) {
      parts.push(tex.slice(start, index));
      start = keep ? index : index + token.length;
    }
  }
  parts.push(tex.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** Parts of a line that is too long go on in the next. */
function broken(parts: readonly string[]): string[][] {
  const lines: string[][] = [];
  let room = 0;
  for (const part of parts) {
    const last = lines.at(-1);
    if (last && room + width(part) <= lineWidth) last.push(part);
    else {
      lines.push([part]);
      room = 0;
    }
    room += width(part);
  }
  return lines;
}

/** Neighbours within a line are joined until few enough are left. */
function fewer(lines: readonly string[][]): string[][] {
  const result = lines.map((line) => [...line]);
  while (result.reduce((sum, line) => sum + line.length, 0) > Math.max(mostParts, result.length)) {
    const longest = result.reduce((most, line) => (line.length > most.length ? line : most), result[0] ?? []);
    // The left side stays alone, for the eye.
    const [at] = longest
      .slice(1, -1)
      .map((part, index) => ({ index: index + 1, size: width(part) + width(longest[index + 2] ?? "") }))
      .sort((one, other) => one.size - other.size);
    longest.splice(at?.index ?? 0, 2, `${longest[at?.index ?? 0] ?? ""} ${longest[(at?.index ?? 0) + 1] ?? ""}`);
  }
  return result;
}

/** About how many letters wide a formula is. */
export function width(tex: string): number {
  const flat = tex
    .replace(/\\(?:begin|end)\s*\{[^{}]*\}/g, "")
    .replace(/\\d?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, (_, above: string, below: string) =>
      above.length > below.length ? above : below,
    )
    .replace(
      /\\(?:left|right|mathbf|mathcal|mathbb|mathrm|text|boldsymbol|hat|bar|tilde|vec|operatorname\*?|limits|displaystyle|[,;:!])/g,
      "",
    )
    .replace(/[_^]\s*\{([^{}]*)\}/g, (_, index: string) => index.slice(0, Math.ceil(index.length / 2)))
    .replace(/\\[a-zA-Z]+/g, "x")
    .replace(/[{}\s&]/g, "");
  return flat.length;
}
