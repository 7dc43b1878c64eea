// Convex validators of the wire contracts, derived from their Zod schemas so that the two can't drift apart.
import { type GenericValidator, type VAny, v } from "convex/values";
import * as z from "zod";
import { Failure } from "../shared/failures.ts";
import { ClaimAnswer, EditWebhook, GenerateWebhook } from "../shared/jobs.ts";
import { Claim, Plan } from "../shared/plan.ts";
import { Quality } from "../shared/quality.ts";
import { Chapter, Master, ModelUsage, ReportBatchAnswer, ReportEvent } from "../shared/reports.ts";
import { Clip, Narration, SceneWarnings } from "../shared/scene.ts";
import { Source } from "../shared/source.ts";
import { JobKind, JobStatus, SceneStage, SceneStatus, SessionStatus, Stage } from "../shared/stages.ts";

/**
 * A Convex validator of the same form. The cast keeps Zod's inferred type: with exactOptionalPropertyTypes its
 * `x?: T | undefined` and Convex's `x?: T` differ to the compiler, never in JSON.
 */
function wire<Schema extends z.ZodType>(schema: Schema): VAny<z.infer<Schema>> {
  return validatorOf(schema) as VAny<z.infer<Schema>>;
}

/** Refinements (lengths, patterns) are Zod's alone: http.ts parses before it calls. */
function validatorOf(schema: z.core.$ZodType): GenericValidator {
  if (schema instanceof z.ZodOptional) return v.optional(validatorOf(schema.unwrap()) as VAny);
  if (schema instanceof z.ZodString) return v.string();
  if (schema instanceof z.ZodNumber) return v.number();
  if (schema instanceof z.ZodBoolean) return v.boolean();
  if (schema instanceof z.ZodLiteral) return oneOf([...schema.values].map((value) => v.literal(value as string)));
  if (schema instanceof z.ZodEnum) return oneOf(schema.options.map((value) => v.literal(value)));
  if (schema instanceof z.ZodArray) return v.array(validatorOf(schema.element) as VAny);
  if (schema instanceof z.ZodUnion) return oneOf(schema.options.map(validatorOf));
  if (schema instanceof z.ZodObject)
    return v.object(Object.fromEntries(Object.entries(schema.shape).map(([key, value]) => [key, validatorOf(value)])));
  throw new Error(`No Convex validator is known for a Zod schema of type ${schema._zod.def.type}.`);
}

function oneOf(members: GenericValidator[]): GenericValidator {
  const [only] = members;
  return members.length === 1 && only ? only : v.union(...(members as VAny[]));
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
export const vSceneWarnings = wire(SceneWarnings);
export const vReportEvent = wire(ReportEvent);
export const vModelUsage = wire(ModelUsage);
export const vReportBatchAnswer = wire(ReportBatchAnswer);
export const vClaimAnswer = wire(ClaimAnswer);

/** A webhook's body without the time of sending, which each send sets anew. */
export const vUnsentWebhook = wire(
  z.union([GenerateWebhook.omit({ timestamp: true }), EditWebhook.omit({ timestamp: true })]),
);

/** What an edit does, without its text: that is the revision's. */
export const vChangeKind = v.union(
  v.literal("narration"),
  v.literal("code"),
  v.literal("reorder"),
  v.literal("remove"),
  v.literal("revert"),
  v.literal("instruction"),
);

/** Why a scene got another script. */
export const vRevisionCause = v.union(
  v.literal("written"),
  v.literal("narration"),
  v.literal("code"),
  v.literal("revert"),
  v.literal("instruction"),
);

export const vSource = wire(Source);
