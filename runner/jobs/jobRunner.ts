// One job from its claim to its end, on this runner. Whatever happens here, the job ends: with a published video, with
// one failure, or in the hands of another attempt.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { type FailureCode, PipelineError } from "../../shared/failures.ts";
import type { ClaimAnswer, WorkOrder } from "../../shared/jobs.ts";
import type { ModelDesk } from "../authors/model/modelDesk.ts";
import type { ConvexSite } from "../report/convexSite.ts";
import type { Attempt as AttemptId, Outbox } from "../report/outbox.ts";
import type { Sender } from "../report/sender.ts";
import { asDiskFailure, hasNoRoom } from "../storage/diskFailure.ts";
import type { Storage } from "../storage/storage.ts";
import type { ArtifactIndex } from "./artifactIndex.ts";
import type { Attempt } from "./attempt.ts";
import { edit } from "./edit.ts";
import { generate } from "./generate.ts";
import { lessonPictures } from "./lessonPictures.ts";
import { modelUse } from "./modelUse.ts";
import { paperPictures } from "./paperPictures.ts";
import { fetchSourceFile } from "./sourceFile.ts";
import type { Stages } from "./stages.ts";

export type JobRunnerDeps = {
  site: Pick<ConvexSite, "claim" | "picture">;
  outbox: Outbox;
  sender: Pick<Sender, "drained">;
  stages: Stages;
  storage: Storage;
  artifacts: ArtifactIndex;
  /** Where a key is set. */
  models?: ModelDesk | undefined;
  /** Each attempt has a folder in it for as long as it runs. */
  workDir: string;
  /** Scenes in work at the same time. */
  width: number;
  /** How this runner is called in a claim. */
  name: string;
  log: Logger;
  heartbeatMs?: number;
  /** No attempt lasts longer. */
  limitMs?: number;
  /** How long an ended attempt's work may take to notice. */
  graceMs?: number;
  backoff?: { firstMs: number; mostMs: number };
};

export type JobRunner = {
  /** Resolves when nothing of the job is left to do here; rejects with RunnerStopping when it must be done elsewhere. */
  run(jobId: string): Promise<void>;
  /** The attempt has no more say: stop its work. */
  abandon(attempt: AttemptId, why: "stale_attempt" | "canceled" | "unknown"): void;
  running(): number;
  /** Stops all work; each run() rejects with RunnerStopping. */
  stop(): void;
};

/** The job is not at fault and not done: this runner stops. */
export class RunnerStopping extends Error {
  override readonly name = "RunnerStopping";
}

/** Convex asks for a sign of life at least this often, and answers with whether the job was canceled. */
const defaultHeartbeatMs = 2_500;

/** Far above what 40 scenes in high quality take, so that only work that hangs meets it. */
const defaultLimitMs = 2 * 60 * 60 * 1000;
const defaultGraceMs = 10_000;

export function createJobRunner(deps: JobRunnerDeps): JobRunner {
  const { site, outbox, sender, log, backoff = { firstMs: 500, mostMs: 15_000 } } = deps;
  const stopping = new AbortController();
  const attempts = new Map<string, AbortController>();
  const jobs = new Map<string, Promise<void>>();

  /** Asks until Convex answers: a job that can't be claimed yet must not be lost. */
  const claim = async (jobId: string): Promise<ClaimAnswer> => {
    for (let failures = 0; ; failures++) {
      try {
        // What an earlier attempt did and Convex doesn't know yet would otherwise be done again.
        await sender.drained(jobId, stopping.signal);
        return await site.claim({ jobId, runner: deps.name }, stopping.signal);
      } catch (error) {
        stopping.signal.throwIfAborted();
        if (failures === 0)
          log.warn({ err: error, jobId }, "the job can't be claimed yet; trying until Convex answers");
        const wait = Math.min(backoff.mostMs, backoff.firstMs * 2 ** Math.min(failures, 16));
        await delay(wait * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal });
      }
    }
  };

  const work = async (order: WorkOrder): Promise<void> => {
    const id: AttemptId = { jobId: order.jobId, attempt: order.attempt };
    const controller = new AbortController();
    attempts.set(keyOf(id), controller);
    const limit = AbortSignal.timeout(deps.limitMs ?? defaultLimitMs);
    const signal = AbortSignal.any([controller.signal, stopping.signal, limit]);
    const workDir = join(deps.workDir, `${order.jobId}-${order.attempt}`);
    const attemptLog = log.child({ ...id, sessionId: order.sessionId });
    const beat = (): void => {
      try {
        outbox.append(id, { type: "heartbeat" });
      } catch (error) {
        attemptLog.warn({ err: error }, "a sign of life could not be written");
      }
    };
    const heartbeat = setInterval(beat, deps.heartbeatMs ?? defaultHeartbeatMs);
    const startedAt = performance.now();
    try {
      await mkdir(workDir, { recursive: true, mode: 0o700 });
      const { stages, storage, artifacts, width } = deps;
      const readFile: Attempt["readFile"] = (file) =>
        fetchSourceFile({ order, site, signal, backoff }, file, (why) => {
          return new PipelineError("invalid_paper", `The paper ${file.name.slice(0, 100)} can't be used: ${why}`);
        });
      const context = { signal, language: order.language, readFile };
      const attempt: Attempt = {
        order,
        signal,
        workDir,
        stages,
        storage,
        artifacts,
        readFile,
        pictures:
          order.source.kind === "paper"
            ? paperPictures({ order, stages, context, workDir, log: attemptLog })
            : lessonPictures({ order, site, stages, workDir, signal, backoff }),
        width,
        log: attemptLog,
        report: (event) => outbox.append(id, event),
        model: deps.models?.forVideo(modelUse(order, (event) => outbox.append(id, event), attemptLog)),
      };
      attemptLog.info({ kind: order.kind, scenes: order.scenes.length }, "job claimed; working on it");
      const made = order.kind === "generate" ? generate(attempt) : edit(attempt);
      await orAbandoned(made, signal, deps.graceMs ?? defaultGraceMs);
      attemptLog.info({ seconds: Math.round((performance.now() - startedAt) / 100) / 10 }, "video published");
    } catch (error) {
      if (stopping.signal.aborted) throw new RunnerStopping("the runner stops", { cause: error });
      if (controller.signal.aborted) return;
      const { failure } = limit.aborted ? tooLong() : await causeOf(error, deps.workDir);
      attemptLog.error({ err: error, failure }, "job failed");
      // First, since on a full disk the report may need the room.
      await rm(workDir, { recursive: true, force: true });
      outbox.append(id, { type: "jobFailed", failure });
    } finally {
      clearInterval(heartbeat);
      attempts.delete(keyOf(id));
      await rm(workDir, { recursive: true, force: true });
    }
  };

  const claimAndWork = async (jobId: string): Promise<void> => {
    const answer = await claim(jobId);
    switch (answer.outcome) {
      case "claimed":
        return await work(answer.order);
      case "finished":
      case "unknown":
        log.info({ jobId, outcome: answer.outcome }, "nothing to do for this job");
        return;
      default:
        answer satisfies never;
    }
  };

  return {
    async run(jobId) {
      // A stalled or resent job must not fight with its own first run on this machine: it waits, and then finds it done.
      const before = jobs.get(jobId);
      const mine = (async () => {
        if (before) await Promise.allSettled([before]);
        try {
          stopping.signal.throwIfAborted();
          await claimAndWork(jobId);
        } catch (error) {
          if (stopping.signal.aborted) throw new RunnerStopping("the runner stops", { cause: error });
          throw error;
        }
      })();
      jobs.set(jobId, mine);
      try {
        await mine;
      } finally {
        if (jobs.get(jobId) === mine) jobs.delete(jobId);
      }
    },
    abandon(attempt, why) {
      const controller = attempts.get(keyOf(attempt));
      if (controller === undefined || controller.signal.aborted) return;
      log.info({ ...attempt, why }, "stopping work on this attempt");
      controller.abort(new PipelineError(why === "canceled" ? "canceled" : "stale_attempt"));
    },
    running: () => attempts.size,
    stop: () => stopping.abort(new RunnerStopping("the runner stops")),
  };
}

async function causeOf(error: unknown, workDir: string): Promise<PipelineError> {
  const cause = asDiskFailure(error, "internal");
  if (!failsToWrite.has(cause.failure.code) || !(await hasNoRoom(workDir))) return cause;
  return new PipelineError("disk_full", undefined, { cause: error });
}

/** Whatever program a stage runs may fail in its own words where it can't write. */
const failsToWrite: ReadonlySet<FailureCode> = new Set([
  ...(["internal", "narration_failed", "render_failed", "compose_failed", "publish_failed"] as const),
]);

const tooLong = (): PipelineError =>
  new PipelineError("internal", "The job hung and was given up: try again, ./proofreel logs has the details.");

/** Settles as the work does. Work that overlooks an abort is left alone after the grace time: it must not hold its place. */
function orAbandoned(work: Promise<void>, signal: AbortSignal, graceMs: number): Promise<void> {
  const abandoned = new Promise<never>((_, reject) => {
    const giveUp = () => setTimeout(() => reject(signal.reason), graceMs).unref();
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true });
  });
  return Promise.race([work, abandoned]);
}

const keyOf = ({ jobId, attempt }: AttemptId): string => `${jobId}/${attempt}`;
