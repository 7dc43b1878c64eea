import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  events: defineTable({ client: v.number(), n: v.number(), text: v.string() }).index("by_client", ["client", "n"]),
});
