// A paper as its scenes see it, whatever it was read from: TeX, HTML or a PDF.
import { PipelineError } from "../../../shared/failures.ts";

/** `math` holds TeX; `gap` stands where a citation, a reference or a footnote was. */
export type PaperInline = { kind: "text" | "math" | "code" | "gap"; value: string };

export type PaperBlock =
  | { kind: "paragraph"; inlines: PaperInline[] }
  | { kind: "list"; items: PaperInline[][] }
  /** One displayed formula of one or more lines. */
  | { kind: "equation"; tex: string }
  /** `path` is that of a file of the paper; null where there is none, or none that can be shown. */
  | { kind: "figure"; path: string | null; why?: string; caption: PaperInline[] }
  | { kind: "table"; rows: string[][]; caption: PaperInline[] }
  | { kind: "theorem"; name: string; inlines: PaperInline[] }
  | { kind: "code"; source: string };

/** `depth`: 1 for a section, 2 for a subsection and so on. */
export type PaperSection = { title: string; depth: number; blocks: PaperBlock[] };

export type Paper = {
  title: string;
  authors: string[];
  abstract: PaperInline[];
  /** In their order, subsections behind their section; text before the first one stands in one without a title. */
  sections: PaperSection[];
  language?: string;
};

export const plainOf = (inlines: readonly PaperInline[]): string =>
  inlines.map(({ kind, value }) => (kind === "gap" ? "" : value)).join("");

/** "The paper can't be used: …". */
export function unusable(why: string, cause?: unknown): PipelineError {
  return new PipelineError("invalid_paper", `The paper can't be used: ${why}`, cause === undefined ? {} : { cause });
}
