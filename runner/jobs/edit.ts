import { PipelineError } from "../../shared/failures.ts";
import type { Plan } from "../../shared/plan.ts";
import type { Attempt } from "./attempt.ts";
import { makeVideo } from "./makeVideo.ts";
import { writingContext } from "./writeScenes.ts";

/** A new version of a video: only scenes whose inputs changed are made again, the others are joined as they are. */
export async function edit(attempt: Attempt): Promise<void> {
  const { plan, scenes } = attempt.order;
  if (plan === undefined || scenes.length === 0)
    throw new PipelineError("conflict", "The video has no scenes yet: wait until it is planned, then edit it.");
  await makeVideo(await instructed(attempt, plan), plan);
}

/** With the script that a wish in words asks for, where there is one. */
async function instructed(attempt: Attempt, plan: Plan): Promise<Attempt> {
  const { order, report, signal, stages } = attempt;
  const { instruction } = order;
  const scene = order.scenes.find(({ key }) => key === instruction?.sceneKey);
  if (!instruction || scene?.revision !== instruction.revision) return attempt;
  const { key, title, revision, narration = "", code = "", warnings = [] } = scene;
  const claims = plan.scenes.find((planned) => planned.key === key)?.claims ?? [];
  report({ type: "stageStarted", stage: "script" });
  const script = await stages.edit(
    {
      ...{ key, title, narration, code, findings: warnings, instruction: instruction.text },
      mayCheck: claims.some(({ checked }) => checked),
    },
    writingContext(attempt),
  );
  signal.throwIfAborted();
  report({ type: "sceneScripted", sceneKey: key, revision, script });
  const scenes = order.scenes.map((one) => (one.key === key ? { ...one, ...script, status: "waiting" as const } : one));
  return { ...attempt, order: { ...order, scenes } };
}
