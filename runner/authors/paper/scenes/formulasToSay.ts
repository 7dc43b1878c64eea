// The formulas that the solver is asked to say: those of sentences that may be chosen, and the parts of shown ones.
import { mayAsk } from "../formulas/spokenFormula.ts";
import type { Paper, PaperInline } from "../paper.ts";
import { summaryOf } from "../text/summary.ts";
import type { Outline } from "./select.ts";

const mostFormulas = 150;
/** Of each section, by rank: a few more than are told, since some can't be said. */
const candidates = 10;

export function formulasToSay(paper: Paper, outline: Outline): string[] {
  const found = new Set<string>();
  const ask = (tex: string): void => {
    if (found.size < mostFormulas && mayAsk(tex)) found.add(tex);
  };
  const askAll = (inlines: readonly PaperInline[]): void => {
    for (const { kind, value } of inlines) if (kind === "math") ask(value);
  };
  for (const { extras } of outline)
    for (const extra of extras) {
      if (extra.kind === "equation")
        for (const part of extra.equation.terms.flat()) {
          ask(part);
          ask(
            part
              .trim()
              .replace(/^(?:=|:=|<|>|\\[a-zA-Z]+(?![a-zA-Z])|[-+])/, "")
              .trim(),
          );
        }
      if (extra.kind === "figure") askAll(extra.figure.caption);
      if (extra.kind === "table") askAll(extra.table.caption);
      if (extra.kind === "theorem") askAll(extra.theorem.inlines);
    }
  askAll(paper.abstract);
  for (const { chapter, extras } of outline)
    for (const one of [chapter, ...extras.flatMap((extra) => (extra.kind === "part" ? [extra.chapter] : []))])
      for (const { inlines } of summaryOf(one.sentences, one.title, candidates, () => 1)) askAll(inlines);
  return [...found];
}
