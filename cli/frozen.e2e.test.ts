// A runner that is frozen in the middle of a job, for longer than its lock holds, and wakes when another has taken over.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../convex/_generated/api.js";
import type { Job } from "./session/follow.ts";
import { order, renders, untilEnded, untilJobs, untilScenes } from "./testJobs.ts";
import { startTestStack, type TestStack } from "./testStack.ts";

let stack: TestStack;
let second: ChildProcess | undefined;
let frozen: number | undefined;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(async () => {
  if (frozen !== undefined) process.kill(frozen, "SIGCONT");
  if (second && second.exitCode === null && second.kill("SIGTERM")) await once(second, "exit");
  await stack?.stop();
});

function runnerOfStack(): number {
  const pid = stack.state().parts.find(({ name }) => name === "runner")?.process?.pid;
  if (pid === undefined) throw new Error("The runner does not run.");
  return pid;
}

/** Another runner on the same queue, the same Convex and the same storage, as on a second machine. */
async function startSecondRunner(): Promise<ChildProcess> {
  const { redisUrl, siteUrl } = stack.state();
  const { home } = stack;
  const settings = {
    ...{ PORT: "0", REDIS_URL: redisUrl, CONVEX_SITE_URL: siteUrl, WEBHOOK_SECRET: stack.webhookSecret() },
    ...{ DATA_DIR: join(stack.folder, "second"), STORAGE: join(home.data, "storage"), PYTHON: home.python },
  };
  const runner = spawn(process.execPath, [join(home.root, "runner/main.ts")], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: runner.stdout })) if (line.includes("runner is ready")) break;
  runner.stdout.resume();
  return runner;
}

test("the other runner makes the video, the late writer is refused, and there is one result", async () => {
  const client = await stack.client();
  const { sessionId, jobId } = await order(client, "Solve 2 x = 6");
  await untilScenes(client, sessionId, renders);
  frozen = runnerOfStack();
  process.kill(frozen, "SIGSTOP");
  second = await startSecondRunner();
  const takenOver = ([job]: Job[]): boolean => (job?.attempt ?? 0) > 1;
  await untilJobs(client, sessionId, takenOver);
  process.kill(frozen, "SIGCONT");
  frozen = undefined;

  expect(await untilEnded(client, sessionId)).toMatchObject([{ _id: jobId, status: "done", attempt: 2 }]);
  const log = (): string => readFileSync(join(stack.home.logs, "runner.log"), "utf8");
  await expect.poll(log, { timeout: 20_000 }).toMatch(/"why":"stale_attempt".*stopping work on this attempt/);
  expect(log()).not.toContain("video published");

  const session = await client.query(api.videoSessions.get, { sessionId });
  const scenes = await client.query(api.scenes.list, { sessionId });
  expect(session.status).toBe("ready");
  expect(scenes.map(({ status }) => status)).toEqual(scenes.map(() => "ready"));
  expect(session.master?.chapters).toHaveLength(scenes.length);
  expect((await fetch(session.master?.videoUrl ?? "")).status).toBe(200);
});
