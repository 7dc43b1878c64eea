import { PipelineError } from "../../shared/failures.ts";
import type { Plan } from "../../shared/plan.ts";
import type { Source } from "../../shared/source.ts";
import { type Author, type AuthorContext, Offer } from "./author.ts";
import { conceptAuthor } from "./concepts/conceptAuthor.ts";
import { lessonAuthor } from "./lesson/lessonAuthor.ts";
import { modelAuthor } from "./model/modelAuthor.ts";
import { paperAuthor } from "./paper/paperAuthor.ts";
import { workedAuthor } from "./worked/workedAuthor.ts";

/** In the order in which they are asked: what is checked by algebra before what is found by its words; last the model. */
const authors: readonly Author[] = [workedAuthor, conceptAuthor, lessonAuthor, paperAuthor, modelAuthor];

/** The plan of the first author that does not refuse; where all do, the refusal joins what they say. */
export async function planBy(source: Source, context: AuthorContext): Promise<Plan> {
  const refusals: PipelineError[] = [];
  for (const author of authors) {
    if (!author.accepts(source)) continue;
    try {
      return await author.plan(source, context);
    } catch (error) {
      if (!(error instanceof PipelineError && error.failure.code === "unsupported_prompt")) throw error;
      refusals.push(error);
    }
  }
  if (refusals.length === 0) throw new PipelineError("unsupported_prompt");
  const offersFirst = refusals.toSorted((one, other) => Number(other instanceof Offer) - Number(one instanceof Offer));
  const message = [...new Set(offersFirst.map((refusal) => refusal.message))].join(" ");
  throw new PipelineError("unsupported_prompt", message.slice(0, 2000));
}

/** Who made a plan, and writes its scripts; throws PipelineError where there is nobody of that name. */
export function authorOf({ author: name, title }: Plan): Author {
  const author = authors.find((candidate) => candidate.name === name);
  if (!author)
    throw new PipelineError("internal", `Nobody can write the plan “${title.slice(0, 80)}” any more: plan it again.`);
  return author;
}
