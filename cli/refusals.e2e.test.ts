import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../convex/_generated/api.js";
import { sign } from "../shared/signing.ts";
import { clientOf, startTestStack, type TestStack } from "./testStack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
  await writeFile(join(stack.folder, "no-heading.md"), "Only a paragraph.\n");
  await writeFile(join(stack.folder, "reads-files.md"), "# Files\n\nA formula: $\\input{/etc/passwd}$ and no more.\n");
});
afterAll(() => stack.stop());

const oneSentence = /^[A-Z][^\n]*\.?\)?$/;

describe("each refused with its exit code, nothing on stdout and one sentence on stderr", () => {
  test.each<[string, number, RegExp, string[]]>([
    ["an empty prompt", 2, /1 to 4,000 characters/, ["make", ""]],
    ["20,000 characters", 2, /20,000 characters, more than the 4,000/, ["make", "x".repeat(20_000)]],
    ["a lesson without a heading", 2, /at least one Markdown heading/, ["make", "--lesson", "no-heading.md"]],
    ["a prompt nobody can write", 1, /^Without a model key Proofreel explains/, ["make", "Write an ode to the moon"]],
    ["a formula that reads files", 1, /^A formula uses .* not allowed/, ["make", "--lesson", "reads-files.md"]],
    ["a video that is not there", 1, /There is no video abc/, ["show", "abc"]],
    ["an unknown verb", 2, /unknown command 'paint'/, ["paint"]],
    ["an unknown quality", 2, /draft, standard, high/, ["make", "Solve x = 1", "--quality", "best"]],
  ])("%s", async (_, exitCode, sentence, args) => {
    const said = await stack.proofreel(...args);
    expect(said).toMatchObject({ exitCode, stdout: "" });
    const lines = said.stderr.split("\n").filter((line) => sentence.test(line));
    expect(lines, said.stderr).toHaveLength(1);
    if (exitCode === 1) expect(said.stderr.split("\n").at(-1)).toMatch(oneSentence);
    expect(said.stderr).not.toMatch(/\bat .*:\d+:\d+/);
    expect(said.stderr).not.toContain(readFileSync("/etc/passwd", "utf8").split("\n")[0]);
  });
});

test("webhooks: a wrong signature, an old one and an altered body are refused, a replay is taken once", async () => {
  const body = JSON.stringify({
    ...{ projectId: "projects0001", sessionId: "sessions0001", jobId: "jobs00000001" },
    ...{ timestamp: Date.now(), kind: "generate", source: { kind: "prompt", prompt: "Solve x = 1" } },
  });
  const now = Math.floor(Date.now() / 1000);
  const secret = stack.webhookSecret();
  const post = async (headers: Record<string, string>, text: string): Promise<[number, unknown]> => {
    const response = await fetch(`${stack.state().runnerUrl}/jobs/generate`, { method: "POST", headers, body: text });
    return [response.status, await response.json()];
  };
  const signed = await sign([secret], "webhook-1", now, body);
  expect(await post(await sign(["another secret of mine"], "webhook-1", now, body), body)).toMatchObject([
    401,
    { code: "bad_signature" },
  ]);
  expect(await post(signed, `${body} `)).toMatchObject([401, { code: "bad_signature" }]);
  expect(await post(await sign([secret], "webhook-1", now - 301, body), body)).toMatchObject([
    401,
    { code: "timestamp_out_of_range" },
  ]);
  expect(await post(signed, body)).toEqual([202, { jobId: "jobs00000001", queued: true }]);
  expect(await post(signed, body)).toEqual([200, { jobId: "jobs00000001", duplicate: true }]);
});

test("two users can't see or touch each other's projects and videos", async () => {
  const signUp = async (email: string) => {
    const response = await fetch(`${stack.state().runnerUrl}/auth/sign-up`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password: "a long enough password" }),
    });
    expect(response.status).toBe(201);
    return await clientOf(stack.state(), ((await response.json()) as { token: string }).token);
  };
  const ada = await signUp("ada@example.org");
  const bob = await signUp("bob@example.org");
  try {
    const projectId = await ada.mutation(api.projects.create, { name: "Ada's" });
    const source = { kind: "prompt", prompt: "Solve 2 x = 6" } as const;
    const order = { projectId, source, quality: "draft", voice: "espeak", language: "en" } as const;
    const { sessionId } = await ada.mutation(api.videoSessions.create, order);
    await ada.mutation(api.videoSessions.cancel, { sessionId });
    const everything = { paginationOpts: { numItems: 10, cursor: null } };
    expect((await ada.query(api.videoSessions.list, everything)).page).toHaveLength(1);
    expect(await bob.query(api.projects.list, {})).toEqual([]);
    expect((await bob.query(api.videoSessions.list, everything)).page).toEqual([]);
    const refusals = [
      bob.query(api.projects.get, { projectId }),
      bob.query(api.videoSessions.get, { sessionId }),
      bob.query(api.scenes.list, { sessionId }),
      bob.query(api.jobs.bySession, { sessionId }),
      bob.mutation(api.projects.remove, { projectId }),
      bob.mutation(api.videoSessions.create, order),
      bob.mutation(api.videoSessions.cancel, { sessionId }),
      bob.mutation(api.videoSessions.remove, { sessionId }),
    ];
    for (const refusal of await Promise.allSettled(refusals))
      expect(refusal).toMatchObject({ status: "rejected", reason: { data: { code: "not_found" } } });
  } finally {
    await Promise.all([ada.close(), bob.close()]);
  }
});
