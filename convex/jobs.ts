import { v } from "convex/values";
import { owned, userQuery } from "./access.ts";
import { vChangeKind, vFailure, vJobKind, vJobStatus } from "./validators.ts";

export const experimental_reuseContext = true;

const listLimit = 100;

/** The jobs of a session, newest first. */
export const bySession = userQuery({
  args: { sessionId: v.string() },
  returns: v.array(
    v.object({
      _id: v.id("jobs"),
      _creationTime: v.number(),
      kind: vJobKind,
      status: vJobStatus,
      attempt: v.number(),
      change: v.optional(v.object({ kind: vChangeKind, sceneId: v.id("scenes"), revision: v.number() })),
      failure: v.optional(vFailure),
      finishedAt: v.optional(v.number()),
    }),
  ),
  handler: async (ctx, { sessionId }) => {
    const session = await owned(ctx, "videoSessions", sessionId);
    const jobs = await ctx.db
      .query("jobs")
      .withIndex("by_session", (q) => q.eq("sessionId", session._id))
      .order("desc")
      .take(listLimit);
    return jobs.map(({ _id, _creationTime, kind, status, attempt, change, failure, finishedAt }) => ({
      ...{ _id, _creationTime, kind, status, attempt },
      ...(change === undefined ? {} : { change }),
      ...(failure === undefined ? {} : { failure }),
      ...(finishedAt === undefined ? {} : { finishedAt }),
    }));
  },
});
