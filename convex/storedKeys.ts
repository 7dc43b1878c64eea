// Which stored files are still needed: those that an artifact names. Runners ask, and delete the others.
import { v } from "convex/values";
import { internalQuery, type QueryCtx } from "./_generated/server.js";

export const experimental_reuseContext = true;

const places = [
  ["by_narration", "made.narration.key"],
  ["by_clip", "made.clip.key"],
  ["by_video", "made.master.video.key"],
  ["by_subtitles", "made.master.subtitles.key"],
  ["by_poster", "made.master.poster.key"],
] as const;

export const wanted = internalQuery({
  args: { keys: v.array(v.string()) },
  returns: v.object({ deployment: v.union(v.null(), v.string()), wanted: v.array(v.string()) }),
  handler: async (ctx, { keys }) => {
    const named = await Promise.all(keys.map((key) => isNamed(ctx, key)));
    // Users are never deleted, so the first of them stands for the database.
    const first = await ctx.db.query("users").first();
    return { deployment: first?._id ?? null, wanted: keys.filter((_, index) => named[index]) };
  },
});

async function isNamed(ctx: QueryCtx, key: string): Promise<boolean> {
  for (const [index, field] of places) {
    const row = await ctx.db
      .query("artifacts")
      .withIndex(index, (q) => q.eq(field, key))
      .first();
    if (row) return true;
  }
  return false;
}
