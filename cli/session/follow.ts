// Watches one job of a session until it ends; Convex pushes each change.
import type { ConvexClient } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api.js";
import { isTerminalJob } from "../../shared/stages.ts";

export type Session = FunctionReturnType<typeof api.videoSessions.get>;
export type Scene = FunctionReturnType<typeof api.scenes.list>[number];
export type Job = FunctionReturnType<typeof api.jobs.bySession>[number];
export type View = { session: Session; scenes: Scene[]; job: Job };

export type JobIds = { sessionId: string; jobId: string };

/** Once aborted it has the job canceled, and goes on until that is seen. */
export function followJob(
  client: ConvexClient,
  { sessionId, jobId }: JobIds,
  onChange: (view: View) => void,
  signal: AbortSignal,
): Promise<View> {
  return new Promise((resolve, reject) => {
    let session: Session | undefined;
    let scenes: Scene[] | undefined;
    let job: Job | undefined;
    let over = false;
    const end = (finish: () => void): void => {
      over = true;
      signal.removeEventListener("abort", cancel);
      for (const unsubscribe of subscriptions) unsubscribe();
      finish();
    };
    const changed = (): void => {
      if (over || !session || !scenes || !job) return;
      const view = { session, scenes, job };
      onChange(view);
      if (isTerminalJob(job.status) && agrees(view)) end(() => resolve(view));
    };
    const failed = (error: Error): void => {
      if (!over) end(() => reject(error));
    };
    const cancel = (): void => {
      client.mutation(api.videoSessions.cancel, { sessionId }).catch(failed);
    };
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { once: true });
    const subscriptions = [
      client.onUpdate(
        api.videoSessions.get,
        { sessionId },
        (value) => {
          session = value;
          changed();
        },
        failed,
      ),
      client.onUpdate(
        api.scenes.list,
        { sessionId },
        (value) => {
          scenes = value;
          changed();
        },
        failed,
      ),
      client.onUpdate(
        api.jobs.bySession,
        { sessionId },
        (value) => {
          job = value.find(({ _id }) => _id === jobId);
          changed();
        },
        failed,
      ),
    ];
  });
}

/** The queries of one transition reach us one after the other: an ended job may come before its session's last state. */
function agrees({ session, job }: View): boolean {
  if (job.status === "done") return session.status !== "queued" && session.master !== undefined;
  return session.status !== "queued" && (session.status !== "running" || job.kind === "edit");
}
