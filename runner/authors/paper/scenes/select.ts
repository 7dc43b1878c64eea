// Which scenes a paper's video has: its sections under their printed titles, and between them what is worth a look.
import { type KeyEquation, keyEquations } from "../formulas/keyEquations.ts";
import { type Paper, type PaperBlock, plainOf } from "../paper.ts";
import { type Chapter, isResult, lettersOf, shownIn, subchaptersOf } from "./chapters.ts";

export type Extra =
  | { kind: "equation"; heading: string; equation: KeyEquation }
  | { kind: "figure"; heading: string; figure: Extract<PaperBlock, { kind: "figure" }> }
  | { kind: "table"; heading: string; table: Extract<PaperBlock, { kind: "table" }> }
  | { kind: "theorem"; heading: string; theorem: Extract<PaperBlock, { kind: "theorem" }> }
  | { kind: "part"; heading: string; chapter: Chapter };

export type Outline = { chapter: Chapter; extras: Extra[] }[];

export const usualScenes = 12;
/** Title, problem and last sentence. */
const frameScenes = 3;
const fewestScenes = 6;

type Rated = { chapter: number; order: number; score: number; extra: Extra };

/** Sections and extras in the paper's order; `wanted` counts all scenes of the video. */
export function outlineOf(paper: Paper, chapters: readonly Chapter[], wanted: number | undefined): Outline {
  const room = Math.max(fewestScenes, wanted ?? usualScenes) - frameScenes;
  const extras = extrasOf(paper, chapters);
  // Without a wish two places are kept for what can be looked at.
  const kept = keptChapters(chapters, Math.max(2, room - Math.min(2, extras.length, Math.max(0, room - 4))));
  const taken = taking(
    extras.filter(({ chapter }) => kept.has(chapter)),
    room - kept.size,
  );
  return chapters.flatMap((chapter, at) =>
    kept.has(at)
      ? [
          {
            chapter,
            extras: taken
              .filter((one) => one.chapter === at)
              .sort((one, other) => one.order - other.order)
              .map(({ extra }) => extra),
          },
        ]
      : [],
  );
}

/** The first, the ones with results, and the longest. */
function keptChapters(chapters: readonly Chapter[], most: number): Set<number> {
  const rated = chapters.map((chapter, at) => ({
    at,
    weight:
      lettersOf(chapter) +
      (at === 0 ? 1e7 : 0) +
      (at === chapters.length - 1 ? 1e7 : 0) +
      (isResult(chapter.title) ? 1e4 : 0) -
      (/^related work|preliminar|background|notation/i.test(chapter.title) ? 5e3 : 0),
  }));
  return new Set(
    rated
      .sort((one, other) => other.weight - one.weight)
      .slice(0, most)
      .map(({ at }) => at),
  );
}

/** Of each kind the best ones in turn, so that a video is not all formulas. */
function taking(rated: readonly Rated[], room: number): Rated[] {
  const order: Extra["kind"][] = [
    "equation",
    "figure",
    "equation",
    "table",
    "theorem",
    "figure",
    "equation",
    "part",
    "part",
    "figure",
    "table",
    "equation",
    "theorem",
    "part",
  ];
  const left = new Map<Extra["kind"], Rated[]>();
  for (const one of [...rated].sort((first, second) => second.score - first.score))
    left.set(one.extra.kind, [...(left.get(one.extra.kind) ?? []), one]);
  const taken: Rated[] = [];
  for (let turn = 0; taken.length < room && [...left.values()].some((list) => list.length > 0); turn++) {
    const next = left.get(order[turn % order.length] ?? "part")?.shift();
    if (next) taken.push(next);
  }
  return taken;
}

function extrasOf(paper: Paper, chapters: readonly Chapter[]): Rated[] {
  const found: Rated[] = [];
  const placeOf = new Map(chapters.flatMap(({ sections }, at) => sections.map((section) => [section, at] as const)));
  for (const equation of keyEquations(paper.sections)) {
    const section = paper.sections[equation.section];
    const chapter = section && placeOf.get(section);
    if (!section || chapter === undefined || equation.score < 1.4) continue;
    found.push({
      chapter,
      order: orderIn(chapters[chapter], equation.tex, section.title),
      score: equation.score,
      extra: { kind: "equation", heading: section.title || paper.title, equation },
    });
  }
  const hasFigures = paper.sections.some(({ blocks }) =>
    blocks.some((block) => block.kind === "figure" && block.path !== null),
  );
  for (const [chapter, one] of chapters.entries())
    for (const [order, { heading: given, block }] of shownIn(one).entries()) {
      const heading = given || paper.title;
      const put = (score: number, extra: Extra): void => void found.push({ chapter, order, score, extra });
      const result = isResult(one.title) ? 1 : 0;
      if (block.kind === "figure" && plainOf(block.caption).trim() && (block.path !== null || !hasFigures))
        put((block.path === null ? 0 : 2) + result - order / 1000, { kind: "figure", heading, figure: block });
      if (block.kind === "table" && isSmall(block.rows))
        put(1 + result - order / 1000, { kind: "table", heading, table: block });
      if (block.kind === "theorem" && /theorem|proposition|main/i.test(block.name))
        put((/theorem/i.test(block.name) ? 1 : 0) - order / 1000, { kind: "theorem", heading, theorem: block });
    }
  for (const [chapter, one] of chapters.entries())
    for (const [index, part] of subchaptersOf(one).entries())
      if (part.sentences.length >= 4)
        found.push({
          chapter,
          order: 10_000 + index,
          score: lettersOf(part) / 1000,
          extra: { kind: "part", heading: part.title, chapter: part },
        });
  return found;
}

function orderIn(chapter: Chapter | undefined, _tex: string, heading: string): number {
  return chapter ? shownIn(chapter).findIndex((one) => one.heading === heading && one.block.kind === "equation") : 0;
}

/** What can be read from where a viewer sits. */
function isSmall(rows: readonly string[][]): boolean {
  const columns = Math.max(...rows.map((row) => row.length));
  const width = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? "").length)),
  ).reduce((sum, cell) => sum + cell + 3, 0);
  return (
    rows.length >= 2 &&
    rows.length <= 7 &&
    columns >= 2 &&
    columns <= 6 &&
    width <= 78 &&
    rows.every((row) => row.every((cell) => cell.length <= 30))
  );
}
