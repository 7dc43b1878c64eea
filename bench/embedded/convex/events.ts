import { mutationGeneric as mutation, queryGeneric as query } from "convex/server";
import { v } from "convex/values";

export const append = mutation({
  args: { client: v.number(), n: v.number(), text: v.string() },
  returns: v.id("events"),
  handler: (ctx, event) => ctx.db.insert("events", event),
});

/** Answers the ids of every hundredth. */
export const appendMany = mutation({
  args: { client: v.number(), from: v.number(), count: v.number(), text: v.string() },
  returns: v.array(v.id("events")),
  handler: async (ctx, { client, from, count, text }) => {
    const ids = [];
    for (let n = from; n < from + count; n++) {
      const id = await ctx.db.insert("events", { client, n, text });
      if (n % 100 === 0) ids.push(id);
    }
    return ids;
  },
});

export const get = query({ args: { id: v.id("events") }, handler: (ctx, { id }) => ctx.db.get(id) });

/** Ten in a row, in the middle of an index. */
export const range = query({
  args: { client: v.number(), from: v.number() },
  handler: (ctx, { client, from }) =>
    ctx.db
      .query("events")
      .withIndex("by_client", (q) =>
        q
          .eq("client", client)
          .gte("n", from)
          .lt("n", from + 10),
      )
      .collect(),
});

export const latest = query({
  args: { client: v.number() },
  handler: async (ctx, { client }) => {
    const event = await ctx.db
      .query("events")
      .withIndex("by_client", (q) => q.eq("client", client))
      .order("desc")
      .first();
    return event?.n ?? null;
  },
});
