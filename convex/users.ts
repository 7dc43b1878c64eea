import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel.js";
import { userMutation, visitorQuery } from "./access.ts";

export const experimental_reuseContext = true;

const vUser = v.object({ _id: v.id("users"), name: v.optional(v.string()), email: v.optional(v.string()) });

/** Who is signed in; null for a visitor and for somebody whose row is not written yet. */
export const current = visitorQuery({
  args: {},
  returns: v.union(vUser, v.null()),
  handler: async ({ user }) => user && shown(user),
});

/** Writes the row of somebody who has just signed in. */
export const ensure = userMutation({
  args: {},
  returns: vUser,
  handler: async ({ user }) => shown(user),
});

function shown({ _id, name, email }: Doc<"users">) {
  return { _id, ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
}
