// The queue between webhook and work. Redis may lose it at any moment: Convex sends every job again that it hears
// nothing of, so a payload here is only the hint "ask Convex for this job".
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import type { Logger } from "pino";
import { z } from "zod";
import { PipelineError } from "../../shared/failures.ts";

export const queueName = "jobs";

export const QueuedJob = z.object({ jobId: z.string(), sessionId: z.string() });
export type QueuedJob = z.infer<typeof QueuedJob>;

export type QueueCounts = Record<"waiting" | "active" | "delayed" | "failed" | "completed", number>;

export type JobQueue = {
  /** Adding the same webhook again adds nothing. Throws PipelineError queue_unavailable, at once where Redis is away. */
  add(webhookId: string, kind: "generate" | "edit", job: QueuedJob): Promise<void>;
  /** Null where Redis is away. */
  counts(): Promise<QueueCounts | null>;
  close(): Promise<void>;
};

/** Longer than a webhook can be replayed (300 s), and bounded: BullMQ keeps ended jobs for ever by default. */
const keepEnded = { age: 24 * 3600, count: 5_000 };

const answerMs = 2_000;

export function createJobQueue({ redisUrl, log }: { redisUrl: string; log: Logger }): JobQueue {
  // A producer must fail at once while Redis is away: Convex sends the webhook again.
  const connection = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: reconnectDelay,
    commandTimeout: answerMs,
  });
  connection.on("error", (error) => log.debug({ err: error }, "Redis connection of the queue"));
  const queue = new Queue<QueuedJob>(queueName, { connection, defaultJobOptions: { attempts: 1 } });
  queue.on("error", (error) => log.debug({ err: error }, "queue"));

  const isReady = (): boolean => connection.status === "ready";

  return {
    async add(webhookId, kind, job) {
      if (!isReady()) throw new PipelineError("queue_unavailable");
      try {
        // Custom ids may hold no colon and not be all digits: https://docs.bullmq.io/guide/jobs/job-ids
        const options = { jobId: `job-${webhookId}`, removeOnComplete: keepEnded, removeOnFail: keepEnded };
        await within(answerMs, queue.add(kind, job, options));
      } catch (error) {
        throw new PipelineError("queue_unavailable", undefined, { cause: error });
      }
    },
    async counts() {
      if (!isReady()) return null;
      try {
        const counts = await within(
          answerMs,
          queue.getJobCounts("waiting", "active", "delayed", "failed", "completed"),
        );
        return counts as QueueCounts;
      } catch (error) {
        log.debug({ err: error }, "queue counts");
        return null;
      }
    },
    async close() {
      await Promise.allSettled([within(answerMs, queue.close())]);
      connection.disconnect();
    },
  };
}

/** From 50 ms to 2 s: Redis is local, and a queue that is back should be used soon. */
export const reconnectDelay = (times: number): number => Math.min(2_000, 50 * 2 ** Math.min(times, 6));

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
