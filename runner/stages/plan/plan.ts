// plan: a source becomes the list of scenes, each with a goal and the claims it will make.
import { PipelineError } from "../../../shared/failures.ts";
import type { Plan } from "../../../shared/plan.ts";
import { Lesson, Prompt, type Source } from "../../../shared/source.ts";
import type { AuthorContext } from "../../authors/author.ts";
import { planBy } from "../../authors/authors.ts";

export async function planVideo(source: Source, context: AuthorContext): Promise<Plan> {
  if (source.kind === "prompt" && !Prompt.safeParse(source.prompt).success) throw new PipelineError("invalid_prompt");
  if (source.kind === "lesson" && !Lesson.safeParse(source.markdown).success) throw new PipelineError("invalid_lesson");
  return planBy(source, context);
}
