// Files of sources (a lesson's pictures, a paper): they lie in Convex storage, and a row here says whose each one is. A file that no row
// names, and a row that no session uses, are deleted after a day.
import { v } from "convex/values";
import { paperLimits } from "../shared/paper.ts";
import { LessonPicture, pictureLimits } from "../shared/picture.ts";
import { filesOf, type Source } from "../shared/source.ts";
import { isTerminalJob } from "../shared/stages.ts";
import { internal } from "./_generated/api.js";
import type { Doc, Id } from "./_generated/dataModel.js";
import { internalMutation, internalQuery, type MutationCtx } from "./_generated/server.js";
import { owned, userMutation } from "./access.ts";
import { refuse } from "./errors.ts";

export const experimental_reuseContext = true;

/** Uploads that one user may have that no video uses yet: two lessons full of pictures. */
const unusedLimit = 2 * pictureLimits.perLesson;
const mostBytes = Math.max(pictureLimits.bytes, paperLimits.bytes);
const unusedKeptMs = 24 * 60 * 60 * 1000;
const batch = 50;

/** An address, good for an hour, to which the bytes are posted; the answer's storageId then goes to `finish`. */
export const start = userMutation({
  args: {},
  returns: v.object({ uploadId: v.id("uploads"), uploadUrl: v.string() }),
  handler: async (ctx) => {
    const unused = await ctx.db
      .query("uploads")
      .withIndex("by_owner", (q) => q.eq("ownerId", ctx.user._id).eq("sessionId", undefined))
      .take(unusedLimit);
    if (unused.length >= unusedLimit)
      refuse("too_many_requests", `You have uploaded ${unusedLimit} files that no video uses: they go after a day.`);
    const uploadId = await ctx.db.insert("uploads", { ownerId: ctx.user._id });
    return { uploadId, uploadUrl: await ctx.storage.generateUploadUrl() };
  },
});

/** Makes a file that has arrived the user's own; nobody can do so with one that is somebody's already. */
export const finish = userMutation({
  args: { uploadId: v.string(), storageId: v.string() },
  returns: v.object({ sha256: v.string(), bytes: v.number() }),
  handler: async (ctx, { uploadId, storageId: given }) => {
    const upload = await owned(ctx, "uploads", uploadId);
    const storageId = ctx.db.system.normalizeId("_storage", given) ?? refuse("not_found");
    const stored = (await ctx.db.system.get(storageId)) ?? refuse("not_found");
    if (upload.file?.storageId !== storageId && (upload.file || (await uploadOfFile(ctx, storageId))))
      refuse("not_found");
    if (stored.size < 1 || stored.size > mostBytes)
      refuse("invalid_request", "An uploaded file may have 1 byte to 20 MB.");
    const file = { storageId, sha256: hexOf(stored.sha256), bytes: stored.size };
    await ctx.db.patch(upload._id, { file });
    return { sha256: file.sha256, bytes: file.bytes };
  },
});

/** Gives the caller's uploads to a new session, of whose source they must be the files. */
export async function useUploads(
  ctx: MutationCtx & { user: Doc<"users"> },
  uploadIds: readonly string[],
  source: Source,
  sessionId: Id<"videoSessions">,
): Promise<void> {
  const wanted = new Map(filesOf(source).map((file) => [file.sha256, file]));
  if (uploadIds.length > pictureLimits.perLesson) refuse("invalid_request");
  for (const uploadId of uploadIds) {
    const upload = await owned(ctx, "uploads", uploadId);
    const { file } = upload;
    if (!file || upload.sessionId !== undefined || wanted.get(file.sha256)?.bytes !== file.bytes) refuse("not_found");
    wanted.delete(file.sha256);
    await ctx.db.patch(upload._id, { sessionId });
  }
  const [missing] = wanted.values();
  if (missing && source.kind === "paper") refuse("invalid_paper", `The paper ${missing.name} was not uploaded.`);
  if (missing) refuse("invalid_picture", `The picture ${missing.name} of the lesson was not uploaded with it.`);
}

/** Where a file lies that belongs to the source of an unfinished job. */
export const fileOfJob = internalQuery({
  args: { jobId: v.string(), sha256: v.string() },
  returns: v.union(v.null(), v.id("_storage")),
  handler: async (ctx, { jobId, sha256 }) => {
    const id = ctx.db.normalizeId("jobs", jobId);
    const job = id && (await ctx.db.get(id));
    if (!job || isTerminalJob(job.status)) return null;
    const uploads = await ctx.db
      .query("uploads")
      .withIndex("by_session", (q) => q.eq("sessionId", job.sessionId))
      .take(pictureLimits.perLesson);
    return uploads.find(({ file }) => file?.sha256 === sha256)?.file?.storageId ?? null;
  },
});

/** Deletes uploads that no session has used for a day. */
export const purgeUnused = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const old = await ctx.db
      .query("uploads")
      .withIndex("by_session", (q) => q.eq("sessionId", undefined).lt("_creationTime", Date.now() - unusedKeptMs))
      .take(batch);
    for (const { _id, file } of old) {
      if (file) await ctx.storage.delete(file.storageId);
      await ctx.db.delete(_id);
    }
    if (old.length === batch) await ctx.scheduler.runAfter(0, internal.uploads.purgeUnused, {});
    return null;
  },
});

/** Deletes files older than a day that no row names: their upload was never finished. */
export const purgeFiles = internalMutation({
  args: { after: v.union(v.null(), v.string()) },
  returns: v.null(),
  handler: async (ctx, { after }) => {
    const { page, isDone, continueCursor } = await ctx.db.system
      .query("_storage")
      .paginate({ numItems: batch, cursor: after });
    const old = page.filter(({ _creationTime }) => _creationTime < Date.now() - unusedKeptMs);
    for (const { _id } of old) if (!(await uploadOfFile(ctx, _id))) await ctx.storage.delete(_id);
    // Files come in the order of their creation: behind a young one are only younger ones.
    if (!isDone && old.length === page.length)
      await ctx.scheduler.runAfter(0, internal.uploads.purgeFiles, { after: continueCursor });
    return null;
  },
});

async function uploadOfFile(ctx: { db: MutationCtx["db"] }, storageId: Id<"_storage">): Promise<Doc<"uploads"> | null> {
  return await ctx.db
    .query("uploads")
    .withIndex("by_file", (q) => q.eq("file.storageId", storageId))
    .first();
}

/** Deployments write the hash in base64 or in hexadecimal digits. */
function hexOf(sha256: string): string {
  if (LessonPicture.shape.sha256.safeParse(sha256).success) return sha256;
  return Array.from(atob(sha256), (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
