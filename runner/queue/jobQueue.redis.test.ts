import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunnerStopping } from "../jobs/jobRunner.ts";
import { silentLog } from "../jobs/testRunner.ts";
import { createJobQueue, type JobQueue } from "./jobQueue.ts";
import { type JobWorker, startJobWorker } from "./jobWorker.ts";
import { startTestRedis, type TestRedis } from "./testRedis.ts";

const job = { jobId: "job00000001", sessionId: "session00001" };

describe("the queue on a real Redis", () => {
  let redis: TestRedis;
  let queue: JobQueue;
  const workers: JobWorker[] = [];

  beforeEach(async () => {
    redis = await startTestRedis();
    queue = createJobQueue({ redisUrl: redis.url, log: silentLog });
    await expect.poll(() => queue.counts()).not.toBeNull();
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.close();
    await queue.close();
    await redis.close();
  });

  const work = (run: (jobId: string) => Promise<void>, times: { lockMs?: number; stallCheckMs?: number } = {}) => {
    workers.push(startJobWorker({ redisUrl: redis.url, concurrency: 1, run, log: silentLog, ...times }));
  };

  it("runs a job once, however often its webhook is added, before and after it ran", async () => {
    const ran: string[] = [];
    await queue.add("one-1", "generate", job);
    await queue.add("one-1", "generate", job);
    work(async (jobId) => void ran.push(jobId));
    await expect.poll(async () => (await queue.counts())?.completed).toBe(1);
    await queue.add("one-1", "generate", job);
    await queue.add("two-1", "generate", { ...job, jobId: "job00000002" });
    await expect.poll(async () => (await queue.counts())?.completed).toBe(2);
    expect(ran).toEqual(["job00000001", "job00000002"]);
  });

  it("refuses at once while Redis is away, and works again when it is back", async () => {
    const ran: string[] = [];
    work(async (jobId) => void ran.push(jobId));
    await redis.kill();
    await expect.poll(() => queue.counts()).toBeNull();
    const startedAt = performance.now();
    await expect(queue.add("one-1", "generate", job)).rejects.toMatchObject({ failure: { code: "queue_unavailable" } });
    expect(performance.now() - startedAt).toBeLessThan(100);
    await redis.start();
    await expect.poll(() => queue.counts(), { timeout: 5_000 }).not.toBeNull();
    await queue.add("one-1", "generate", job);
    await expect.poll(() => ran, { timeout: 10_000 }).toEqual(["job00000001"]);
  });

  it("gives back the job of a runner that stops to the next one", async () => {
    const ran: string[] = [];
    const stopped = Promise.withResolvers<void>();
    await queue.add("one-1", "generate", job);
    work(async () => {
      stopped.resolve();
      throw new RunnerStopping();
    });
    await stopped.promise;
    await workers.pop()?.close();
    work(async (jobId) => void ran.push(jobId));
    await expect.poll(() => ran, { timeout: 10_000 }).toEqual(["job00000001"]);
    expect((await queue.counts())?.failed).toBe(0);
  });
});
