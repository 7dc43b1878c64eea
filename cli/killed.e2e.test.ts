import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../convex/_generated/api.js";
import { descendants } from "../runner/process/processTree.ts";
import { isTerminalJob } from "../shared/stages.ts";
import type { Job, Scene } from "./session/follow.ts";
import { startTestStack, type TestStack } from "./testStack.ts";

let stack: TestStack;
let client: ConvexClient;
beforeAll(async () => {
  stack = await startTestStack();
  client = await stack.client();
});
afterAll(() => stack.stop());

function order(prompt: string): Promise<{ sessionId: string; jobId: string }> {
  const source = { kind: "prompt", prompt } as const;
  return client.mutation(api.videoSessions.create, { source, quality: "draft", voice: "espeak", language: "en" });
}

function untilScenes(sessionId: string, fits: (scenes: Scene[]) => boolean): Promise<Scene[]> {
  return new Promise((resolve, reject) => {
    const end = client.onUpdate(
      api.scenes.list,
      { sessionId },
      (scenes) => {
        if (!fits(scenes)) return;
        end();
        resolve(scenes);
      },
      reject,
    );
  });
}

function untilEnded(sessionId: string): Promise<Job[]> {
  return new Promise((resolve, reject) => {
    const end = client.onUpdate(
      api.jobs.bySession,
      { sessionId },
      (jobs) => {
        if (jobs.length === 0 || !jobs.every(({ status }) => isTerminalJob(status))) return;
        end();
        resolve(jobs);
      },
      reject,
    );
  });
}

const renders = (scenes: Scene[]): boolean => scenes.some(({ stage, progress }) => stage === "render" && progress < 1);

function pidOf(name: string): number {
  const pid = stack.state().parts.find((part) => part.name === name)?.process?.pid;
  if (pid === undefined) throw new Error(`${name} does not run.`);
  return pid;
}

const restarts = (): number => stack.state().parts.reduce((sum, part) => sum + part.restarts, 0);

/** The renderer that has worked most: the warm ones wait. */
function busiestRenderer(): number {
  const renderers = descendants(pidOf("runner")).filter((pid) => {
    const [program = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return /python[\d.]*$/.test(program) && args.includes("proofreel.worker");
  });
  const spent = (pid: number): number => {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[11]);
  };
  const [busiest] = renderers.sort((left, right) => spent(right) - spent(left));
  if (busiest === undefined) throw new Error("No renderer runs.");
  return busiest;
}

test.each([
  ["a renderer", "Solve 2 x = 6", busiestRenderer],
  ["the runner", "Solve 3 x + 1 = 7", () => pidOf("runner")],
  ["Redis", "Solve 5 x - 4 = 11", () => pidOf("redis")],
  ["the embedded Convex", "Solve 7 x + 2 = 16", () => pidOf("convex")],
])("kill -9 of %s in the middle of a job: it ends with one result", async (_, prompt, victim) => {
  const { sessionId, jobId } = await order(prompt);
  await untilScenes(sessionId, renders);
  const before = restarts();
  process.kill(victim(), "SIGKILL");
  expect(await untilEnded(sessionId)).toMatchObject([{ _id: jobId, kind: "generate", status: "done" }]);
  const session = await client.query(api.videoSessions.get, { sessionId });
  expect(session.status).toBe("ready");
  const scenes = await client.query(api.scenes.list, { sessionId });
  expect(new Set(scenes.map(({ key }) => key)).size).toBe(scenes.length);
  expect(session.master?.chapters).toHaveLength(scenes.length);
  expect((await fetch(session.master?.videoUrl ?? "")).status).toBe(200);
  if (victim === busiestRenderer)
    expect(readFileSync(join(stack.home.logs, "runner.log"), "utf8")).toContain("a renderer was killed");
  else expect(restarts()).toBeGreaterThan(before);
});

test("a cancel during a render ends it, and nothing is published", async () => {
  const { sessionId } = await order("Solve 11 x = 44");
  await untilScenes(sessionId, renders);
  await client.mutation(api.videoSessions.cancel, { sessionId });
  expect(await untilEnded(sessionId)).toMatchObject([{ status: "canceled" }]);
  const session = await client.query(api.videoSessions.get, { sessionId });
  expect(session.status).toBe("canceled");
  expect(session.master).toBeUndefined();
});

test("an edit during a render is applied by a job of its own", async () => {
  const { sessionId } = await order("Solve 13 x - 1 = 25");
  const [first] = await untilScenes(sessionId, renders);
  const narration = "This is what we were asked, and we begin at once.";
  await client.mutation(api.scenes.edit, { sceneId: first?._id ?? "", narration });
  expect(await untilEnded(sessionId)).toMatchObject([
    { kind: "edit", status: "done" },
    { kind: "generate", status: "done" },
  ]);
  const [edited] = await client.query(api.scenes.list, { sessionId });
  expect(edited).toMatchObject({ _id: first?._id, narration, revision: (first?.revision ?? 0) + 1 });
  expect((await client.query(api.videoSessions.get, { sessionId })).status).toBe("ready");
});
