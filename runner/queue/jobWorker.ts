// Takes jobs from the queue and hands them to the job runner.
import { DelayedError, type Job, Worker } from "bullmq";
import { Redis } from "ioredis";
import type { Logger } from "pino";
import { RunnerStopping } from "../jobs/jobRunner.ts";
import { QueuedJob, queueName, reconnectDelay } from "./jobQueue.ts";

export type JobWorker = { close(): Promise<void> };

export type JobWorkerOptions = {
  redisUrl: string;
  concurrency: number;
  run: (jobId: string) => Promise<void>;
  log: Logger;
  /** A job whose holder has not renewed its lock for so long is given to another. */
  lockMs?: number;
  stallCheckMs?: number;
};

/** After a kill -9 the job is taken up again about this much later; all heavy work is in child processes, so renewal is not held up. */
const defaultLockMs = 15_000;
const defaultStallCheckMs = 5_000;
/** A stop is no fault of the job. It comes back a moment later, so that the runner which stops doesn't take it again. */
const returnAfterMs = 500;

export function startJobWorker({ redisUrl, concurrency, run, log, ...times }: JobWorkerOptions): JobWorker {
  const connection = new Redis(redisUrl, {
    // Blocking reads wait for Redis for as long as it takes: https://docs.bullmq.io/guide/going-to-production
    maxRetriesPerRequest: null,
    retryStrategy: reconnectDelay,
  });
  let away = false;
  connection.on("error", (error) => {
    if (!away) log.warn({ err: error }, "Redis is away; jobs wait until it is back");
    away = true;
  });
  connection.on("ready", () => {
    if (away) log.info("Redis is back; taking jobs again");
    away = false;
  });

  const process = async (job: Job<QueuedJob>, token?: string): Promise<void> => {
    const { jobId } = QueuedJob.parse(job.data);
    try {
      await run(jobId);
    } catch (error) {
      if (!(error instanceof RunnerStopping)) throw error;
      await job.moveToDelayed(Date.now() + returnAfterMs, token);
      log.info({ jobId }, "job put back; the next runner goes on with it");
      throw new DelayedError();
    }
  };

  const worker = new Worker<QueuedJob>(queueName, process, {
    connection,
    concurrency,
    lockDuration: times.lockMs ?? defaultLockMs,
    stalledInterval: times.stallCheckMs ?? defaultStallCheckMs,
    // A stall is a fault of the machine, not of the job; Convex decides when a job has been tried too often.
    maxStalledCount: 10,
  });
  worker.on("error", (error) => log.debug({ err: error }, "worker"));
  worker.on("stalled", (id) => log.warn({ id }, "a job's holder is gone; the job is taken up again"));
  worker.on("failed", (job, error) =>
    log.error({ err: error, id: job?.id }, "the job's work broke off; Convex will send it again"),
  );

  return {
    async close() {
      // Without Redis there is nothing to wait for: its lock ends by itself.
      const reachable = connection.status === "ready";
      await worker.close(!reachable);
      connection.disconnect();
    },
  };
}
