import { v } from "convex/values";
import { codeLimit, instructionLimit, narrationLimit } from "../shared/scene.ts";
import { internal } from "./_generated/api.js";
import type { Doc, Id } from "./_generated/dataModel.js";
import type { MutationCtx } from "./_generated/server.js";
import { owned, userMutation, userQuery } from "./access.ts";
import { refuse } from "./errors.ts";
import { dropScene, instructScene, moveScene, reviseScene, revisionRow, scenesOf } from "./sceneTransitions.ts";
import { shownSceneFields } from "./schema.ts";
import { addJob } from "./transitions.ts";
import { vRevisionCause } from "./validators.ts";

export const experimental_reuseContext = true;

const historyLimit = 50;

const vScene = v.object({ _id: v.id("scenes"), ...shownSceneFields });

const vRevision = v.object({
  revision: v.number(),
  cause: vRevisionCause,
  createdAt: v.number(),
  narration: v.string(),
  code: v.optional(v.string()),
  instruction: v.optional(v.string()),
});

const vJobAnswer = v.object({ jobId: v.id("jobs") });

/** The scenes of a session in the order in which they are shown. */
export const list = userQuery({
  args: { sessionId: v.string() },
  returns: v.array(vScene),
  handler: async (ctx, { sessionId }) => {
    const session = await owned(ctx, "videoSessions", sessionId);
    return (await scenesOf(ctx, session._id)).map(shown);
  },
});

export const get = userQuery({
  args: { sceneId: v.string() },
  returns: vScene,
  handler: async (ctx, { sceneId }) => shown(await ownedScene(ctx, sceneId)),
});

/** Gives a scene another narration or code (or both): a new revision at once, its video by the job. */
export const edit = userMutation({
  args: { sceneId: v.string(), narration: v.optional(v.string()), code: v.optional(v.string()) },
  returns: vJobAnswer,
  handler: async (ctx, { sceneId, narration, code }) => {
    const scene = await ownedScene(ctx, sceneId);
    if (narration === undefined && code === undefined)
      refuse("invalid_request", "Give the scene's new narration or its new code.");
    requireText("narration", narration, narrationLimit);
    requireText("code", code, codeLimit);
    if (scene.narration === undefined) refuse("conflict", "This scene is not written yet: wait for it, then edit it.");
    const cause = code === undefined ? "narration" : "code";
    const newCode = code ?? scene.code;
    const revision = await reviseScene(ctx, scene, cause, {
      narration: narration ?? scene.narration,
      ...(newCode === undefined ? {} : { code: newCode }),
    });
    return await editJob(ctx, scene, cause, revision);
  },
});

/** Has a scene changed as somebody wishes in words; the new revision is the job's to write. */
export const instruct = userMutation({
  args: { sceneId: v.string(), instruction: v.string() },
  returns: vJobAnswer,
  handler: async (ctx, { sceneId, instruction }) => {
    const scene = await ownedScene(ctx, sceneId);
    requireText("instruction", instruction, instructionLimit);
    if (scene.narration === undefined) refuse("conflict", "This scene is not written yet: wait for it, then edit it.");
    if ((await revisionRow(ctx, scene._id, scene.revision))?.pending)
      refuse("conflict", "Another wish for this scene is being worked on: wait for it, then say the next.");
    return await editJob(ctx, scene, "instruction", await instructScene(ctx, scene, instruction));
  },
});

/** Moves a scene to another place; 0 is the first. */
export const reorder = userMutation({
  args: { sceneId: v.string(), position: v.number() },
  returns: vJobAnswer,
  handler: async (ctx, { sceneId, position }) => {
    const scene = await ownedScene(ctx, sceneId);
    const count = (await scenesOf(ctx, scene.sessionId)).length;
    if (!Number.isInteger(position) || position < 0 || position >= count)
      refuse("invalid_request", `A position is a whole number from 0 to ${count - 1}.`);
    await moveScene(ctx, scene, position);
    return await editJob(ctx, scene, "reorder", scene.revision);
  },
});

/** Takes a scene out of the video, with its history. */
export const remove = userMutation({
  args: { sceneId: v.string() },
  returns: vJobAnswer,
  handler: async (ctx, { sceneId }) => {
    const scene = await ownedScene(ctx, sceneId);
    if ((await scenesOf(ctx, scene.sessionId)).length === 1)
      refuse("invalid_request", "A video needs at least one scene: remove the video instead.");
    await dropScene(ctx, scene);
    await ctx.scheduler.runAfter(0, internal.retention.purgeScene, { sceneId: scene._id });
    return await editJob(ctx, scene, "remove", scene.revision);
  },
});

/** The scene's scripts, newest first. */
export const history = userQuery({
  args: { sceneId: v.string() },
  returns: v.array(vRevision),
  handler: async (ctx, { sceneId }) => {
    const scene = await ownedScene(ctx, sceneId);
    const rows = await ctx.db
      .query("sceneRevisions")
      .withIndex("by_scene", (q) => q.eq("sceneId", scene._id))
      .order("desc")
      .take(historyLimit);
    return rows.map(({ revision, cause, _creationTime, narration, code, instruction }) => ({
      ...{ revision, cause, createdAt: _creationTime, narration },
      ...(code === undefined ? {} : { code }),
      ...(instruction === undefined ? {} : { instruction }),
    }));
  },
});

/** Makes an earlier script the newest; what was spoken and rendered of it is used again. */
export const revert = userMutation({
  args: { sceneId: v.string(), revision: v.number() },
  returns: vJobAnswer,
  handler: async (ctx, { sceneId, revision }) => {
    const scene = await ownedScene(ctx, sceneId);
    const row = (await revisionRow(ctx, scene._id, revision)) ?? refuse("not_found");
    const { narration, code, narrationId, clipId } = row;
    const newest = await reviseScene(ctx, scene, "revert", {
      narration,
      ...(code === undefined ? {} : { code }),
      ...(narrationId === undefined ? {} : { narrationId }),
      ...(clipId === undefined ? {} : { clipId }),
    });
    return await editJob(ctx, scene, "revert", newest);
  },
});

/** A scene is its session's: gone for everybody once that is removed. */
async function ownedScene(ctx: Parameters<typeof owned>[0], sceneId: string): Promise<Doc<"scenes">> {
  const scene = await owned(ctx, "scenes", sceneId);
  await owned(ctx, "videoSessions", scene.sessionId);
  return scene;
}

async function editJob(
  ctx: MutationCtx,
  { _id: sceneId, sessionId }: Doc<"scenes">,
  kind: NonNullable<Doc<"jobs">["change"]>["kind"],
  revision: number,
): Promise<{ jobId: Id<"jobs"> }> {
  const session = (await ctx.db.get(sessionId)) ?? refuse("not_found");
  return { jobId: await addJob(ctx, session, { kind: "edit", change: { kind, sceneId, revision } }) };
}

function requireText(what: string, text: string | undefined, limit: number): void {
  if (text === undefined) return;
  if (text.trim().length === 0 || text.length > limit || !text.isWellFormed() || text.includes("\u0000"))
    refuse("invalid_request", `A scene's ${what} has 1 to ${limit.toLocaleString("en")} characters of plain text.`);
}

function shown(scene: Doc<"scenes">) {
  const { _creationTime, ownerId, sessionId, narrationId, clipId, ...rest } = scene;
  return rest;
}
