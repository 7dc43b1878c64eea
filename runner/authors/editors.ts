// The seam of editing by words: a wish about one scene becomes its new script. The model has it where a key is set;
// editors that need none (words/) stand behind it in the list, each for the wishes that it understands.
import { PipelineError } from "../../shared/failures.ts";
import { Script } from "../../shared/scene.ts";
import type { AuthorContext } from "./author.ts";
import { modelEditor } from "./model/modelEditor.ts";
import { wordsEditor } from "./words/wordsEditor.ts";

export type SceneEdit = {
  key: string;
  title: string;
  narration: string;
  code: string;
  /** What a viewer sees wrong in the scene as it is: a sentence each. */
  findings: readonly string[];
  /** Whether the scene has a claim that was checked. */
  mayCheck: boolean;
  /** In its owner's words. */
  instruction: string;
};

export interface Editor {
  name: string;
  /** Whether it is to be asked at all. */
  accepts(edit: SceneEdit, context: AuthorContext): boolean;
  /** Rejects with `unsupported_edit` where another editor may know more. */
  edit(edit: SceneEdit, context: AuthorContext): Promise<Script>;
}

const editors: readonly Editor[] = [modelEditor, wordsEditor];

/** The script of the first editor that does not refuse; throws PipelineError with what the refusals say. */
export async function editScene(edit: SceneEdit, context: AuthorContext): Promise<Script> {
  const refusals: string[] = [];
  for (const editor of editors) {
    if (!editor.accepts(edit, context)) continue;
    try {
      return Script.parse(await editor.edit(edit, context));
    } catch (error) {
      if (!(error instanceof PipelineError && error.failure.code === "unsupported_edit")) throw error;
      refusals.push(error.message);
    }
  }
  throw new PipelineError("unsupported_edit", refusals.join(" ").slice(0, 2000) || undefined);
}
