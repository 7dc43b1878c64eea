import type { ConvexClient } from "convex/browser";
import { CommandError, exitCodes } from "../commandError.ts";
import { firstOf } from "../progress/firstOf.ts";
import type { Reporter } from "../progress/reporter.ts";
import { followJob, type JobIds, type View } from "../session/follow.ts";
import { exitCodeOf, type MadeVideo, takeVideo } from "../session/result.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

/**
 * Orders a job, follows it to its end, writes the video and prints its path. Ctrl-C cancels the job, so that nothing goes
 * on that nobody waits for; a second one leaves at once.
 */
export async function finishJob(
  { print, onInterrupt }: Verb,
  client: ConvexClient,
  order: () => Promise<JobIds>,
  reporter: Reporter,
  { out, json }: { out?: string; json?: boolean },
): VerbAnswer {
  const asked = new AbortController();
  using _ = onInterrupt(
    () => {
      reporter.say("Canceling …; Ctrl-C once more leaves at once.");
      asked.abort();
    },
    () => reporter.say("Left at once: the job may go on (./proofreel list shows it)."),
  );
  const view = await followJob(client, await order(), reporter.show, asked.signal);
  reporter.end();
  if (asked.signal.aborted) throw interrupted(view);
  const made = await takeVideo(view, out, asked.signal);
  for (const line of [...slateLines(made), ...warningLines(made)]) reporter.say(line);
  if (!json) print(`${made.title} (${(made.durationMs / 1000).toFixed(1)} s, session ${made.sessionId})`);
  print(json ? JSON.stringify(made) : made.video);
  return exitCodeOf(made);
}

function interrupted({ job, session }: View): CommandError {
  const sentences: Record<string, string> = {
    canceled:
      job.kind === "edit"
        ? "Canceled: the video stays as it was, and the change waits for the scene's next edit."
        : "Canceled: nothing of it goes on; the backend stays up (./proofreel stop ends it).",
    done: `It was done before it could be canceled: ./proofreel show ${session._id}.`,
  };
  return new CommandError(
    sentences[job.status] ?? job.failure?.message ?? "The job failed before it could be canceled.",
    exitCodes.interrupted,
  );
}

function slateLines({ sessionId, scenes }: MadeVideo): string[] {
  return scenes.flatMap(({ position, failure, revision }) => {
    if (!failure) return [];
    const back = `./proofreel edit ${sessionId} --scene ${position + 1} --revert`;
    const remedy = revision > 1 ? ` (${back} brings back what it was)` : "";
    return `Scene ${position + 1} is a slate: ${failure.message}${remedy}`;
  });
}

function warningLines({ sessionId, scenes }: MadeVideo): string[] {
  const lines = scenes.flatMap(({ position, warnings }) => warnings.map((says) => `Scene ${position + 1}: ${says}`));
  return firstOf(lines, `./proofreel show ${sessionId}`);
}
