// The text of a PDF as a paper, as far as lines of text tell: title, abstract, numbered sections, paragraphs. Formulas
// come out of a PDF as debris, so none is shown, and sentences with much of it are left out.
import { type Paper, type PaperSection, unusable } from "../paper.ts";

const named =
  /^(?:abstract|introduction|background|related work|preliminaries|methods?|methodology|model|theory|materials and methods|experiments?|results?(?: and discussion)?|evaluation|discussion|conclusions?(?: and .{3,30})?|summary|acknowledg\w+|references|bibliography|appendix.*|supplementary.*)$/i;
const numbered = /^(\d{1,2}|[IVX]{1,5})((?:\.\d{1,2}){0,2})\.?\s+(\p{Lu}[\p{L}\p{N}:,’'()/ -]{2,70})$/u;
const ends = /^(?:references|bibliography|acknowledg\w+|appendix|supplementary)/i;

export function readPages(text: string): Paper {
  const pages = text.split("\f").map((page) => page.split("\n").map((line) => line.replace(/\s+/g, " ").trim()));
  if (pages.flat().join("").replace(/\s/g, "").length < 400)
    throw unusable("there is hardly any text in the PDF: it may be a scan. Give the TeX source, or a PDF with text.");
  const lines = withoutRepeats(pages);
  const start = lines.findIndex(
    (line) => /^abstract\b/i.test(line) || heading(line)?.title.toLowerCase() === "introduction",
  );
  const head = lines.slice(0, start === -1 ? 12 : start);
  const sections: PaperSection[] = [];
  let abstract = "";
  let paragraph: string[] = [];
  let into: "abstract" | "section" | "nowhere" = "nowhere";
  const end = (): void => {
    const words = joined(paragraph);
    paragraph = [];
    if (words === "") return;
    if (into === "abstract") abstract = `${abstract} ${words}`.trim();
    else if (into === "section" && isProse(words))
      sections.at(-1)?.blocks.push({ kind: "paragraph", inlines: [{ kind: "text", value: withoutMarks(words) }] });
  };
  for (const line of lines.slice(Math.max(0, start))) {
    const opening = /^abstract\b[\s.:—–-]*(.*)$/i.exec(line);
    const found = heading(line);
    if (opening && sections.length === 0) {
      end();
      into = "abstract";
      paragraph = [opening[1] ?? ""];
    } else if (found) {
      end();
      if (ends.test(found.title)) into = "nowhere";
      else if (into !== "nowhere" || sections.length === 0 || found.depth === 1) {
        into = "section";
        sections.push({ ...found, blocks: [] });
      }
    } else if (line === "") end();
    else paragraph.push(line);
  }
  end();
  const told = sections.filter(({ blocks }) => blocks.length > 0);
  if (told.length === 0) told.push({ title: "", depth: 1, blocks: plainBlocks(lines) });
  const title = head
    .slice(0, 8)
    .filter((line) => line.length > 3 && !/arxiv|preprint|submitted|journal|doi|vol\.|©|http/i.test(line))
    .slice(0, 2);
  const [first = "A paper", second = ""] = title;
  const goesOn = /(?:[:,-]|\b(?:of|for|the|and|in|with|a|an|on|to|by))$/i.test(first);
  return {
    title: goesOn ? `${first} ${second}` : first,
    authors: [],
    abstract: abstract ? [{ kind: "text", value: withoutMarks(abstract) }] : [],
    sections: told,
  };
}

function heading(line: string): { title: string; depth: number } | null {
  const match = numbered.exec(line);
  if (match && !/[.,;]$/.test(line) && line.split(" ").length <= 11)
    return { title: match[3] ?? "", depth: 1 + (match[2] ? (match[2].match(/\./g)?.length ?? 0) : 0) };
  return named.test(line) && line.length < 60 ? { title: line, depth: 1 } : null;
}

/** Without running heads and page numbers: short lines that stand on several pages. */
function withoutRepeats(pages: readonly string[][]): string[] {
  const counts = new Map<string, number>();
  const key = (line: string): string => line.replace(/\d+/g, "#").toLowerCase();
  for (const page of pages)
    for (const line of new Set([...page.slice(0, 3), ...page.slice(-4)].map(key)))
      counts.set(line, (counts.get(line) ?? 0) + 1);
  return pages.flatMap((page) =>
    page.filter((line) => line === "" || !((counts.get(key(line)) ?? 0) >= 3 || /^\d{1,4}$/.test(line))),
  );
}

function joined(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replace(/(\p{Ll})-\n(?=\p{Ll})/gu, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

const withoutMarks = (text: string): string =>
  text
    .replace(/\s?\[\d+(?:\s*[,–-]\s*\d+)*\]/g, "")
    .replace(/\s\((?:[\p{Lu}][\p{L}’'-]+(?: et al\.?| and [\p{Lu}][\p{L}’'-]+)?,? \d{4}[a-z]?[;,]?\s?)+\)/gu, "");

/** Sentences, not the rows of a table, a formula or the marks of an axis. */
function isProse(text: string): boolean {
  const words = text.split(" ");
  const plain = words.filter((word) => /^[(“"]?\p{L}[\p{L}’'-]*[.,;:!?)”"]*$/u.test(word)).length;
  return words.length >= 8 && plain / words.length > 0.75;
}

const plainBlocks = (lines: readonly string[]): PaperSection["blocks"] =>
  lines
    .join("\n")
    .split(/\n\s*\n/)
    .map((part) => joined(part.split("\n")))
    .filter(isProse)
    .map((value) => ({ kind: "paragraph", inlines: [{ kind: "text", value: withoutMarks(value) }] }));
