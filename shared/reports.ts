// Runner to Convex: what an attempt did, applied once, in order, and refused when the attempt is stale.
import * as z from "zod";
import { Failure } from "./failures.ts";
import { Plan, SceneKey } from "./plan.ts";
import { Clip, Narration, SceneWarnings, Script, StoredFile } from "./scene.ts";
import { SceneStage, Stage } from "./stages.ts";

export const Chapter = z.object({
  title: z.string(),
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
});
export type Chapter = z.infer<typeof Chapter>;

/** Everything a player needs. */
export const Master = z.object({
  video: StoredFile,
  subtitles: StoredFile,
  poster: StoredFile,
  chapters: z.array(Chapter),
  durationMs: z.number().positive(),
});
export type Master = z.infer<typeof Master>;

/** What one answer of a model took; no cost where its price is not known. */
export const ModelUsage = z.object({
  name: z.string().max(200),
  purpose: z.string().max(40),
  inputTokens: z.number().nonnegative(),
  outputTokens: z.number().nonnegative(),
  costUsd: z.number().nonnegative().optional(),
});
export type ModelUsage = z.infer<typeof ModelUsage>;

const scene = { sceneKey: SceneKey, revision: z.int().nonnegative() };

export const ReportEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("heartbeat") }),
  z.object({ type: z.literal("stageStarted"), stage: Stage }),
  z.object({ type: z.literal("planned"), plan: Plan }),
  z.object({ type: z.literal("sceneScripted"), ...scene, script: Script }),
  z.object({ type: z.literal("sceneProgress"), ...scene, stage: SceneStage, progress: z.number().min(0).max(1) }),
  z.object({ type: z.literal("sceneNarrated"), ...scene, narration: Narration }),
  /** `failure` says why a slate stands in for the scene's own picture. */
  z.object({
    type: z.literal("sceneRendered"),
    ...scene,
    clip: Clip,
    failure: Failure.optional(),
    warnings: SceneWarnings.optional(),
  }),
  z.object({
    type: z.literal("usage"),
    unit: z.enum(["renderSeconds", "speechCharacters", "modelTokens"]),
    quantity: z.number().nonnegative(),
    /** Whom a model's answer was for; absent for the whole video. */
    sceneKey: SceneKey.optional(),
    model: ModelUsage.optional(),
  }),
  /** Ends the job: the session becomes ready, or partial where a scene is a slate. */
  z.object({ type: z.literal("published"), master: Master }),
  /** Ends the job for good. */
  z.object({ type: z.literal("jobFailed"), failure: Failure }),
]);
export type ReportEvent = z.infer<typeof ReportEvent>;

/** `seq` counts from 1 within an attempt. */
export const Report = z.object({
  jobId: z.string(),
  attempt: z.int().positive(),
  seq: z.int().positive(),
  event: ReportEvent,
});
export type Report = z.infer<typeof Report>;

/** Body of POST <site>/runner/reports. */
export const ReportBatch = z.object({ reports: z.array(Report).min(1).max(100) });
export type ReportBatch = z.infer<typeof ReportBatch>;

/** outOfOrder: an earlier seq is missing, send again from `lastSeq + 1`; stale_attempt and canceled: stop working. */
export const ReportOutcome = z.enum(["applied", "duplicate", "outOfOrder", "stale_attempt", "canceled", "unknown"]);
export type ReportOutcome = z.infer<typeof ReportOutcome>;

export const ReportBatchAnswer = z.object({
  outcomes: z.array(z.object({ jobId: z.string(), attempt: z.int(), seq: z.int(), outcome: ReportOutcome })),
});
export type ReportBatchAnswer = z.infer<typeof ReportBatchAnswer>;
