// What runners ask of Convex: claims and reports. http.ts has verified the signature and parsed the body before.
import { type Infer, v } from "convex/values";
import type { ClaimAnswer, SceneOrder, WorkOrder } from "../shared/jobs.ts";
import type { Plan } from "../shared/plan.ts";
import type { ReportBatchAnswer, ReportEvent, ReportOutcome } from "../shared/reports.ts";
import { isTerminalJob } from "../shared/stages.ts";
import type { Doc } from "./_generated/dataModel.js";
import { internalMutation, type MutationCtx, type QueryCtx } from "./_generated/server.js";
import {
  narrateScene,
  pendingInstruction,
  progressScene,
  renderScene,
  sceneOfKey,
  scenesOf,
  scriptScene,
} from "./sceneTransitions.ts";
import { acceptPlan, claimJob, failJob, hearJob, publishMaster, startStage } from "./transitions.ts";
import { modelCostOf } from "./usage.ts";
import { vClaimAnswer, vReportBatchAnswer, vReportEvent } from "./validators.ts";

export const experimental_reuseContext = true;

const vReport = v.object({ jobId: v.string(), attempt: v.number(), seq: v.number(), event: vReportEvent });

/** Gives a runner the job's newest truth as a new attempt. */
export const claim = internalMutation({
  args: { jobId: v.string(), runner: v.string() },
  returns: vClaimAnswer,
  handler: async (ctx, { jobId, runner }): Promise<ClaimAnswer> => {
    const job = await findJob(ctx, jobId);
    // delivery 0: an earlier job of the session is not finished, so nobody can have been told of this one.
    if (!job || job.delivery === 0) return { outcome: "unknown" };
    if (isTerminalJob(job.status)) return { outcome: "finished" };
    const order = await workOrder(ctx, await claimJob(ctx, job, runner));
    return order ? { outcome: "claimed", order } : { outcome: "unknown" };
  },
});

/** Applies each report once, in order, and only those of the newest attempt. */
export const report = internalMutation({
  args: { reports: v.array(vReport) },
  returns: vReportBatchAnswer,
  handler: async (ctx, { reports }): Promise<ReportBatchAnswer> => {
    const outcomes: ReportBatchAnswer["outcomes"] = [];
    for (const report of reports) {
      const { jobId, attempt, seq } = report;
      outcomes.push({ jobId, attempt, seq, outcome: await applyReport(ctx, report) });
    }
    return { outcomes };
  },
});

async function applyReport(
  ctx: MutationCtx,
  { jobId, attempt, seq, event }: Infer<typeof vReport>,
): Promise<ReportOutcome> {
  const job = await findJob(ctx, jobId);
  if (!job) return "unknown";
  if (job.status === "canceled") return "canceled";
  if (attempt !== job.attempt) return "stale_attempt";
  if (seq <= job.lastSeq) return "duplicate";
  if (isTerminalJob(job.status)) return "stale_attempt";
  if (seq > job.lastSeq + 1) return "outOfOrder";
  await hearJob(ctx, job, seq);
  await applyEvent(ctx, job, event);
  return "applied";
}

async function applyEvent(ctx: MutationCtx, job: Doc<"jobs">, event: ReportEvent): Promise<void> {
  switch (event.type) {
    case "heartbeat":
      return;
    case "stageStarted":
      return await withSession(ctx, job, (session) => startStage(ctx, session, event.stage));
    case "planned":
      return await withSession(ctx, job, (session) => acceptPlan(ctx, session, event.plan));
    case "sceneScripted":
      return await withScene(ctx, job, event, (scene) => scriptScene(ctx, scene, event.revision, event.script));
    case "sceneProgress":
      return await withScene(ctx, job, event, (scene) =>
        progressScene(ctx, scene, event.revision, event.stage, event.progress),
      );
    case "sceneNarrated":
      return await withScene(ctx, job, event, (scene) => narrateScene(ctx, scene, event.revision, event.narration));
    case "sceneRendered":
      return await withScene(ctx, job, event, (scene) => renderScene(ctx, scene, event.revision, event));
    case "usage": {
      const { ownerId, projectId, sessionId, _id: jobId, attempt } = job;
      const { unit, quantity, sceneKey, model } = event;
      await ctx.db.insert("usage", {
        ...{ ownerId, projectId, sessionId, jobId, attempt, unit, quantity },
        ...(sceneKey === undefined ? {} : { sceneKey }),
        ...(model === undefined ? {} : { model }),
      });
      return;
    }
    case "published":
      return await publishMaster(ctx, job, event.master);
    case "jobFailed":
      return await failJob(ctx, job, event.failure);
    default:
      event satisfies never;
  }
}

async function withSession(
  ctx: MutationCtx,
  job: Doc<"jobs">,
  change: (session: Doc<"videoSessions">) => Promise<void>,
): Promise<void> {
  const session = await ctx.db.get(job.sessionId);
  if (session) await change(session);
}

/** A scene that was removed in the meantime changes no more. */
async function withScene(
  ctx: MutationCtx,
  job: Doc<"jobs">,
  { sceneKey }: { sceneKey: string },
  change: (scene: Doc<"scenes">) => Promise<void>,
): Promise<void> {
  const scene = await sceneOfKey(ctx, job.sessionId, sceneKey);
  if (scene) await change(scene);
}

async function findJob(ctx: QueryCtx, jobId: string): Promise<Doc<"jobs"> | null> {
  const id = ctx.db.normalizeId("jobs", jobId);
  return id && (await ctx.db.get(id));
}

async function workOrder(ctx: QueryCtx, job: Doc<"jobs">): Promise<WorkOrder | null> {
  const session = await ctx.db.get(job.sessionId);
  const source = await ctx.db
    .query("sources")
    .withIndex("by_session", (q) => q.eq("sessionId", job.sessionId))
    .unique();
  if (!session || !source || job.kind === "export") return null;
  const scenes = await Promise.all((await scenesOf(ctx, session._id)).map((scene) => sceneOrder(ctx, scene)));
  const instruction = await pendingInstruction(ctx, job);
  return {
    jobId: job._id,
    sessionId: session._id,
    attempt: job.attempt,
    kind: job.kind,
    source: source.source,
    ...(session.sceneCount === undefined ? {} : { sceneCount: session.sceneCount }),
    ...(session.budgetUsd === undefined ? {} : { budgetUsd: session.budgetUsd }),
    spentUsd: await modelCostOf(ctx, session._id),
    ...(instruction ? { instruction } : {}),
    quality: session.quality,
    voice: session.voice,
    language: session.language,
    ...(session.plan === undefined ? {} : { plan: planOfScenes(session.plan, scenes) }),
    scenes,
  };
}

async function sceneOrder(ctx: QueryCtx, scene: Doc<"scenes">): Promise<SceneOrder> {
  const { key, title, revision, status, narration, code, warnings } = scene;
  const spoken = scene.narrationId && (await ctx.db.get(scene.narrationId))?.made;
  const clip = scene.clipId && (await ctx.db.get(scene.clipId))?.made;
  return {
    key,
    title,
    revision,
    status,
    ...(narration === undefined ? {} : { narration }),
    ...(code === undefined ? {} : { code }),
    ...(warnings === undefined ? {} : { warnings }),
    ...(spoken?.kind === "narration" ? { spoken: spoken.narration } : {}),
    ...(clip?.kind === "clip" ? { clip: clip.clip } : {}),
  };
}

/** The plan as its owner has rearranged it: without removed scenes, in the order in which they are shown. */
function planOfScenes(plan: Plan, orders: readonly SceneOrder[]): Plan {
  const planned = new Map(plan.scenes.map((scene) => [scene.key, scene]));
  const scenes = orders.flatMap(({ key }) => planned.get(key) ?? []);
  return { ...plan, scenes };
}
