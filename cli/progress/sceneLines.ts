// What is said of a job and its scenes in words: text only, so that a log and a test see the same.
import type { View } from "../session/follow.ts";

type Scene = View["scenes"][number];

export function headline({ session, job }: View): string {
  if (session.status === "queued" || job.status === "queued" || job.status === "sent")
    return `${session.title}: waiting`;
  if (job.status !== "running") return `${session.title}: ${job.status === "done" ? session.status : job.status}`;
  return `${session.title}: ${session.stage ?? "running"}`;
}

export function sceneState(scene: Scene): string {
  switch (scene.status) {
    case "waiting":
      return "waiting";
    case "running":
      return scene.stage ?? "running";
    case "ready":
      return scene.durationMs === undefined ? "ready" : `ready, ${(scene.durationMs / 1000).toFixed(1)} s`;
    case "slate":
      return `slate: ${scene.failure?.message ?? "its picture could not be made"}`;
    default:
      return scene.status satisfies never;
  }
}
