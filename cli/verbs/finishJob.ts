import type { ConvexClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import type { Reporter } from "../progress/reporter.ts";
import { followJob } from "../session/follow.ts";
import { exitCodeOf, takeVideo } from "../session/result.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

/** Follows a job to its end, writes the video and prints its path. Ctrl-C cancels the job. */
export async function finishJob(
  { print, say }: Verb,
  client: ConvexClient,
  ids: { sessionId: string; jobId: string },
  reporter: Reporter,
  { out, json }: { out?: string; json?: boolean },
): VerbAnswer {
  const cancel = (): void => {
    reporter.say("Canceling …");
    client.mutation(api.videoSessions.cancel, { sessionId: ids.sessionId }).catch((error: unknown) => {
      say(`Canceling failed: ${error instanceof Error ? error.message : error}`);
      process.exit(1);
    });
  };
  process.once("SIGINT", cancel);
  try {
    const view = await followJob(client, ids, reporter.show);
    reporter.end();
    const made = await takeVideo(view, out);
    for (const scene of made.scenes)
      if (scene.failure) say(`Scene ${scene.position + 1} is a slate: ${scene.failure.message}`);
    if (!json) print(`${made.title} (${(made.durationMs / 1000).toFixed(1)} s, session ${made.sessionId})`);
    print(json ? JSON.stringify(made) : made.video);
    return exitCodeOf(made);
  } finally {
    reporter.end();
    process.removeListener("SIGINT", cancel);
  }
}
