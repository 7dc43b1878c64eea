import type { Attempt } from "./attempt.ts";
import { makeVideo } from "./makeVideo.ts";
import { planOf } from "./writeScenes.ts";

/** A video from its source; an attempt that follows a broken one goes on where that one stopped. */
export async function generate(attempt: Attempt): Promise<void> {
  await attempt.pictures.check();
  await makeVideo(attempt, await planOf(attempt));
}
