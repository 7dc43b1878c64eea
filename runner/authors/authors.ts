import { PipelineError } from "../../shared/failures.ts";
import type { Source } from "../../shared/source.ts";
import type { Author } from "./author.ts";
import { lessonAuthor } from "./lesson/lessonAuthor.ts";
import { workedAuthor } from "./worked/workedAuthor.ts";

const authors: readonly Author[] = [workedAuthor, lessonAuthor];

/** Throws PipelineError where nobody can write about the source. */
export function authorFor(source: Source): Author {
  const author = authors.find((candidate) => candidate.accepts(source));
  if (!author) throw new PipelineError("unsupported_prompt");
  return author;
}
