// Markdown lessons: headings become scenes, what stands under them is said and shown.
import { PipelineError } from "../../../shared/failures.ts";
import { Plan } from "../../../shared/plan.ts";
import { Lesson, type Source } from "../../../shared/source.ts";
import type { Author, AuthorContext } from "../author.ts";
import { withSceneCount } from "../sceneCount.ts";
import { type Storyboard, scriptOf } from "../storyboard.ts";
import { readFormulas } from "../worked/solver.ts";
import { type FrontMatter, readFrontMatter } from "./frontMatter.ts";
import { lessonScenes } from "./lessonScenes.ts";
import { type Block, parseLesson, type Section } from "./markdown.ts";
import { refuseUnsafe } from "./safeTex.ts";

/** The newest lessons' scenes, since scripts are asked for scene by scene. */
const lessons = new Map<string, Storyboard[]>();
const keptLessons = 8;

export const lessonAuthor: Author = {
  name: "lesson",

  accepts: (source) => source.kind === "lesson",

  async plan(source, context) {
    const boards = await scenesOf(source, context);
    return Plan.parse({
      author: "lesson",
      title: wishesOf(source).title ?? boards[0]?.title ?? "Lesson",
      audience: "The readers of the lesson",
      language: context.language,
      scenes: boards.map(({ key, title, goal, claims }) => ({ key, title, goal, claims })),
    });
  },

  async script(plan, sceneKey, source, context) {
    const board = (await scenesOf(source, context)).find(({ key }) => key === sceneKey);
    if (!board)
      throw new PipelineError("not_found", `The lesson “${plan.title.slice(0, 80)}” has no scene ${sceneKey}.`);
    return scriptOf(board);
  },
};

async function scenesOf(source: Source, context: AuthorContext): Promise<Storyboard[]> {
  return withSceneCount(await allScenesOf(source, context), context.sceneCount);
}

async function allScenesOf(source: Source, context: AuthorContext): Promise<Storyboard[]> {
  if (source.kind !== "lesson" || !Lesson.safeParse(source.markdown).success) throw new PipelineError("invalid_lesson");
  const { markdown, pictures = [] } = source;
  const lesson = JSON.stringify([markdown, pictures]);
  const known = lessons.get(lesson);
  if (known) return known;
  const sections = parseLesson(markdown);
  if (sections.length === 0) throw new PipelineError("invalid_lesson");
  const formulas = formulasOf(sections);
  for (const tex of formulas) refuseUnsafe(tex);
  const plots = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "plot" ? [block.line] : [])),
  );
  const answer = await readFormulas(formulas, plots, context);
  const { title, theme } = readFrontMatter(markdown).wishes;
  // A title that no heading says has a card of its own.
  if (title !== undefined && sections[0]?.depth !== 1) sections.unshift({ title, depth: 1, blocks: [] });
  const scenes = lessonScenes(sections, {
    spoken: new Map(formulas.map((tex, index) => [tex, answer.spoken[index] ?? null])),
    plots: new Map(plots.map((line, index) => [line, answer.plots[index] ?? null])),
    pictures: new Map(pictures.map((picture) => [picture.path, picture])),
  });
  const boards = theme === undefined ? scenes : scenes.map((board) => ({ ...board, theme }));
  const [oldest] = lessons.keys();
  if (lessons.size >= keptLessons && oldest !== undefined) lessons.delete(oldest);
  lessons.set(lesson, boards);
  return boards;
}

const wishesOf = (source: Source): FrontMatter =>
  source.kind === "lesson" ? readFrontMatter(source.markdown).wishes : {};

function formulasOf(sections: readonly Section[]): string[] {
  const inlinesOf = (block: Block) => {
    if (block.kind === "paragraph" || block.kind === "quote" || block.kind === "footnote") return block.inlines;
    if (block.kind === "list") return block.items.flatMap(({ inlines }) => inlines);
    return block.kind === "table" ? block.rows.flat(2) : [];
  };
  const found = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "math"
        ? [block.tex]
        : inlinesOf(block).flatMap(({ kind, value }) => (kind === "math" ? [value] : [])),
    ),
  );
  return [...new Set(found)];
}
