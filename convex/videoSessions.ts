import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { type FailureCode, failureFacts } from "../shared/failures.ts";
import { Source } from "../shared/source.ts";
import type { Doc } from "./_generated/dataModel.js";
import type { QueryCtx } from "./_generated/server.js";
import { owned, userMutation, userQuery } from "./access.ts";
import { refuse } from "./errors.ts";
import { mediaAddress } from "./media.ts";
import { defaultProject } from "./projects.ts";
import { addJob, cancelJobs, removeSession } from "./transitions.ts";
import { useUploads } from "./uploads.ts";
import { vChapter, vFailure, vPlan, vQuality, vSessionStatus, vSource, vStage } from "./validators.ts";

export const experimental_reuseContext = true;

const titleLimit = 80;
const sceneCountLimit = 40;
const budgetLimitUsd = 1000;

const summary = {
  _id: v.id("videoSessions"),
  _creationTime: v.number(),
  projectId: v.id("projects"),
  title: v.string(),
  status: vSessionStatus,
  stage: v.optional(vStage),
  failure: v.optional(vFailure),
  quality: vQuality,
  voice: v.string(),
  language: v.string(),
};

const vListed = v.object({ ...summary, durationMs: v.optional(v.number()), posterUrl: v.optional(v.string()) });

const vSession = v.object({
  ...summary,
  plan: v.optional(vPlan),
  master: v.optional(
    v.object({
      durationMs: v.number(),
      chapters: v.array(vChapter),
      videoUrl: v.string(),
      subtitlesUrl: v.string(),
      posterUrl: v.string(),
    }),
  ),
});

/** Starts a video. Without a project it goes into the user's "My videos"; `uploads` are the source's files. */
export const create = userMutation({
  args: {
    projectId: v.optional(v.string()),
    source: vSource,
    quality: vQuality,
    voice: v.string(),
    language: v.string(),
    sceneCount: v.optional(v.number()),
    budgetUsd: v.optional(v.number()),
    uploads: v.optional(v.array(v.string())),
  },
  returns: v.object({ sessionId: v.id("videoSessions"), jobId: v.id("jobs") }),
  handler: async (ctx, { projectId, source: given, quality, voice, language, sceneCount, budgetUsd, uploads }) => {
    const source = checkedSource(given);
    if (!/^[\w.:-]{1,60}$/.test(voice)) refuse("invalid_request", "A voice is a name of 1 to 60 characters.");
    if (!/^[A-Za-z0-9-]{2,20}$/.test(language)) refuse("invalid_request", "A language is a tag such as en or pt-BR.");
    if (sceneCount !== undefined && !(Number.isInteger(sceneCount) && sceneCount >= 1 && sceneCount <= sceneCountLimit))
      refuse("invalid_request", `A video has 1 to ${sceneCountLimit} scenes.`);
    if (budgetUsd !== undefined && !(budgetUsd > 0 && budgetUsd <= budgetLimitUsd))
      refuse("invalid_request", `A budget is more than 0 and at most ${budgetLimitUsd} dollars.`);
    const project =
      projectId === undefined ? await defaultProject(ctx, ctx.user) : await owned(ctx, "projects", projectId);
    const sessionId = await ctx.db.insert("videoSessions", {
      ownerId: ctx.user._id,
      projectId: project._id,
      title: workingTitle(source),
      status: "queued",
      quality,
      voice,
      language,
      ...(sceneCount === undefined ? {} : { sceneCount }),
      ...(budgetUsd === undefined ? {} : { budgetUsd }),
    });
    await ctx.db.insert("sources", { sessionId, source });
    await useUploads(ctx, uploads ?? [], source, sessionId);
    const session = (await ctx.db.get(sessionId)) ?? refuse("internal");
    return { sessionId, jobId: await addJob(ctx, session, { kind: "generate" }) };
  },
});

/** One video with what a player needs. */
export const get = userQuery({
  args: { sessionId: v.string() },
  returns: vSession,
  handler: async (ctx, { sessionId }) => {
    const session = await owned(ctx, "videoSessions", sessionId);
    const { plan } = session;
    return { ...summaryOf(session), ...(plan === undefined ? {} : { plan }), ...(await playable(ctx, session)) };
  },
});

/** The user's videos, newest first; of one project, or of all. */
export const list = userQuery({
  args: { projectId: v.optional(v.string()), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(vListed),
  handler: async (ctx, { projectId, paginationOpts }) => {
    const { user } = ctx;
    const project = projectId === undefined ? null : await owned(ctx, "projects", projectId);
    if (!user) return { page: [], isDone: true, continueCursor: "" };
    const sessions = project
      ? ctx.db
          .query("videoSessions")
          .withIndex("by_project", (q) => q.eq("projectId", project._id).eq("removedAt", undefined))
      : ctx.db
          .query("videoSessions")
          .withIndex("by_owner", (q) => q.eq("ownerId", user._id).eq("removedAt", undefined));
    const result = await sessions.order("desc").paginate(paginationOpts);
    return { ...result, page: await Promise.all(result.page.map((session) => listed(ctx, session))) };
  },
});

/** Stops what is unfinished; a video that was there before stays. Without effect on a finished session. */
export const cancel = userMutation({
  args: { sessionId: v.string() },
  returns: v.null(),
  handler: async (ctx, { sessionId }) => {
    const session = await owned(ctx, "videoSessions", sessionId);
    await cancelJobs(ctx, session._id);
    return null;
  },
});

export const remove = userMutation({
  args: { sessionId: v.string() },
  returns: v.null(),
  handler: async (ctx, { sessionId }) => {
    const session = await owned(ctx, "videoSessions", sessionId);
    await removeSession(ctx, session._id);
    return null;
  },
});

function checkedSource(given: Source): Source {
  const parsed = Source.safeParse(given);
  if (parsed.success) return parsed.data;
  const code: FailureCode = `invalid_${given.kind}`;
  return refuse(code, failureFacts[code].sentence);
}

/** What a session is called until its plan names it. */
function workingTitle(source: Source): string {
  // By code points, so that no surrogate pair is cut in two.
  return Array.from(firstWords(source).trim().replace(/\s+/g, " ")).slice(0, titleLimit).join("");
}

function firstWords(source: Source): string {
  switch (source.kind) {
    case "prompt":
      return source.prompt;
    case "lesson":
      return /^#{1,6}[ \t]+(\S.*)$/m.exec(source.markdown)?.[1] ?? "Lesson";
    case "paper":
      return source.paper.at === "arxiv" ? `arXiv:${source.paper.id}` : source.paper.name;
    default:
      return source satisfies never;
  }
}

function summaryOf(session: Doc<"videoSessions">) {
  const { _id, _creationTime, projectId, title, status, stage, failure, quality, voice, language } = session;
  return {
    ...{ _id, _creationTime, projectId, title, status, quality, voice, language },
    ...(stage === undefined ? {} : { stage }),
    ...(failure === undefined ? {} : { failure }),
  };
}

async function listed(ctx: QueryCtx, session: Doc<"videoSessions">) {
  const master = await masterOf(ctx, session);
  if (!master) return summaryOf(session);
  return {
    ...summaryOf(session),
    durationMs: master.durationMs,
    posterUrl: await mediaAddress(master.poster.key),
  };
}

async function playable(ctx: QueryCtx, session: Doc<"videoSessions">) {
  const master = await masterOf(ctx, session);
  if (!master) return {};
  const { durationMs, chapters, video, subtitles, poster } = master;
  const [videoUrl, subtitlesUrl, posterUrl] = await Promise.all([
    mediaAddress(video.key),
    mediaAddress(subtitles.key),
    mediaAddress(poster.key),
  ]);
  return { master: { durationMs, chapters, videoUrl, subtitlesUrl, posterUrl } };
}

async function masterOf(ctx: QueryCtx, session: Doc<"videoSessions">) {
  const made = session.masterId && (await ctx.db.get(session.masterId))?.made;
  return made?.kind === "master" ? made.master : null;
}
