// Redis may lose everything at any moment: what nobody has been heard of is delivered anew from here.
import { v } from "convex/values";
import { internalMutation } from "./_generated/server.js";
import { redeliverJob } from "./transitions.ts";

export const experimental_reuseContext = true;

/** A running attempt reports far more often than this, in ms. */
const silenceMs = 60_000;
/** Longest wait for an acknowledged job to be claimed before it is delivered anew, in ms; it may just stand in a long queue. */
const longestWaitMs = 300_000;
const batch = 100;

export const reconcile = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    for (const status of ["sent", "running"] as const) {
      const silent = await ctx.db
        .query("jobs")
        .withIndex("by_heard", (q) => q.eq("status", status).lte("heardAt", now - silenceMs))
        .take(batch);
      for (const job of silent) {
        const patienceMs = status === "running" ? silenceMs : Math.min(silenceMs * job.delivery, longestWaitMs);
        if ((job.heardAt ?? 0) <= now - patienceMs) await redeliverJob(ctx, job);
      }
    }
    return null;
  },
});
