// What is shown of a job in progress: text only, so that a terminal, a log and a test see the same words.
import type { View } from "../session/follow.ts";

type Scene = View["scenes"][number];
const stageWords = { narrate: "narrating", render: "rendering", check: "checking" } as const;
const barWidth = 12;
const titleWidth = 44;

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
      return scene.stage ? stageWords[scene.stage] : "running";
    case "ready":
      return scene.durationMs === undefined ? "ready" : `ready, ${(scene.durationMs / 1000).toFixed(1)} s`;
    case "slate":
      return `slate: ${scene.failure?.message ?? "its picture could not be made"}`;
    default:
      return scene.status satisfies never;
  }
}

export function sceneLine(scene: Scene): string {
  const place = String(scene.position + 1).padStart(2);
  const title = scene.title.length > titleWidth ? `${scene.title.slice(0, titleWidth - 1)}…` : scene.title;
  return `${place}  ${title.padEnd(titleWidth)}  ${bar(scene)}  ${sceneState(scene)}`;
}

function bar({ status, progress }: Scene): string {
  const share = status === "ready" || status === "slate" ? 1 : status === "waiting" ? 0 : progress;
  const full = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
  return "█".repeat(full) + "░".repeat(barWidth - full);
}
