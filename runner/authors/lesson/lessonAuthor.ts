// Markdown lessons: headings become scenes, what stands under them is said and shown.
import { PipelineError } from "../../../shared/failures.ts";
import type { Author } from "../author.ts";

export const lessonAuthor: Author = {
  name: "lesson",
  accepts: (source) => source.kind === "lesson",
  async plan() {
    throw new PipelineError("invalid_lesson");
  },
  async script() {
    throw new PipelineError("invalid_lesson");
  },
};
