// What the engine's own repair could not save of a scene that a model wrote goes back to the model, with the exact error and
// what was measured on the frames. The better version is kept.
import { PipelineError } from "../../shared/failures.ts";
import type { Attempt, SceneWork } from "./attempt.ts";
import type { Drawn } from "./renderScene.ts";
import { writingContext } from "./writeScenes.ts";

const mostRounds = 2;

/** The best of what was drawn: as it was, where nothing severe is wrong, no model is there, or none makes it better. */
export async function mended(
  attempt: Attempt,
  scene: SceneWork,
  first: Drawn,
  draw: (code: string, round: number) => Promise<Drawn>,
): Promise<Drawn> {
  const { model, signal, stages, log } = attempt;
  if (!model || !scene.byModel) return first;
  const { key, narration, mayCheck } = scene;
  let best = first;
  let latest = first;
  for (let round = 1; round <= mostRounds && weightOf(best) > 0; round++) {
    const asked = { key, narration, code: latest.code, mayCheck, faults: faultsOf(latest) };
    let code: string;
    try {
      code = await stages.mend(asked, writingContext(attempt));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof PipelineError)) throw error;
      // The scene is there, if only as a slate: no reason to lose the others.
      log.warn({ sceneKey: key, failure: error.failure }, "the model could not mend the scene; it stays as it is");
      return best;
    }
    latest = await draw(code, round);
    log.info(
      { sceneKey: key, round, before: weightOf(best), after: weightOf(latest) },
      "the model has mended the scene",
    );
    if (weightOf(latest) < weightOf(best)) best = latest;
  }
  return best;
}

/** A scene that ended in a failure (too long, too much memory) weighs as much as a slate. */
const failureWeight = 1000;

const weightOf = ({ rendered, failure }: Drawn): number =>
  Math.max(rendered.faults?.weight ?? 0, failure ? failureWeight : 0);

function faultsOf({ rendered, failure }: Drawn): string[] {
  const says = rendered.faults?.says ?? [];
  return says.length > 0 || !failure ? says : [failure.message];
}
