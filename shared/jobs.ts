// Convex to runner: the webhook that hints at a job, and the claim by which an attempt gets its work order.
import * as z from "zod";
import { Plan, SceneKey } from "./plan.ts";
import { Quality } from "./quality.ts";
import { Clip, instructionLimit, Narration, SceneWarnings } from "./scene.ts";
import { Source } from "./source.ts";
import { SceneStatus } from "./stages.ts";

const Id = z.string().regex(/^[a-z0-9]{8,64}$/);

const common = { projectId: Id, sessionId: Id, jobId: Id, timestamp: z.int() };

/** What an edit does to one scene. `voice` comes with later authors. */
export const SceneChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("narration"), narration: z.string().min(1).max(10_000) }),
  z.object({ kind: z.literal("code"), code: z.string().min(1).max(200_000) }),
  z.object({ kind: z.literal("reorder") }),
  z.object({ kind: z.literal("remove") }),
  z.object({ kind: z.literal("revert") }),
  z.object({ kind: z.literal("instruction"), instruction: z.string().min(1).max(instructionLimit) }),
]);
export type SceneChange = z.infer<typeof SceneChange>;

/** Body of POST /jobs/generate. */
export const GenerateWebhook = z.object({
  ...common,
  kind: z.literal("generate"),
  source: Source,
  sceneCount: z.int().min(1).max(40).optional(),
});
export type GenerateWebhook = z.infer<typeof GenerateWebhook>;

/** Body of POST /jobs/edit. */
export const EditWebhook = z.object({
  ...common,
  kind: z.literal("edit"),
  sceneId: Id.optional(),
  revision: z.int().nonnegative(),
  change: SceneChange,
});
export type EditWebhook = z.infer<typeof EditWebhook>;

export const WebhookAnswer = z.union([
  z.object({ jobId: Id, queued: z.literal(true) }),
  z.object({ jobId: Id, duplicate: z.literal(true) }),
]);
export type WebhookAnswer = z.infer<typeof WebhookAnswer>;

/** A scene as the runner needs it. narration and code are those of `revision`; artifacts may be of older inputs. */
export const SceneOrder = z.object({
  key: SceneKey,
  title: z.string(),
  revision: z.int().nonnegative(),
  status: SceneStatus,
  narration: z.string().optional(),
  code: z.string().optional(),
  spoken: Narration.optional(),
  clip: Clip.optional(),
  warnings: SceneWarnings.optional(),
});
export type SceneOrder = z.infer<typeof SceneOrder>;

/** Body of POST <site>/runner/claim. */
export const Claim = z.object({ jobId: Id, runner: z.string().min(1).max(100) });
export type Claim = z.infer<typeof Claim>;

/** What a claimed attempt works on: always the newest truth, whatever the webhook said. */
export const WorkOrder = z.object({
  jobId: Id,
  sessionId: Id,
  attempt: z.int().positive(),
  kind: z.enum(["generate", "edit"]),
  source: Source,
  sceneCount: z.int().min(1).max(40).optional(),
  quality: Quality,
  voice: z.string(),
  language: z.string(),
  plan: Plan.optional(),
  /** What models may cost for this video, in US dollars, and what they did cost so far; by default the runner's own limit. */
  budgetUsd: z.number().positive().optional(),
  spentUsd: z.number().nonnegative().optional(),
  /** A wish that no script has been written for yet; `revision` is that of the script to come. */
  instruction: z.object({ sceneKey: SceneKey, revision: z.int().positive(), text: z.string() }).optional(),
  /** In the order in which they are shown; empty until planned. */
  scenes: z.array(SceneOrder),
});
export type WorkOrder = z.infer<typeof WorkOrder>;

/** Answer to a claim: the work, or why there is none. */
export const ClaimAnswer = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("claimed"), order: WorkOrder }),
  z.object({ outcome: z.literal("finished") }),
  z.object({ outcome: z.literal("unknown") }),
]);
export type ClaimAnswer = z.infer<typeof ClaimAnswer>;
