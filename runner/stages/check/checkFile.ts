// `./proofreel check FILE.py`: what a viewer would see wrong in one's own Manim code, told without a video.
import { frameFormats } from "../../../shared/quality.ts";
import type { Finding, Mend } from "../render/messages.ts";
import type { RendererPool } from "../render/rendererPool.ts";
import { manimBackground, type RenderControl } from "../render/renderRequest.ts";
import type { SceneFile } from "../render/sceneFile.ts";

export type CheckOptions = RenderControl & {
  pool: Pick<RendererPool, "inspect">;
  scene?: string | undefined;
  /** Of the narration that the picture goes with. */
  narrationMs?: number | undefined;
};

export type CheckedScene = {
  scene: string | null;
  durationMs: number;
  /** How often the scene was looked at. */
  rests: number;
  findings: Finding[];
};

/** Runs a scene at draft size; throws PipelineError where it can't be run. */
export async function checkFile(
  { code, assets }: Pick<SceneFile, "code" | "assets">,
  { pool, scene, narrationMs, ...control }: CheckOptions,
): Promise<CheckedScene & { mends: Mend[] }> {
  const { geometry, durationMs } = await pool.inspect(
    {
      code,
      assets,
      format: frameFormats.draft,
      background: manimBackground,
      cues: {},
      ...(scene === undefined ? {} : { scene }),
      ...(narrationMs === undefined ? {} : { durationMs: narrationMs }),
    },
    control,
  );
  const { findings, samples, mends = [] } = geometry;
  return { scene: scene ?? null, durationMs, rests: samples, findings, mends };
}
