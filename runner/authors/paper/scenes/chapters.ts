// The printed sections of a paper, each with its subsections: what a scene tells of, and what may be shown of it.
import { type Paper, type PaperBlock, type PaperSection, plainOf } from "../paper.ts";
import { type Sentence, sentencesOf } from "../text/sentences.ts";

export type Chapter = {
  title: string;
  /** Itself and its subsections. */
  sections: PaperSection[];
  sentences: Sentence[];
};

/** Sections with something to tell; text without a heading stands under the paper's title. */
export function chaptersOf(paper: Paper): Chapter[] {
  const top = Math.min(...paper.sections.filter(({ title }) => title !== "").map(({ depth }) => depth), 9);
  const groups: PaperSection[][] = [];
  for (const section of paper.sections) {
    const last = groups.at(-1);
    if (last === undefined || section.depth <= top || last[0]?.title === "") groups.push([section]);
    else last.push(section);
  }
  return groups
    .map((sections) => ({ title: sections[0]?.title || paper.title, sections, sentences: sentencesOf(sections) }))
    .filter(
      ({ sentences, sections }) =>
        sentences.length > 0 || sections.some(({ blocks }) => blocks.some((block) => block.kind === "list")),
    );
}

/** A subsection as a chapter of its own. */
export function subchaptersOf({ sections }: Chapter): Chapter[] {
  return sections
    .slice(1)
    .map((section) => ({ title: section.title, sections: [section], sentences: sentencesOf([section]) }));
}

export type Shown = { heading: string; block: PaperBlock };

export const shownIn = ({ sections }: Chapter): Shown[] =>
  sections.flatMap(({ title, blocks }) => blocks.map((block) => ({ heading: title, block })));

/** Sections that say what came out of it. */
export const isResult = (title: string): boolean =>
  /\b(?:result|experiment|evaluation|finding|discussion|conclusion|summary|outlook|application|analysis|main theorem|numerical)/i.test(
    title,
  );

export const lettersOf = ({ sections }: Chapter): number =>
  sections.reduce(
    (sum, { blocks }) =>
      sum + blocks.reduce((more, block) => more + (block.kind === "paragraph" ? plainOf(block.inlines).length : 0), 0),
    0,
  );
