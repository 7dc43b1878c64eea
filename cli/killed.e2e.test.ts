import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { api } from "../convex/_generated/api.js";
import { descendants } from "../runner/process/processTree.ts";
import { order, renders, untilEnded, untilScenes } from "./testJobs.ts";
import { startTestStack, type TestStack } from "./testStack.ts";

let stack: TestStack;
let client: ConvexClient;
beforeAll(async () => {
  stack = await startTestStack();
  client = await stack.client();
});
afterAll(() => stack.stop());

function pidOf(name: string): number {
  const pid = stack.state().parts.find((part) => part.name === name)?.process?.pid;
  if (pid === undefined) throw new Error(`${name} does not run.`);
  return pid;
}

const restarts = (): number => stack.state().parts.reduce((sum, part) => sum + part.restarts, 0);

/** The renderer that has worked most: the warm ones wait. The first of a stack may still be on their way. */
const workingRenderer = (): Promise<number> => vi.waitFor(busiestRenderer, { timeout: 20_000, interval: 20 });

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
  ["a renderer", "Solve 2 x = 6", workingRenderer],
  ["the runner", "Solve 3 x + 1 = 7", () => pidOf("runner")],
  ["Redis", "Solve 5 x - 4 = 11", () => pidOf("redis")],
  ["the embedded Convex", "Solve 7 x + 2 = 16", () => pidOf("convex")],
])("kill -9 of %s in the middle of a job: it ends with one result", async (_, prompt, victim) => {
  const { sessionId, jobId } = await order(client, prompt);
  await untilScenes(client, sessionId, renders);
  const before = restarts();
  process.kill(await victim(), "SIGKILL");
  expect(await untilEnded(client, sessionId)).toMatchObject([{ _id: jobId, kind: "generate", status: "done" }]);
  const session = await client.query(api.videoSessions.get, { sessionId });
  expect(session.status).toBe("ready");
  const scenes = await client.query(api.scenes.list, { sessionId });
  expect(new Set(scenes.map(({ key }) => key)).size).toBe(scenes.length);
  expect(session.master?.chapters).toHaveLength(scenes.length);
  expect((await fetch(session.master?.videoUrl ?? "")).status).toBe(200);
  if (victim === workingRenderer)
    expect(readFileSync(join(stack.home.logs, "runner.log"), "utf8")).toContain("a renderer was killed");
  else expect(restarts()).toBeGreaterThan(before);
});

test("a cancel during a render ends it, and nothing is published", async () => {
  const { sessionId } = await order(client, "Solve 11 x = 44");
  await untilScenes(client, sessionId, renders);
  await client.mutation(api.videoSessions.cancel, { sessionId });
  expect(await untilEnded(client, sessionId)).toMatchObject([{ status: "canceled" }]);
  const session = await client.query(api.videoSessions.get, { sessionId });
  expect(session.status).toBe("canceled");
  expect(session.master).toBeUndefined();
});

test("an edit during a render is applied by a job of its own", async () => {
  const { sessionId } = await order(client, "Solve 13 x - 1 = 25");
  const [first] = await untilScenes(client, sessionId, renders);
  const narration = "This is what we were asked, and we begin at once.";
  await client.mutation(api.scenes.edit, { sceneId: first?._id ?? "", narration });
  expect(await untilEnded(client, sessionId)).toMatchObject([
    { kind: "edit", status: "done" },
    { kind: "generate", status: "done" },
  ]);
  const [edited] = await client.query(api.scenes.list, { sessionId });
  expect(edited).toMatchObject({ _id: first?._id, narration, revision: (first?.revision ?? 0) + 1 });
  expect((await client.query(api.videoSessions.get, { sessionId })).status).toBe("ready");
});
