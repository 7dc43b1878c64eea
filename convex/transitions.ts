// The only file that changes the status or stage of a job or a session, or what follows from it; sceneTransitions.ts
// does the same for scenes. Jobs of one session run one after the other: a later one waits with delivery 0 for its turn.
import { type Failure, failure } from "../shared/failures.ts";
import type { Plan } from "../shared/plan.ts";
import type { Master } from "../shared/reports.ts";
import { isTerminalJob, isTerminalSession, type JobStatus, type Stage } from "../shared/stages.ts";
import { internal } from "./_generated/api.js";
import type { Doc, Id } from "./_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "./_generated/server.js";
import { refuse } from "./errors.ts";
import { addScenes, anySlate, dropInstruction, settleScenes } from "./sceneTransitions.ts";

/** Claims of one job after which a lost attempt is not tried again. */
export const attemptLimit = 5;
/** Jobs that one user may have unfinished. */
export const openJobLimit = 20;
/** Failed sends of one delivery before the job fails: with the backoff below about 90 minutes. */
export const sendLimit = 100;
/** Time for a send to be answered before the outbox sweep sends again, in ms. */
const sendGraceMs = 30_000;
const longestBackoffMs = 60_000;

const openStatuses = ["queued", "sent", "running"] as const satisfies JobStatus[];

/** Inserts a job and sends it at once, or after the session's unfinished ones. */
export async function addJob(
  ctx: MutationCtx,
  session: Doc<"videoSessions">,
  work: { kind: "generate" } | { kind: "edit"; change: NonNullable<Doc<"jobs">["change"]> },
): Promise<Id<"jobs">> {
  await requireQuota(ctx, session.ownerId);
  const busy = (await openJobs(ctx, session._id)).length > 0;
  const jobId = await ctx.db.insert("jobs", {
    ownerId: session.ownerId,
    projectId: session.projectId,
    sessionId: session._id,
    ...work,
    status: "queued",
    attempt: 0,
    lastSeq: 0,
    delivery: 0,
    sends: 0,
  });
  if (!busy) {
    await deliver(ctx, jobId, 1);
    if (isTerminalSession(session.status)) await ctx.db.patch(session._id, { status: "queued" });
  }
  return jobId;
}

/** A runner has answered 2xx. */
export async function acknowledgeJob(ctx: MutationCtx, jobId: Id<"jobs">, delivery: number): Promise<void> {
  const job = await ctx.db.get(jobId);
  if (job?.status !== "queued" || job.delivery !== delivery) return;
  await ctx.db.patch(jobId, { status: "sent", heardAt: Date.now(), nextSendAt: undefined, sends: 0 });
}

/** No runner has answered, or it refused for now: the same delivery is sent again, later each time. */
export async function postponeJob(ctx: MutationCtx, jobId: Id<"jobs">, delivery: number): Promise<void> {
  const job = await ctx.db.get(jobId);
  if (job?.status !== "queued" || job.delivery !== delivery) return;
  const sends = job.sends + 1;
  if (sends >= sendLimit)
    return await failJob(ctx, job, failure("backend_unavailable", "No runner has taken the job."));
  const waitMs = Math.min(1000 * 2 ** (sends - 1), longestBackoffMs);
  await ctx.db.patch(jobId, { sends, nextSendAt: Date.now() + waitMs + sendGraceMs });
  await ctx.scheduler.runAfter(waitMs, internal.webhooks.send, { jobId, delivery });
}

/** The send itself was lost (its action died): the outbox sweep sends the same delivery again. */
export async function resendJob(ctx: MutationCtx, job: Doc<"jobs">): Promise<void> {
  await ctx.db.patch(job._id, { nextSendAt: Date.now() + sendGraceMs });
  await ctx.scheduler.runAfter(0, internal.webhooks.send, { jobId: job._id, delivery: job.delivery });
}

/** Nothing was heard of an acknowledged job: a new delivery, or the end where too many attempts were lost. */
export async function redeliverJob(ctx: MutationCtx, job: Doc<"jobs">): Promise<void> {
  if (job.attempt >= attemptLimit) return await failJob(ctx, job, failure("internal"));
  await deliver(ctx, job._id, job.delivery + 1);
}

/** A runner takes the job: a new attempt, which fences off the reports of every earlier one. */
export async function claimJob(ctx: MutationCtx, job: Doc<"jobs">, runner: string): Promise<Doc<"jobs">> {
  const claimed = {
    status: "running" as const,
    attempt: job.attempt + 1,
    lastSeq: 0,
    runner,
    heardAt: Date.now(),
    sends: 0,
  };
  await ctx.db.patch(job._id, { ...claimed, nextSendAt: undefined });
  await settleScenes(ctx, job.sessionId);
  await ctx.db.patch(job.sessionId, { status: "running", failure: undefined });
  return { ...job, ...claimed };
}

/** An attempt was heard: also one that had been given up while its reports could not get through. */
export async function hearJob(ctx: MutationCtx, job: Doc<"jobs">, lastSeq: number): Promise<void> {
  if (isTerminalJob(job.status)) return await ctx.db.patch(job._id, { lastSeq });
  const back = job.status === "running" ? {} : { status: "running" as const, nextSendAt: undefined };
  await ctx.db.patch(job._id, { lastSeq, heardAt: Date.now(), ...back });
}

/** The whole session enters a stage. */
export async function startStage(ctx: MutationCtx, session: Doc<"videoSessions">, stage: Stage): Promise<void> {
  if (session.stage !== stage) await ctx.db.patch(session._id, { stage });
}

/** A session is planned once; a later attempt works by the first plan. */
export async function acceptPlan(ctx: MutationCtx, session: Doc<"videoSessions">, plan: Plan): Promise<void> {
  if (session.plan) return;
  await ctx.db.patch(session._id, { plan, title: plan.title });
  await addScenes(ctx, session, plan.scenes);
}

/** Ends a job with a video, which replaces the session's former one. */
export async function publishMaster(ctx: MutationCtx, job: Doc<"jobs">, master: Master): Promise<void> {
  const session = await ctx.db.get(job.sessionId);
  if (!session) return;
  const partial = await anySlate(ctx, session._id);
  const masterId = await ctx.db.insert("artifacts", {
    sessionId: session._id,
    made: { kind: "master", master, partial },
  });
  await ctx.db.patch(session._id, { masterId });
  if (session.masterId) await ctx.db.delete(session.masterId);
  await finishJob(ctx, job, { status: "done" });
}

export async function failJob(ctx: MutationCtx, job: Doc<"jobs">, failure: Failure): Promise<void> {
  await finishJob(ctx, job, { status: "failed", failure });
}

/** Ends every unfinished job; runners learn it by the answer to their next report. */
export async function cancelJobs(ctx: MutationCtx, sessionId: Id<"videoSessions">): Promise<void> {
  // Newest first, so that the end of one never starts the next.
  for (const job of (await openJobs(ctx, sessionId)).reverse()) await finishJob(ctx, job, { status: "canceled" });
}

/** Makes a session and everything in it invisible at once; its rows are deleted in batches afterwards. */
export async function removeSession(ctx: MutationCtx, sessionId: Id<"videoSessions">): Promise<void> {
  await cancelJobs(ctx, sessionId);
  await ctx.db.patch(sessionId, { removedAt: Date.now() });
  await ctx.scheduler.runAfter(0, internal.retention.purgeSession, { sessionId });
}

/** The unfinished jobs of a session, oldest first. */
export async function openJobs(ctx: QueryCtx, sessionId: Id<"videoSessions">): Promise<Doc<"jobs">[]> {
  const byStatus = await Promise.all(
    openStatuses.map((status) =>
      ctx.db
        .query("jobs")
        .withIndex("by_session_status", (q) => q.eq("sessionId", sessionId).eq("status", status))
        .collect(),
    ),
  );
  return byStatus.flat().sort((left, right) => left._creationTime - right._creationTime);
}

async function deliver(ctx: MutationCtx, jobId: Id<"jobs">, delivery: number): Promise<void> {
  const nextSendAt = Date.now() + sendGraceMs;
  await ctx.db.patch(jobId, { status: "queued", delivery, sends: 0, nextSendAt, heardAt: undefined });
  await ctx.scheduler.runAfter(0, internal.webhooks.send, { jobId, delivery });
}

async function finishJob(
  ctx: MutationCtx,
  job: Doc<"jobs">,
  end: { status: "done" } | { status: "failed"; failure: Failure } | { status: "canceled" },
): Promise<void> {
  await ctx.db.patch(job._id, { ...end, finishedAt: Date.now(), nextSendAt: undefined });
  await settleScenes(ctx, job.sessionId);
  await dropInstruction(ctx, job);
  const session = await ctx.db.get(job.sessionId);
  if (!session) return;
  const [next] = await openJobs(ctx, job.sessionId);
  if (next && next.delivery > 0) return;
  const made = session.masterId && (await ctx.db.get(session.masterId))?.made;
  if (next) {
    await deliver(ctx, next._id, 1);
    await ctx.db.patch(session._id, { status: "queued", stage: undefined, failure: undefined });
  } else if (made?.kind === "master") {
    const status = made.partial ? "partial" : "ready";
    await ctx.db.patch(session._id, { status, stage: undefined, failure: undefined });
  } else if (end.status === "failed") {
    await ctx.db.patch(session._id, { status: "failed", stage: undefined, failure: end.failure });
  } else {
    await ctx.db.patch(session._id, { status: "canceled", stage: undefined, failure: undefined });
  }
}

/** Exact under concurrency: the count and the insert are one transaction. */
async function requireQuota(ctx: MutationCtx, ownerId: Id<"users">): Promise<void> {
  let open = 0;
  for (const status of openStatuses) {
    const jobs = await ctx.db
      .query("jobs")
      .withIndex("by_owner_status", (q) => q.eq("ownerId", ownerId).eq("status", status))
      .take(openJobLimit);
    open += jobs.length;
  }
  if (open >= openJobLimit)
    refuse("too_many_requests", `You have ${openJobLimit} unfinished videos and edits: wait for one or cancel it.`);
}
