// Edits by words without a key: a stated vocabulary, applied to the scene's code on its syntax tree.
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { PipelineError } from "../../../shared/failures.ts";
import { pythonFiles } from "../../process/python.ts";
import { ProcessError } from "../../process/run.ts";
import { runSandboxed } from "../../process/sandboxRun.ts";
import type { AuthorContext } from "../author.ts";
import type { Editor, SceneEdit } from "../editors.ts";
import { type Edit, understandWish, vocabulary } from "./wish.ts";

const Edited = z.object({ code: z.string(), missing: z.array(z.int()) });
const program = fileURLToPath(new URL("../../../renderer/proofreel/edits.py", import.meta.url));

export const wordsEditor: Editor = {
  name: "words",

  accepts: () => true,

  async edit({ narration, code, instruction }: SceneEdit, context: AuthorContext) {
    const { edits, not } = understandWish(instruction);
    const [unknown] = not;
    if (unknown !== undefined || edits.length === 0)
      throw refused(`I don't understand “${(unknown ?? instruction).slice(0, 100)}”. ${vocabulary}`);
    const made = await applied(
      code,
      edits.map(({ edit }) => edit),
      context,
    );
    let said = narration;
    for (const [at, { edit, words }] of edits.entries()) {
      const spoken = edit.do === "replace" ? replaced(said, edit.from, edit.to) : said;
      if (made.missing.includes(at) && spoken === said)
        throw refused(`I find nothing in this scene for “${words.slice(0, 100)}”. ${vocabulary}`);
      said = spoken;
    }
    return { narration: said, code: made.code };
  },
};

async function applied(
  code: string,
  edits: Edit[],
  { python, signal }: AuthorContext,
): Promise<z.infer<typeof Edited>> {
  try {
    const { stdout } = await runSandboxed(
      python,
      ["-I", program],
      { readable: pythonFiles(python), writable: [], limits: { cpuSeconds: 20, memoryBytes: 512 * 1024 ** 2 } },
      { input: JSON.stringify({ code, edits }), timeoutMs: 30_000, signal },
    );
    return Edited.parse(JSON.parse(stdout));
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    if (error.canceled) throw new PipelineError("canceled", undefined, { cause: error });
    throw new PipelineError("unsupported_edit", "The scene's code can't be read: mend it with --code FILE first.", {
      cause: error,
    });
  }
}

/** Outside of cues; whole words where there are such. */
function replaced(narration: string, from: string, to: string): string {
  const escaped = RegExp.escape(from);
  for (const pattern of [`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, escaped]) {
    const made = narration
      .split(/(\[\[[^\]]*\]\])/)
      .map((part, at) => (at % 2 === 1 ? part : part.replace(new RegExp(pattern, "giu"), () => to)))
      .join("");
    if (made !== narration) return made;
  }
  return narration;
}

const refused = (sentence: string): PipelineError => new PipelineError("unsupported_edit", sentence);
