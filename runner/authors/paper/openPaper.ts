// From a source to a paper that was read, wherever its files are and whatever they are.
import { PipelineError } from "../../../shared/failures.ts";
import type { PaperOrigin } from "../../../shared/paper.ts";
import type { AuthorContext } from "../author.ts";
import { fetchPaper } from "./arxiv/fetchPaper.ts";
import type { Paper } from "./paper.ts";
import { pdfText } from "./pdf/pdfText.ts";
import { readApart, type Task } from "./readApart.ts";

export type OpenedPaper = { paper: Paper; figures: ReadonlyMap<string, Uint8Array> };

export async function openPaper(origin: PaperOrigin, context: AuthorContext): Promise<OpenedPaper> {
  if (origin.at === "arxiv") {
    if (!context.arxiv) throw new PipelineError("internal");
    return await fetchPaper(origin.id, context.arxiv, (task) => readWhole(task, context.signal), context.signal);
  }
  if (!context.readFile) throw new PipelineError("internal");
  return await readWhole({ content: await context.readFile(origin) }, context.signal);
}

async function readWhole(task: Task, signal: AbortSignal | undefined): Promise<OpenedPaper> {
  const read = await readApart(task, signal);
  if (read.kind === "read") return read;
  const told = await readApart({ pages: await pdfText(read.content, signal) }, signal);
  if (told.kind === "pdf") throw new PipelineError("internal");
  return told;
}
