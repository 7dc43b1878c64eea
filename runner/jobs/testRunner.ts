// A job runner with everything real around the stages: storage, outbox, sender and a site over HTTP.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createConvexSite } from "../report/convexSite.ts";
import { type Outbox, openOutbox } from "../report/outbox.ts";
import { type Sender, startSender } from "../report/sender.ts";
import { type TestSite, testSecret } from "../report/testSite.ts";
import { createDiskStorage } from "../storage/diskStorage.ts";
import type { Storage } from "../storage/storage.ts";
import { openArtifactIndex } from "./artifactIndex.ts";
import { createJobRunner, type JobRunner, type JobRunnerDeps } from "./jobRunner.ts";
import type { Stages } from "./stages.ts";

export const silentLog = pino({ level: process.env.TEST_LOG ?? "silent" });

export type TestRunner = {
  jobs: JobRunner;
  outbox: Outbox;
  sender: Sender;
  storage: Storage;
  workDir: string;
  close(): Promise<void>;
};

/** Two runners with one folder are the same runner before and after a restart. */
export async function startTestRunner(
  site: TestSite,
  stages: Stages,
  folder: string,
  limits: Pick<JobRunnerDeps, "limitMs" | "graceMs" | "models"> = {},
): Promise<TestRunner> {
  const convex = createConvexSite({ url: site.url, secrets: [testSecret] });
  const storage = await createDiskStorage(join(folder, "storage"));
  const outbox = openOutbox(join(folder, "outbox.sqlite"));
  const artifacts = openArtifactIndex(join(folder, "artifacts.sqlite"));
  const backoff = { firstMs: 10, mostMs: 50 };
  const sender = startSender({
    outbox,
    site: convex,
    log: silentLog,
    onEnded: (attempt, why) => jobs.abandon(attempt, why),
    gatherMs: 5,
    backoff,
  });
  const workDir = join(folder, "work");
  const jobs = createJobRunner({
    site: convex,
    outbox,
    sender,
    stages,
    storage,
    artifacts,
    workDir,
    width: 2,
    name: "test",
    log: silentLog,
    heartbeatMs: 20,
    backoff,
    ...limits,
  });
  return {
    jobs,
    outbox,
    sender,
    storage,
    workDir,
    async close() {
      jobs.stop();
      await sender.stop(1000);
      outbox.end();
      artifacts.end();
    },
  };
}

export async function temporaryFolder(): Promise<{ path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "proofreel-test-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
