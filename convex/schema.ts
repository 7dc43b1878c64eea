import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import {
  vChangeKind,
  vClaim,
  vClip,
  vFailure,
  vJobKind,
  vJobStatus,
  vMaster,
  vModelUsage,
  vNarration,
  vPlan,
  vQuality,
  vRevisionCause,
  vSceneStage,
  vSceneStatus,
  vSceneWarnings,
  vSessionStatus,
  vSource,
  vStage,
} from "./validators.ts";

/** What a scene shows to its owner as it is stored. */
export const shownSceneFields = {
  key: v.string(),
  position: v.number(),
  title: v.string(),
  goal: v.string(),
  claims: v.array(vClaim),
  status: vSceneStatus,
  stage: v.optional(vSceneStage),
  progress: v.number(),
  /** 0 until the first script; every edit counts up. */
  revision: v.number(),
  narration: v.optional(v.string()),
  code: v.optional(v.string()),
  failure: v.optional(vFailure),
  warnings: v.optional(vSceneWarnings),
  narrationKey: v.optional(v.string()),
  clipKey: v.optional(v.string()),
  durationMs: v.optional(v.number()),
};

export default defineSchema({
  // Written by users.ensure and by the first mutation of somebody new. Never deleted.
  users: defineTable({
    tokenIdentifier: v.string(),
    name: v.optional(v.string()),
    email: v.optional(v.string()),
    defaultProjectId: v.optional(v.id("projects")),
  }).index("by_token", ["tokenIdentifier"]),

  // Written by projects.* and, for a user's "My videos", by videoSessions.create. Deleted by projects.remove.
  projects: defineTable({
    ownerId: v.id("users"),
    name: v.string(),
  }).index("by_owner", ["ownerId"]),

  // Written by videoSessions.create and transitions.ts. Marked by videoSessions.remove and projects.remove, deleted by retention.ts.
  videoSessions: defineTable({
    ownerId: v.id("users"),
    projectId: v.id("projects"),
    title: v.string(),
    status: vSessionStatus,
    stage: v.optional(vStage),
    failure: v.optional(vFailure),
    sceneCount: v.optional(v.number()),
    /** What models may cost, in US dollars. */
    budgetUsd: v.optional(v.number()),
    quality: vQuality,
    voice: v.string(),
    language: v.string(),
    plan: v.optional(vPlan),
    masterId: v.optional(v.id("artifacts")),
    /** Milliseconds since 1970; a removed session is invisible from that moment on. */
    removedAt: v.optional(v.number()),
  })
    .index("by_owner", ["ownerId", "removedAt"])
    .index("by_project", ["projectId", "removedAt"])
    .index("by_removed", ["removedAt"]),

  // What a session is made from, apart because a lesson is long and lists of sessions don't need it.
  // Written by videoSessions.create, deleted by retention.ts with the session.
  sources: defineTable({
    sessionId: v.id("videoSessions"),
    source: vSource,
  }).index("by_session", ["sessionId"]),

  // A lesson's picture or a paper on its way, and once a session is made of it, that session's. Written by uploads.start and
  // uploads.finish, given away by videoSessions.create. Deleted by retention.ts with its file: a day after it came unused,
  // or with the session.
  uploads: defineTable({
    ownerId: v.id("users"),
    /** Absent until the bytes are there. */
    file: v.optional(v.object({ storageId: v.id("_storage"), sha256: v.string(), bytes: v.number() })),
    sessionId: v.optional(v.id("videoSessions")),
  })
    .index("by_owner", ["ownerId", "sessionId"])
    .index("by_session", ["sessionId"])
    .index("by_file", ["file.storageId"]),

  // Written by transitions.ts only. Deleted by scenes.remove, and by retention.ts with the session.
  scenes: defineTable({
    ownerId: v.id("users"),
    sessionId: v.id("videoSessions"),
    ...shownSceneFields,
    narrationId: v.optional(v.id("artifacts")),
    clipId: v.optional(v.id("artifacts")),
  })
    .index("by_session", ["sessionId", "position"])
    .index("by_key", ["sessionId", "key"])
    .index("by_revision", ["revision"]),

  // Written by transitions.ts: one row for every script a scene has had. Deleted by retention.ts: beyond the newest 50, or with the scene.
  sceneRevisions: defineTable({
    sceneId: v.id("scenes"),
    sessionId: v.id("videoSessions"),
    revision: v.number(),
    cause: vRevisionCause,
    narration: v.string(),
    code: v.optional(v.string()),
    /** What was wished, in words; `pending` until a script is written for it, a copy of the revision before until then. */
    instruction: v.optional(v.string()),
    pending: v.optional(v.boolean()),
    narrationId: v.optional(v.id("artifacts")),
    clipId: v.optional(v.id("artifacts")),
  })
    .index("by_scene", ["sceneId", "revision"])
    .index("by_session", ["sessionId"]),

  // Written by transitions.ts only. Deleted by retention.ts: 30 days after the end, or with the session.
  jobs: defineTable({
    ownerId: v.id("users"),
    projectId: v.id("projects"),
    sessionId: v.id("videoSessions"),
    kind: vJobKind,
    status: vJobStatus,
    change: v.optional(v.object({ kind: vChangeKind, sceneId: v.id("scenes"), revision: v.number() })),
    failure: v.optional(vFailure),
    /** Fencing token: counts claims; reports of an older attempt are refused. */
    attempt: v.number(),
    /** Newest report applied of this attempt. */
    lastSeq: v.number(),
    runner: v.optional(v.string()),
    /** Counts deliveries; 0 while an earlier job of the session is not finished. A resend keeps it, and so the webhook's id. */
    delivery: v.number(),
    /** Counts sends of this delivery that failed. */
    sends: v.number(),
    /** When the outbox sweep may send; absent once acknowledged and before the job's turn. */
    nextSendAt: v.optional(v.number()),
    /** When a runner last acknowledged, claimed or reported. */
    heardAt: v.optional(v.number()),
    finishedAt: v.optional(v.number()),
  })
    .index("by_session", ["sessionId"])
    .index("by_session_status", ["sessionId", "status"])
    .index("by_owner_status", ["ownerId", "status"])
    .index("by_send", ["status", "nextSendAt"])
    .index("by_heard", ["status", "heardAt"])
    .index("by_finished", ["finishedAt"]),

  // A stored file and what made it. Written by transitions.ts from reports; a scene's or session's own are replaced there.
  // Deleted by retention.ts with their revision, scene or session; then no row names the file, and the runner deletes it.
  artifacts: defineTable({
    sessionId: v.id("videoSessions"),
    sceneId: v.optional(v.id("scenes")),
    made: v.union(
      v.object({ kind: v.literal("narration"), narration: vNarration }),
      v.object({ kind: v.literal("clip"), clip: vClip }),
      v.object({ kind: v.literal("master"), master: vMaster, partial: v.boolean() }),
    ),
  })
    .index("by_session", ["sessionId"])
    .index("by_scene", ["sceneId"])
    .index("by_narration", ["made.narration.key"])
    .index("by_clip", ["made.clip.key"])
    .index("by_video", ["made.master.video.key"])
    .index("by_subtitles", ["made.master.subtitles.key"])
    .index("by_poster", ["made.master.poster.key"]),

  // Written by transitions.ts, one row per usage report. Kept for good: it is what a user is told that a video cost.
  usage: defineTable({
    ownerId: v.id("users"),
    projectId: v.id("projects"),
    sessionId: v.id("videoSessions"),
    jobId: v.id("jobs"),
    attempt: v.number(),
    unit: v.union(v.literal("renderSeconds"), v.literal("speechCharacters"), v.literal("modelTokens")),
    quantity: v.number(),
    sceneKey: v.optional(v.string()),
    model: v.optional(vModelUsage),
  })
    .index("by_owner", ["ownerId"])
    .index("by_session", ["sessionId"]),

  // A link by which people who are not the owner may watch. Written by the owner's sharing, deleted by retention.ts with the session.
  shares: defineTable({
    ownerId: v.id("users"),
    sessionId: v.id("videoSessions"),
    token: v.string(),
  })
    .index("by_token", ["token"])
    .index("by_session", ["sessionId"]),
});
