import type { AuthorContext } from "../author.ts";
import type { Editor, SceneEdit } from "../editors.ts";
import { material } from "./material.ts";
import { modelIn } from "./modelAuthor.ts";
import { editSystem } from "./prompts.ts";
import { manimReference } from "./reference.ts";
import { bare, ScriptAnswer, scriptFault, settled } from "./scriptAnswer.ts";

const editTokens = 16_000;

/** Any wish about a scene, by the model. */
export const modelEditor: Editor = {
  name: "model",

  accepts: (_, { model }) => model !== undefined,

  async edit(edit: SceneEdit, context: AuthorContext) {
    const { key, title, narration, code, findings, mayCheck, instruction } = edit;
    const allowed = { mayCheck, said: narration };
    const answer = await modelIn(context).ask({
      purpose: "edit",
      sceneKey: key,
      system: editSystem(await manimReference(context.python, context.modelFolder, context.signal)),
      turns: [
        {
          role: "user",
          text: [
            `The scene “${title.replace(/\s+/g, " ")}”, its narration (in the language ${context.language}):`,
            material(narration),
            "Its code:",
            material(code),
            "What a viewer sees wrong in it as it is:",
            material(findings.length === 0 ? "nothing" : findings.map((one) => `- ${one}`).join("\n")),
            "What its owner wishes:",
            material(instruction),
          ].join("\n"),
        },
      ],
      form: { name: "scene", schema: ScriptAnswer },
      fault: (script) => scriptFault(bare(script), allowed),
      lastResort: (script) => settled(bare(script), allowed),
      maxTokens: editTokens,
      signal: context.signal,
      onText: (characters) => context.onText?.(characters, key),
    });
    return bare(answer);
  },
};
