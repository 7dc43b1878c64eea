// A scene that the engine's own repair could not save: the model gets its code back, with what happened and what is seen.
import type { AuthorContext } from "../author.ts";
import { material } from "./material.ts";
import { modelIn } from "./modelAuthor.ts";
import { mendSystem } from "./prompts.ts";
import { manimReference } from "./reference.ts";
import { bare, CodeAnswer, scriptFault } from "./scriptAnswer.ts";

export type BrokenScene = {
  key: string;
  narration: string;
  code: string;
  /** Whether the scene has a claim that was checked. */
  mayCheck: boolean;
  /** Why a slate stands in for it, or which plays were lost; and the severe findings: a sentence each. */
  faults: readonly string[];
};

const mendTokens = 16_000;

/** New code for the same narration. Throws PipelineError where the model can't be asked or answers nothing usable. */
export async function mendScene(scene: BrokenScene, context: AuthorContext): Promise<string> {
  const { key, narration, code, faults, mayCheck } = scene;
  const { signal } = context;
  const answer = await modelIn(context).ask({
    purpose: "mend",
    sceneKey: key,
    system: mendSystem(await manimReference(context.python, context.modelFolder, signal)),
    turns: [
      {
        role: "user",
        text: [
          "The narration:",
          material(narration),
          "The code:",
          material(code),
          "What happened:",
          material(faults.map((fault) => `- ${fault}`).join("\n")),
        ].join("\n"),
      },
    ],
    form: { name: "code", schema: CodeAnswer },
    fault: (answered) => scriptFault({ narration, ...bare(answered) }, { mayCheck, said: narration }),
    maxTokens: mendTokens,
    signal,
    onText: (characters) => context.onText?.(characters, key),
  });
  return bare(answer).code;
}
