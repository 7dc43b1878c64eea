// The one stage vocabulary: the same words name the schema, the runner's folders, the status in Convex and the screen.
import * as z from "zod";

/** The way of a video, in order. script, narrate, render and check run once per scene; the others once per session. */
export const stages = ["plan", "script", "narrate", "render", "check", "compose", "publish"] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;

export const SceneStage = z.enum(["script", "narrate", "render", "check"]);
export type SceneStage = z.infer<typeof SceneStage>;

export const sessionStatuses = ["queued", "running", "ready", "partial", "failed", "canceled"] as const;
export const SessionStatus = z.enum(sessionStatuses);
export type SessionStatus = z.infer<typeof SessionStatus>;

/** waiting: nothing done yet; running: in a scene stage; ready: its clip is there; slate: a clean slate stands in for it. */
export const sceneStatuses = ["waiting", "running", "ready", "slate"] as const;
export const SceneStatus = z.enum(sceneStatuses);
export type SceneStatus = z.infer<typeof SceneStatus>;

/** queued: not yet acknowledged by a runner; sent: acknowledged; running: an attempt holds it; the rest are terminal. */
export const jobStatuses = ["queued", "sent", "running", "done", "failed", "canceled"] as const;
export const JobStatus = z.enum(jobStatuses);
export type JobStatus = z.infer<typeof JobStatus>;

export const JobKind = z.enum(["generate", "edit", "export"]);
export type JobKind = z.infer<typeof JobKind>;

export const isTerminalJob = (status: JobStatus): boolean =>
  status === "done" || status === "failed" || status === "canceled";

export const isTerminalSession = (status: SessionStatus): boolean => status !== "queued" && status !== "running";
