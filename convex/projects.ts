import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel.js";
import type { MutationCtx } from "./_generated/server.js";
import { owned, userMutation, userQuery } from "./access.ts";
import { refuse } from "./errors.ts";
import { removeSession } from "./transitions.ts";

export const experimental_reuseContext = true;

const nameLimit = 100;
const listLimit = 500;

const vProject = v.object({ _id: v.id("projects"), _creationTime: v.number(), name: v.string() });

export const create = userMutation({
  args: { name: v.string() },
  returns: v.id("projects"),
  handler: async (ctx, { name }) => await ctx.db.insert("projects", { ownerId: ctx.user._id, name: checkedName(name) }),
});

/** Newest first. */
export const list = userQuery({
  args: {},
  returns: v.array(vProject),
  handler: async (ctx) => {
    const { user } = ctx;
    if (!user) return [];
    const projects = await ctx.db
      .query("projects")
      .withIndex("by_owner", (q) => q.eq("ownerId", user._id))
      .order("desc")
      .take(listLimit);
    return projects.map(shown);
  },
});

export const get = userQuery({
  args: { projectId: v.string() },
  returns: vProject,
  handler: async (ctx, { projectId }) => shown(await owned(ctx, "projects", projectId)),
});

export const rename = userMutation({
  args: { projectId: v.string(), name: v.string() },
  returns: v.null(),
  handler: async (ctx, { projectId, name }) => {
    const project = await owned(ctx, "projects", projectId);
    await ctx.db.patch(project._id, { name: checkedName(name) });
    return null;
  },
});

/** Removes a project with all its videos; unfinished jobs are canceled. */
export const remove = userMutation({
  args: { projectId: v.string() },
  returns: v.null(),
  handler: async (ctx, { projectId }) => {
    const project = await owned(ctx, "projects", projectId);
    const sessions = await ctx.db
      .query("videoSessions")
      .withIndex("by_project", (q) => q.eq("projectId", project._id).eq("removedAt", undefined))
      .collect();
    for (const session of sessions) await removeSession(ctx, session._id);
    await ctx.db.delete(project._id);
    return null;
  },
});

/** The user's "My videos", made when it is first needed or was removed. */
export async function defaultProject(ctx: MutationCtx, user: Doc<"users">): Promise<Doc<"projects">> {
  const known = user.defaultProjectId && (await ctx.db.get(user.defaultProjectId));
  if (known) return known;
  const projectId = await ctx.db.insert("projects", { ownerId: user._id, name: "My videos" });
  await ctx.db.patch(user._id, { defaultProjectId: projectId });
  return (await ctx.db.get(projectId)) ?? refuse("internal");
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length === 0 || trimmed.length > nameLimit)
    refuse("invalid_request", `A project's name has 1 to ${nameLimit} characters.`);
  return trimmed;
}

function shown({ _id, _creationTime, name }: Doc<"projects">) {
  return { _id, _creationTime, name };
}
