// Convex validators of the wire contracts, derived from their Zod schemas so that the two can't drift apart.

import { type VAny, v } from "convex/values";
import { zodToConvex } from "convex-helpers/server/zod4";
import type { z } from "zod";
import { Failure } from "../shared/failures.ts";
import { ClaimAnswer } from "../shared/jobs.ts";
import { Claim, Plan } from "../shared/plan.ts";
import { Quality } from "../shared/quality.ts";
import { Chapter, Master, ReportBatchAnswer, ReportEvent } from "../shared/reports.ts";
import { Clip, Narration } from "../shared/scene.ts";
import { JobKind, JobStatus, SceneStage, SceneStatus, SessionStatus, Stage } from "../shared/stages.ts";

/**
 * The cast keeps Zod's inferred type: with exactOptionalPropertyTypes its `x?: T | undefined` and Convex's `x?: T` differ
 * to the compiler, never in JSON. Refinements (lengths, patterns) are Zod's alone: http.ts parses before it calls.
 */
function wire<Schema extends z.ZodType>(schema: Schema): VAny<z.infer<Schema>> {
  return zodToConvex(schema) as unknown as VAny<z.infer<Schema>>;
}

export const vFailure = wire(Failure);
export const vQuality = wire(Quality);
export const vStage = wire(Stage);
export const vSceneStage = wire(SceneStage);
export const vSessionStatus = wire(SessionStatus);
export const vSceneStatus = wire(SceneStatus);
export const vJobStatus = wire(JobStatus);
export const vJobKind = wire(JobKind);
export const vPlan = wire(Plan);
export const vClaim = wire(Claim);
export const vChapter = wire(Chapter);
export const vMaster = wire(Master);
export const vNarration = wire(Narration);
export const vClip = wire(Clip);
export const vReportEvent = wire(ReportEvent);
export const vReportBatchAnswer = wire(ReportBatchAnswer);
export const vClaimAnswer = wire(ClaimAnswer);

/** What an edit does, without its text: that is the revision's. */
export const vChangeKind = v.union(
  v.literal("narration"),
  v.literal("code"),
  v.literal("reorder"),
  v.literal("remove"),
  v.literal("revert"),
);

export const vSource = v.union(
  v.object({ kind: v.literal("prompt"), prompt: v.string() }),
  v.object({ kind: v.literal("lesson"), markdown: v.string() }),
);
