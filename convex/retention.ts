// Deletes what nobody can see any more, in batches that stay far below a transaction's limits.
import { v } from "convex/values";
import { internal } from "./_generated/api.js";
import type { Doc, Id } from "./_generated/dataModel.js";
import { internalMutation, type MutationCtx } from "./_generated/server.js";

export const experimental_reuseContext = true;

/** Revisions kept of each scene. */
const revisionsKept = 50;
/** Finished jobs are kept this long, in ms. */
const jobsKeptMs = 30 * 24 * 60 * 60 * 1000;
/** Rows deleted in one transaction; a row may have up to 1 MiB, and a transaction may read 16. */
const batch = 50;

/** Finds everything that is due; each kind goes on by itself until nothing is left. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const removed = await ctx.db
      .query("videoSessions")
      .withIndex("by_removed", (q) => q.gt("removedAt", 0))
      .take(batch);
    for (const { _id: sessionId } of removed)
      await ctx.scheduler.runAfter(0, internal.retention.purgeSession, { sessionId });
    await ctx.scheduler.runAfter(0, internal.retention.trimRevisions, { after: null });
    await ctx.scheduler.runAfter(0, internal.retention.purgeJobs, {});
    await ctx.scheduler.runAfter(0, internal.uploads.purgeUnused, {});
    await ctx.scheduler.runAfter(0, internal.uploads.purgeFiles, { after: null });
    return null;
  },
});

const ownedTables = ["uploads", "scenes", "sceneRevisions", "artifacts", "jobs", "shares", "sources"] as const;

/** Deletes a removed session's rows, then the session. Usage stays. */
export const purgeSession = internalMutation({
  args: { sessionId: v.id("videoSessions") },
  returns: v.null(),
  handler: async (ctx, { sessionId }) => {
    const session = await ctx.db.get(sessionId);
    if (session?.removedAt === undefined) return null;
    for (const table of ownedTables) {
      const rows = await ctx.db
        .query(table)
        .withIndex("by_session", (q) => q.eq("sessionId", sessionId))
        .take(batch);
      for (const row of rows) {
        if ("file" in row && row.file) await ctx.storage.delete(row.file.storageId);
        await ctx.db.delete(row._id);
      }
      if (rows.length > 0) {
        await ctx.scheduler.runAfter(0, internal.retention.purgeSession, { sessionId });
        return null;
      }
    }
    await ctx.db.delete(sessionId);
    return null;
  },
});

/** Deletes the revisions and artifacts of a scene that is gone. */
export const purgeScene = internalMutation({
  args: { sceneId: v.id("scenes") },
  returns: v.null(),
  handler: async (ctx, { sceneId }) => {
    for (const table of ["sceneRevisions", "artifacts"] as const) {
      const rows = await ctx.db
        .query(table)
        .withIndex("by_scene", (q) => q.eq("sceneId", sceneId))
        .take(batch);
      for (const row of rows) await ctx.db.delete(row._id);
      if (rows.length > 0) {
        await ctx.scheduler.runAfter(0, internal.retention.purgeScene, { sceneId });
        return null;
      }
    }
    return null;
  },
});

/** Walks the scenes that may have too many revisions, one in each transaction. */
export const trimRevisions = internalMutation({
  args: { after: v.union(v.null(), v.string()) },
  returns: v.null(),
  handler: async (ctx, { after }) => {
    const { page, isDone, continueCursor } = await ctx.db
      .query("scenes")
      .withIndex("by_revision", (q) => q.gt("revision", revisionsKept))
      .paginate({ numItems: 1, cursor: after });
    for (const scene of page) await trimScene(ctx, scene);
    if (!isDone) await ctx.scheduler.runAfter(0, internal.retention.trimRevisions, { after: continueCursor });
    return null;
  },
});

export const purgeJobs = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const old = await ctx.db
      .query("jobs")
      .withIndex("by_finished", (q) => q.gt("finishedAt", 0).lt("finishedAt", Date.now() - jobsKeptMs))
      .take(batch);
    for (const job of old) await ctx.db.delete(job._id);
    if (old.length === batch) await ctx.scheduler.runAfter(0, internal.retention.purgeJobs, {});
    return null;
  },
});

async function trimScene(ctx: MutationCtx, scene: Doc<"scenes">): Promise<void> {
  const old = await ctx.db
    .query("sceneRevisions")
    .withIndex("by_scene", (q) => q.eq("sceneId", scene._id).lte("revision", scene.revision - revisionsKept))
    .take(batch);
  if (old.length === 0) return;
  const kept = await ctx.db
    .query("sceneRevisions")
    .withIndex("by_scene", (q) => q.eq("sceneId", scene._id).gt("revision", scene.revision - revisionsKept))
    .collect();
  const used = new Set<Id<"artifacts"> | undefined>(
    [scene, ...kept].flatMap(({ narrationId, clipId }) => [narrationId, clipId]),
  );
  for (const row of old) {
    for (const artifactId of [row.narrationId, row.clipId])
      if (artifactId && !used.has(artifactId)) {
        used.add(artifactId);
        await ctx.db.delete(artifactId);
      }
    await ctx.db.delete(row._id);
  }
}
