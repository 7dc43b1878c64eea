// A paper out of its files: from TeX where there is any, else from HTML; a PDF is left to whoever can get its text.
import { decodeText } from "./archive/decodeText.ts";
import { unpack } from "./archive/unpack.ts";
import { readHtml } from "./html/readHtml.ts";
import { type Paper, unusable } from "./paper.ts";
import { readPages } from "./pdf/readPages.ts";
import type { Task } from "./readApart.ts";
import { readTex } from "./tex/readTex.ts";

export type ReadPaper =
  | {
      kind: "read";
      paper: Paper;
      /** The files that its figures name. */
      figures: Map<string, Uint8Array>;
    }
  /** There is only a PDF, whose text other programs know. */
  | { kind: "pdf"; content: Uint8Array };

export async function readPaper(task: Task): Promise<ReadPaper> {
  if ("pages" in task) return { kind: "read", paper: readPages(task.pages), figures: new Map() };
  const files = "files" in task ? task.files : await unpack(task.content);
  const names = [...files.keys()];
  const ending = (pattern: RegExp): string | undefined =>
    names
      .filter((name) => pattern.test(name))
      .sort((one, other) => (files.get(other)?.length ?? 0) - (files.get(one)?.length ?? 0))[0];
  const [tex, html, pdf] = [ending(/\.(?:tex|ltx|latex)$/i), ending(/\.x?html?$/i), ending(/\.pdf$/i)];
  const content = html && files.get(html);
  if (tex !== undefined) return withFigures(readTex(files), files);
  if (html !== undefined && content) return withFigures(readHtml(decodeText(content), html, files), files);
  const only = pdf && files.get(pdf);
  if (!only) throw unusable("there is neither TeX nor HTML nor a PDF in it.");
  return { kind: "pdf", content: only };
}

function withFigures(paper: Paper, files: ReadonlyMap<string, Uint8Array>): ReadPaper {
  const figures = new Map<string, Uint8Array>();
  for (const { blocks } of paper.sections)
    for (const block of blocks) {
      const content = block.kind === "figure" && block.path !== null ? files.get(block.path) : undefined;
      if (block.kind === "figure" && block.path !== null && content) figures.set(block.path, content);
    }
  return { kind: "read", paper, figures };
}
