// All state transitions of scenes: what an attempt reports of them and what their owner changes.
// A report of another revision than the scene's newest has no effect: an edit has overtaken it.
import type { PlannedScene } from "../shared/plan.ts";
import type { ReportEvent } from "../shared/reports.ts";
import type { Narration, Script } from "../shared/scene.ts";
import type { SceneStage } from "../shared/stages.ts";
import type { Doc, Id } from "./_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "./_generated/server.js";

/** A smaller step of progress within one stage is not written, so that frequent reports stay cheap. */
const progressStep = 0.05;

/** The scenes of a fresh plan, all waiting. */
export async function addScenes(
  ctx: MutationCtx,
  session: Doc<"videoSessions">,
  planned: readonly PlannedScene[],
): Promise<void> {
  for (const [position, { key, title, goal, claims }] of planned.entries()) {
    if (await sceneOfKey(ctx, session._id, key)) continue;
    await ctx.db.insert("scenes", {
      ownerId: session.ownerId,
      sessionId: session._id,
      key,
      position,
      title,
      goal,
      claims,
      status: "waiting",
      progress: 0,
      revision: 0,
    });
  }
}

/** The author's script. A scene's first script names its first revision. */
export async function scriptScene(
  ctx: MutationCtx,
  scene: Doc<"scenes">,
  revision: number,
  script: Script,
): Promise<void> {
  const first = scene.narration === undefined;
  if (!first && scene.revision !== revision) return;
  const row = await revisionRow(ctx, scene._id, revision);
  await ctx.db.patch(scene._id, { ...script, revision, ...(row?.pending ? unmade : {}) });
  if (row) await ctx.db.patch(row._id, { ...script, ...(row.pending ? withoutArtifacts : {}) });
  else {
    const { _id: sceneId, sessionId } = scene;
    await ctx.db.insert("sceneRevisions", { sceneId, sessionId, revision, cause: "written", ...script });
  }
}

export async function progressScene(
  ctx: MutationCtx,
  scene: Doc<"scenes">,
  revision: number,
  stage: SceneStage,
  progress: number,
): Promise<void> {
  if (scene.revision !== revision) return;
  const same = scene.status === "running" && scene.stage === stage;
  if (same && Math.abs(progress - scene.progress) < progressStep) return;
  await ctx.db.patch(scene._id, { status: "running", stage, progress });
}

export async function narrateScene(
  ctx: MutationCtx,
  scene: Doc<"scenes">,
  revision: number,
  narration: Narration,
): Promise<void> {
  if (scene.revision !== revision) return;
  const narrationId = await ctx.db.insert("artifacts", {
    sessionId: scene.sessionId,
    sceneId: scene._id,
    made: { kind: "narration", narration },
  });
  await ctx.db.patch(scene._id, { narrationId, narrationKey: narration.key, durationMs: narration.durationMs });
  const row = await revisionRow(ctx, scene._id, revision);
  if (row) await ctx.db.patch(row._id, { narrationId });
}

/** The scene's picture is there; with a failure it is a slate in place of its own. */
export async function renderScene(
  ctx: MutationCtx,
  scene: Doc<"scenes">,
  revision: number,
  { clip, failure, warnings }: Extract<ReportEvent, { type: "sceneRendered" }>,
): Promise<void> {
  if (scene.revision !== revision) return;
  const clipId = await ctx.db.insert("artifacts", {
    sessionId: scene.sessionId,
    sceneId: scene._id,
    made: { kind: "clip", clip },
  });
  await ctx.db.patch(scene._id, {
    status: failure ? "slate" : "ready",
    stage: undefined,
    progress: 1,
    failure,
    warnings,
    clipId,
    clipKey: clip.key,
    durationMs: clip.durationMs,
  });
  const row = await revisionRow(ctx, scene._id, revision);
  if (row) await ctx.db.patch(row._id, { clipId });
}

/** The owner's new script: stored at once, made by the job that follows. Returns the new revision. */
export async function reviseScene(
  ctx: MutationCtx,
  scene: Doc<"scenes">,
  cause: "narration" | "code" | "revert",
  script: Pick<Doc<"sceneRevisions">, "narration" | "code" | "narrationId" | "clipId">,
): Promise<number> {
  const revision = scene.revision + 1;
  const { _id: sceneId, sessionId } = scene;
  await ctx.db.insert("sceneRevisions", { sceneId, sessionId, revision, cause, ...script });
  await ctx.db.patch(sceneId, { ...script, revision, ...unmade });
  return revision;
}

/** Of a scene whose picture is still to be made. */
const unmade = {
  ...{ status: "waiting" as const, stage: undefined, progress: 0 },
  ...{ failure: undefined, warnings: undefined },
};
const withoutArtifacts = { pending: undefined, narrationId: undefined, clipId: undefined };

/**
 * The owner's wish in words: a revision that is a copy of the newest until a script is written for it, so that the scene
 * stays as it is where none can be. Returns the new revision.
 */
export async function instructScene(ctx: MutationCtx, scene: Doc<"scenes">, instruction: string): Promise<number> {
  const revision = scene.revision + 1;
  const { _id: sceneId, sessionId, narration = "", code, narrationId, clipId } = scene;
  await ctx.db.insert("sceneRevisions", {
    ...{ sceneId, sessionId, revision, cause: "instruction", instruction, pending: true, narration },
    ...(code === undefined ? {} : { code }),
    ...(narrationId === undefined ? {} : { narrationId }),
    ...(clipId === undefined ? {} : { clipId }),
  });
  await ctx.db.patch(sceneId, { revision });
  return revision;
}

/** What is still to be done of a job's wish; null where its script is written, or an edit has overtaken it. */
export async function pendingInstruction(
  ctx: QueryCtx,
  { change }: Doc<"jobs">,
): Promise<{ sceneKey: string; revision: number; text: string } | null> {
  if (change?.kind !== "instruction") return null;
  const { sceneId, revision } = change;
  const scene = await ctx.db.get(sceneId);
  const row = await revisionRow(ctx, sceneId, revision);
  if (!scene || scene.revision !== revision || !row?.pending) return null;
  return { sceneKey: scene.key, revision, text: row.instruction ?? "" };
}

/** The wish of a job that ended without a script for it leaves no revision. */
export async function dropInstruction(ctx: MutationCtx, { change }: Doc<"jobs">): Promise<void> {
  if (change?.kind !== "instruction") return;
  const { sceneId, revision } = change;
  const row = await revisionRow(ctx, sceneId, revision);
  if (!row?.pending) return;
  await ctx.db.delete(row._id);
  const scene = await ctx.db.get(sceneId);
  if (scene?.revision === revision) await ctx.db.patch(sceneId, { revision: revision - 1 });
}

/** Puts a scene at another place and numbers all of them anew. */
export async function moveScene(ctx: MutationCtx, scene: Doc<"scenes">, position: number): Promise<void> {
  const others = (await scenesOf(ctx, scene.sessionId)).filter(({ _id }) => _id !== scene._id);
  await renumber(ctx, others.toSpliced(position, 0, scene));
}

/** Deletes a scene and closes the gap. Its revisions and artifacts are retention.ts's to delete. */
export async function dropScene(ctx: MutationCtx, scene: Doc<"scenes">): Promise<void> {
  await ctx.db.delete(scene._id);
  await renumber(ctx, await scenesOf(ctx, scene.sessionId));
}

/** No attempt works on the session now: scenes that were in the middle of a stage wait again. */
export async function settleScenes(ctx: MutationCtx, sessionId: Id<"videoSessions">): Promise<void> {
  for (const scene of await scenesOf(ctx, sessionId))
    if (scene.status === "running") await ctx.db.patch(scene._id, { status: "waiting", stage: undefined, progress: 0 });
}

export async function anySlate(ctx: QueryCtx, sessionId: Id<"videoSessions">): Promise<boolean> {
  return (await scenesOf(ctx, sessionId)).some((scene) => scene.status === "slate");
}

/** The scenes of a session in the order in which they are shown. */
export async function scenesOf(ctx: QueryCtx, sessionId: Id<"videoSessions">): Promise<Doc<"scenes">[]> {
  return await ctx.db
    .query("scenes")
    .withIndex("by_session", (q) => q.eq("sessionId", sessionId))
    .collect();
}

export async function sceneOfKey(
  ctx: QueryCtx,
  sessionId: Id<"videoSessions">,
  key: string,
): Promise<Doc<"scenes"> | null> {
  return await ctx.db
    .query("scenes")
    .withIndex("by_key", (q) => q.eq("sessionId", sessionId).eq("key", key))
    .unique();
}

export async function revisionRow(
  ctx: QueryCtx,
  sceneId: Id<"scenes">,
  revision: number,
): Promise<Doc<"sceneRevisions"> | null> {
  return await ctx.db
    .query("sceneRevisions")
    .withIndex("by_scene", (q) => q.eq("sceneId", sceneId).eq("revision", revision))
    .unique();
}

async function renumber(ctx: MutationCtx, scenes: readonly Doc<"scenes">[]): Promise<void> {
  for (const [position, scene] of scenes.entries())
    if (scene.position !== position) await ctx.db.patch(scene._id, { position });
}
