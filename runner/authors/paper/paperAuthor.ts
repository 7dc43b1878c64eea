// Papers: their sections become scenes, their key formulas are built up, their figures and tables shown.
import { PipelineError } from "../../../shared/failures.ts";
import type { PaperOrigin } from "../../../shared/paper.ts";
import { Plan } from "../../../shared/plan.ts";
import type { Source } from "../../../shared/source.ts";
import type { Author, AuthorContext } from "../author.ts";
import { type Storyboard, scriptOf } from "../storyboard.ts";
import { readFormulas } from "../worked/solver.ts";
import { openPaper } from "./openPaper.ts";
import type { Paper } from "./paper.ts";
import { boardsOf } from "./scenes/boards.ts";
import { chaptersOf } from "./scenes/chapters.ts";
import { formulasToSay } from "./scenes/formulasToSay.ts";
import { outlineOf } from "./scenes/select.ts";

/** The newest papers' scenes, since scripts are asked for scene by scene. */
const papers = new Map<string, Storyboard[]>();
const keptPapers = 4;

export const paperAuthor: Author = {
  name: "paper",

  accepts: (source) => source.kind === "paper",

  async plan(source, context) {
    const boards = await scenesOf(source, context);
    return Plan.parse({
      author: "paper",
      title: boards[0]?.title ?? "Paper",
      audience: "People who want to know what the paper says",
      language: context.language,
      scenes: boards.map(({ key, title, goal, claims }) => ({ key, title, goal, claims })),
    });
  },

  async script(plan, sceneKey, source, context) {
    const board = (await scenesOf(source, context)).find(({ key }) => key === sceneKey);
    if (!board)
      throw new PipelineError("not_found", `The paper “${plan.title.slice(0, 80)}” has no scene ${sceneKey}.`);
    return scriptOf(board);
  },
};

/** The files of a paper's figures, by the paths under which its scenes show them. */
export async function figuresOf(source: Source, context: AuthorContext): Promise<ReadonlyMap<string, Uint8Array>> {
  if (source.kind !== "paper") return new Map();
  return (await openPaper(source.paper, context)).figures;
}

async function scenesOf(source: Source, context: AuthorContext): Promise<Storyboard[]> {
  if (source.kind !== "paper") throw new PipelineError("invalid_paper");
  const name = JSON.stringify([source.paper, context.sceneCount]);
  const known = papers.get(name);
  if (known) return known;
  const boards = await boardsOfPaper(await paperOf(source.paper, context), context);
  const [oldest] = papers.keys();
  if (papers.size >= keptPapers && oldest !== undefined) papers.delete(oldest);
  papers.set(name, boards);
  return boards;
}

/** The newest papers as they were read, since the same one may be wanted in another number of scenes. */
const readPapers = new Map<string, Paper>();

async function paperOf(origin: PaperOrigin, context: AuthorContext): Promise<Paper> {
  // Without a version arXiv's newest is meant, whatever was read before.
  const name = origin.at === "upload" ? origin.sha256 : /v\d+$/.test(origin.id) ? origin.id : null;
  const known = name === null ? undefined : readPapers.get(name);
  if (known) return known;
  const { paper } = await openPaper(origin, context);
  const [oldest] = readPapers.keys();
  if (readPapers.size >= keptPapers && oldest !== undefined) readPapers.delete(oldest);
  if (name !== null) readPapers.set(name, paper);
  return paper;
}

async function boardsOfPaper(paper: Paper, context: AuthorContext): Promise<Storyboard[]> {
  const outline = outlineOf(paper, chaptersOf(paper), context.sceneCount);
  const formulas = formulasToSay(paper, outline);
  return boardsOf(paper, outline, new Map(await spokenOf(formulas, context)));
}

async function spokenOf(formulas: readonly string[], context: AuthorContext): Promise<[string, string | null][]> {
  try {
    const { spoken } = await readFormulas(formulas, [], context);
    return formulas.map((tex, index) => [tex, spoken[index] ?? null]);
  } catch (error) {
    // One formula may hold up all: then none is read off, and the picture speaks for them.
    if (error instanceof PipelineError && error.failure.code === "unsupported_prompt") return [];
    throw error;
  }
}
