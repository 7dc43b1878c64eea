// The seam of authors: a source becomes a plan, and each planned scene a script.
import { PipelineError } from "../../shared/failures.ts";
import type { Plan } from "../../shared/plan.ts";
import type { Script } from "../../shared/scene.ts";
import type { Source, SourceFile } from "../../shared/source.ts";
import type { Model } from "./model/model.ts";

export type ArxivSettings = {
  /** Where arXiv's pages are: `<url>/abs/<id>`, `/e-print/`, `/html/`, `/pdf/`. */
  url: string;
  /** What was fetched is kept there, so that nothing is asked for twice. */
  cacheDir: string;
  /** Between requests, in ms; three seconds unless set. */
  pauseMs?: number;
};

export interface AuthorContext {
  /** The interpreter that has SymPy. */
  python: string;
  signal?: AbortSignal | undefined;
  language: string;
  /** A wish: an author comes as near to it as its material bears, and never goes below three. */
  sceneCount?: number | undefined;
  /** Where a key is set. */
  model?: Model | undefined;
  /** Where what the model is told of Manim is kept. */
  modelFolder?: string | undefined;
  /** Hears how many characters have been written so far, of the plan or of a scene. */
  onText?: ((characters: number, sceneKey?: string) => void) | undefined;
  /** A file that came with the source. */
  readFile?: ((file: SourceFile) => Promise<Uint8Array>) | undefined;
  arxiv?: ArxivSettings | undefined;
}

export interface Author {
  /** As plans bear it. */
  name: string;
  /** Scenes that it may be asked for at the same time; one unless said. */
  parallel?: number;
  accepts(source: Source): boolean;
  /** Rejects with `unsupported_prompt` where another author may know more. */
  plan(source: Source, context: AuthorContext): Promise<Plan>;
  /** The script of one scene of a plan that this author made from the same source. */
  script(plan: Plan, sceneKey: string, source: Source, context: AuthorContext): Promise<Script>;
}

/** A refusal that offers what the prompt may have meant: it is told before those of others. */
export class Offer extends PipelineError {
  constructor(message: string) {
    super("unsupported_prompt", message);
  }
}
