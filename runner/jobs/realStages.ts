import { PipelineError } from "../../shared/failures.ts";
import type { ArxivSettings } from "../authors/author.ts";
import { editScene } from "../authors/editors.ts";
import { mendScene } from "../authors/model/mendScene.ts";
import { figuresOf } from "../authors/paper/paperAuthor.ts";
import { slateCode } from "../authors/slate.ts";
import { checkScene } from "../stages/check/checkScene.ts";
import { compose } from "../stages/compose/compose.ts";
import { narrate } from "../stages/narrate/narrate.ts";
import { planVideo } from "../stages/plan/plan.ts";
import { publish } from "../stages/publish/publish.ts";
import { flattenPicture } from "../stages/render/flattenPicture.ts";
import type { RendererPool } from "../stages/render/rendererPool.ts";
import { repairSentences } from "../stages/render/repairSentences.ts";
import { writeScripts } from "../stages/script/script.ts";
import { voiceFor } from "../voices/voices.ts";
import { sceneFaults } from "./sceneFaults.ts";
import type { Stages } from "./stages.ts";

export type RealStagesDeps = {
  python: string;
  arxiv: ArxivSettings;
  pool: Pick<RendererPool, "render" | "checkSandbox">;
  rendererVersion: string;
  /** Where what models are told of Manim is kept. */
  modelFolder?: string | undefined;
};

/** The pipeline's stages as they are in use. */
export function realStages({ python, arxiv, pool, rendererVersion, modelFolder }: RealStagesDeps): Stages {
  const own = { python, arxiv, modelFolder };
  return {
    plan: (source, context) => planVideo(source, { ...context, ...own }),
    script: (plan, source, context, onScript, only) =>
      writeScripts(plan, source, { ...context, ...own }, onScript, only),
    edit: (edit, context) => editScene(edit, { ...context, ...own }),
    mend: (scene, context) => mendScene(scene, { ...context, ...own }),
    narrate,
    figures: (source, context) => figuresOf(source, { ...context, python, arxiv }),
    async flatten(request) {
      await pool.checkSandbox();
      return await flattenPicture({ ...request, python });
    },
    async render(request, { signal, onProgress, onCheck }) {
      const clip = await pool.render({ ...request, repair: true, placeholders: true }, { signal, onProgress });
      const { clipPath, durationMs, frames, geometry, repair } = clip;
      onCheck();
      const expected = { durationMs: request.durationMs, format: request.format, frames };
      const { problems, warnings } = await checkScene(clipPath, expected, geometry, signal);
      if (problems.length > 0)
        throw new PipelineError("render_failed", `The scene's picture can't be used: ${problems.join("; ")}.`);
      const failure = repair?.slate ? new PipelineError("render_failed", repair.slate).failure : undefined;
      return {
        ...{ clipPath, durationMs, frames },
        warnings: [...warnings, ...(repair ? repairSentences(repair) : [])],
        ...(failure ? { failure } : {}),
        faults: sceneFaults(geometry, repair),
      };
    },
    slate: slateCode,
    compose,
    publish,
    voiceVersion: (voice) => voiceFor(voice).version,
    rendererVersion,
  };
}
