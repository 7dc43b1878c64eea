// A paper that arXiv has: what its API says of it, and its text from the TeX source, else from HTML, else from the PDF.
import { PipelineError } from "../../../../shared/failures.ts";
import type { ArxivSettings } from "../../author.ts";
import { attribute, firstWithin, parseHtml, textOf, within } from "../html/htmlTree.ts";
import { type Paper, unusable } from "../paper.ts";
import type { Task } from "../readApart.ts";
import { type Fetched, politeFetch } from "./politeFetch.ts";

type Read = (task: Task) => Promise<{ paper: Paper; figures: ReadonlyMap<string, Uint8Array> }>;
type Listed = { title: string; authors: string[]; abstract: string };

/** Pictures of an HTML page that are fetched: more are not shown. */
const mostPictures = 4;

/** `read` makes a paper of a file or of files. */
export async function fetchPaper(
  id: string,
  settings: ArxivSettings,
  read: Read,
  signal?: AbortSignal,
): Promise<Awaited<ReturnType<Read>>> {
  const get = (path: string): Promise<Fetched> => politeFetch(path, settings, signal);
  const listed = listedIn(id, await get(`/api/query?id_list=${encodeURIComponent(id)}`));
  const ways = [() => fromSource(id, get, read), () => fromHtml(id, get, read), () => fromPdf(id, get, read)];
  const problems: PipelineError[] = [];
  for (const way of ways) {
    try {
      const found = await way();
      if (found) return { ...found, paper: completed(found.paper, listed) };
    } catch (error) {
      // What can't be read from its source may be read from its HTML.
      if (!(error instanceof PipelineError) || error.failure.code !== "invalid_paper") throw error;
      problems.push(error);
    }
  }
  throw problems[0] ?? unusable(`arXiv has neither source nor HTML nor PDF of ${id}.`);
}

async function fromSource(id: string, get: (path: string) => Promise<Fetched>, read: Read) {
  const { status, type, content } = await get(`/e-print/${id}`);
  // Where authors have sent a PDF alone, it is what is given as the source.
  return status === 200 && !type.includes("pdf") && content.subarray(0, 5).toString() !== "%PDF-"
    ? await read({ content })
    : null;
}

async function fromHtml(id: string, get: (path: string) => Promise<Fetched>, read: Read) {
  const page = await get(`/html/${id}`);
  if (page.status !== 200 || !page.type.includes("html")) return null;
  const files = new Map<string, Uint8Array>([["paper.html", page.content]]);
  const tree = parseHtml(new TextDecoder().decode(page.content));
  const base = new URL(page.url);
  for (const figure of within(tree)) {
    if (figure.tagName !== "figure" || files.size > mostPictures) continue;
    const image = firstWithin(figure, (one) => one.tagName === "img");
    const source = image ? attribute(image, "src") : "";
    const address = URL.parse(source, base);
    // Nothing is fetched from elsewhere, whatever the page says.
    if (source === "" || address?.origin !== base.origin || files.has(source)) continue;
    const picture = await get(`${address.pathname}`);
    if (picture.status === 200 && /^image\/(?:png|jpeg|svg)/.test(picture.type)) files.set(source, picture.content);
  }
  return await read({ files });
}

async function fromPdf(id: string, get: (path: string) => Promise<Fetched>, read: Read) {
  const { status, content } = await get(`/pdf/${id}`);
  return status === 200 ? await read({ files: new Map([["paper.pdf", content]]) }) : null;
}

/** What the API lists under the id; throws where it lists nothing, or a paper that was taken back. */
function listedIn(id: string, { status, content }: Fetched): Listed {
  const tree = parseHtml(new TextDecoder().decode(content));
  const entry = firstWithin(tree, (one) => one.tagName === "entry");
  const words = (name: string): string => {
    const found = entry && firstWithin(entry, (one) => one.tagName === name);
    return found ? textOf(found).replace(/\s+/g, " ").trim() : "";
  };
  const title = words("title");
  if (status !== 200 || !entry || title === "" || title === "Error")
    throw unusable(`arXiv has no paper ${id}: check the id.`);
  const abstract = words("summary");
  if (
    /\bwithdrawn\b/i.test(words("arxiv:comment")) ||
    /^this (?:paper|article|submission|manuscript) (?:has been|was|is) withdrawn/i.test(abstract)
  )
    throw unusable(`the paper ${id} was withdrawn from arXiv by its authors.`);
  const authors = [...within(entry)]
    .filter((one) => one.tagName === "name")
    .map((one) => textOf(one).replace(/\s+/g, " ").trim());
  return { title, authors: authors.slice(0, 40), abstract };
}

/** What the text itself does not say; authors are written in many ways in TeX, and in one in the list. */
function completed(paper: Paper, { title, authors, abstract }: Listed): Paper {
  return {
    ...paper,
    title: paper.title === "A paper" ? title : paper.title,
    authors: authors.length > 0 ? authors : paper.authors,
    abstract: paper.abstract.length > 0 ? paper.abstract : [{ kind: "text", value: abstract }],
  };
}
