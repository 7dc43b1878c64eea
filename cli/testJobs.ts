// Orders and awaits jobs as a client does: told by subscription.
import type { ConvexClient } from "convex/browser";
import type { FunctionReference } from "convex/server";
import { api } from "../convex/_generated/api.js";
import { isTerminalJob } from "../shared/stages.ts";
import type { Job, Scene } from "./session/follow.ts";

export type Order = { sessionId: string; jobId: string };

export function order(client: ConvexClient, prompt: string): Promise<Order> {
  const source = { kind: "prompt", prompt } as const;
  return client.mutation(api.videoSessions.create, { source, quality: "draft", voice: "espeak", language: "en" });
}

export function untilScenes(
  client: ConvexClient,
  sessionId: string,
  fits: (scenes: Scene[]) => boolean,
): Promise<Scene[]> {
  return until(client, api.scenes.list, sessionId, fits);
}

export function untilJobs(client: ConvexClient, sessionId: string, fits: (jobs: Job[]) => boolean): Promise<Job[]> {
  return until(client, api.jobs.bySession, sessionId, fits);
}

export function untilEnded(client: ConvexClient, sessionId: string): Promise<Job[]> {
  const ended = (jobs: Job[]): boolean => jobs.length > 0 && jobs.every(({ status }) => isTerminalJob(status));
  return untilJobs(client, sessionId, ended);
}

/** Some scene is being drawn. */
export const renders = (scenes: Scene[]): boolean =>
  scenes.some(({ stage, progress }) => stage === "render" && progress < 1);

function until<Value>(
  client: ConvexClient,
  query: FunctionReference<"query", "public", { sessionId: string }, Value>,
  sessionId: string,
  fits: (value: Value) => boolean,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const end = client.onUpdate(
      query,
      { sessionId },
      (value) => {
        if (!fits(value)) return;
        end();
        resolve(value);
      },
      reject,
    );
  });
}
