// How a formula is said, by whom it can be said without being misread.
import { simplySpoken } from "./simplySpoken.ts";

/** How the solver says formulas, by their TeX; null for what can't be. */
export type Spoken = ReadonlyMap<string, string | null>;

export const spokenFormula = (tex: string, spoken: Spoken): string | null =>
  derivative(tex) ?? simplySpoken(tex) ?? spoken.get(tex) ?? null;

const most = 120;
const readable =
  /^(?:\\(?:frac|dfrac|tfrac|sqrt|sin|cos|tan|sinh|cosh|tanh|arcsin|arccos|arctan|log|ln|exp|int|lim|limits|left|right|cdot|times|infty|pi|alpha|beta|gamma|delta|epsilon|theta|lambda|mu|nu|rho|sigma|tau|phi|omega|le|leq|ge|geq|ne|neq|approx|to)(?![a-zA-Z])|\\[,;:! ]|[a-zA-Z0-9\s{}()^_+\-*/=<>.])*$/;

/** Whether the solver, which knows school's formulas, would read this one as it is meant. */
export function mayAsk(tex: string): boolean {
  if (tex.length > most || !readable.test(tex) || simplySpoken(tex) !== null || derivative(tex) !== null) return false;
  const bare = tex.replace(/\\[a-zA-Z]+/g, " ");
  // An index with a sum in it is no school's formula; f(x) may be a value or a product, dx a difference or a derivative's half.
  return (
    !/_\s*\{[^{}]*[-+=]/.test(tex) && !/(?<![a-zA-Z])[a-zA-Z]\s*\(/.test(bare) && !/\{\s*d(?:\s|\^|[a-z]|\})/.test(bare)
  );
}

const d = String.raw`(?:\\mathrm\s*\{\s*d\s*\}|d|\\partial)`;
const order = String.raw`(?:\s*\^\s*\{?\s*([23])\s*\}?)?`;
const fraction = new RegExp(
  String.raw`^\s*\\[dt]?frac\s*\{\s*(${d})${order}\s*([^{}]*?)\s*\}\s*\{\s*${d}\s*([^{}^]+?)\s*(?:\^\s*\{?\s*[23]\s*\}?)?\s*\}\s*$`,
);

/** A derivative written as a fraction. */
function derivative(tex: string): string | null {
  const found = fraction.exec(tex.replace(/\^\{\s*([23])\s*\}/g, "^$1"));
  if (!found) return null;
  const [, sign = "", times, what = "", by = ""] = found;
  const [function_, variable] = [what === "" ? "" : simplySpoken(what), simplySpoken(by)];
  if (function_ === null || variable === null) return null;
  const rank = times === "2" ? "second " : times === "3" ? "third " : "";
  const partial = sign.includes("partial") ? "partial " : "";
  const whose = function_ === "" ? "" : ` of ${function_}`;
  return `the ${rank}${partial}derivative${whose} with respect to ${variable}`;
}
