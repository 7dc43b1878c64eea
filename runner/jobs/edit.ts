import { PipelineError } from "../../shared/failures.ts";
import type { Attempt } from "./attempt.ts";
import { makeVideo } from "./makeVideo.ts";

/** A new version of a video: only scenes whose inputs changed are made again, the others are joined as they are. */
export async function edit(attempt: Attempt): Promise<void> {
  const { plan, scenes } = attempt.order;
  if (plan === undefined || scenes.length === 0)
    throw new PipelineError("conflict", "The video has no scenes yet: wait until it is planned, then edit it.");
  await makeVideo(attempt, plan);
}
