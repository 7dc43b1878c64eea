import type { WebhookAnswer } from "../../shared/jobs.ts";
import type { JobQueue, QueuedJob } from "./jobQueue.ts";
import type { SeenWebhooks } from "./seenWebhooks.ts";

export type AcceptWebhook = (webhookId: string, kind: "generate" | "edit", job: QueuedJob) => Promise<WebhookAnswer>;

/**
 * Queues a webhook's job once, however often the webhook comes. It is remembered only after Redis has it: a crash in
 * between makes the next delivery queue it again under the same id, which adds nothing if it is there.
 */
export function createAcceptWebhook({
  queue,
  seen,
}: {
  queue: Pick<JobQueue, "add">;
  seen: SeenWebhooks;
}): AcceptWebhook {
  const underway = new Map<string, Promise<void>>();
  return async (webhookId, kind, job) => {
    const { jobId } = job;
    if (seen.has(webhookId)) return { jobId, duplicate: true };
    const other = underway.get(webhookId);
    if (other) {
      await other;
      return { jobId, duplicate: true };
    }
    const adding = queue.add(webhookId, kind, job).then(() => seen.remember(webhookId));
    underway.set(webhookId, adding);
    try {
      await adding;
    } finally {
      underway.delete(webhookId);
    }
    return { jobId, queued: true };
  };
}
