// One backend for a test: the app in convex-test, two users, and a runner that answers at the HTTP boundary.
import { convexTest } from "convex-test";
import { onTestFinished, vi } from "vitest";
import type { Plan } from "../shared/plan.ts";
import type { Master, ReportBatchAnswer, ReportEvent } from "../shared/reports.ts";
import type { Clip, Narration } from "../shared/scene.ts";
import { sign } from "../shared/signing.ts";
import { api } from "./_generated/api.js";
import type { Id } from "./_generated/dataModel.js";
import schema from "./schema.ts";

export const secret = "a secret of this test";
export const startOfTest = Date.UTC(2026, 0, 15, 12);

export const modules = import.meta.glob(["./**/*.{ts,js}", "!./**/*.*.*"]);

export type Received = { path: string; headers: Headers; body: string };
export type Backend = ReturnType<typeof createBackend>;
export type Owner = ReturnType<Backend["signIn"]>;

/** Time stands still between `settle` and `advance`; every webhook is kept in `received`. */
export function createBackend() {
  onTestFinished(restore);
  vi.useFakeTimers({ now: startOfTest, toFake: ["Date", "setTimeout", "clearTimeout"] });
  vi.stubEnv("WEBHOOK_SECRET", secret);
  vi.stubEnv("RUNNER_URL", "http://runner.test");
  const t = convexTest(schema, modules);
  const received: Received[] = [];
  const runner = { answer: (): Response | Promise<Response> => Response.json({ queued: true }, { status: 202 }) };
  vi.stubGlobal("fetch", async (url: string, init: { headers: Record<string, string>; body: string }) => {
    received.push({ path: new URL(url).pathname, headers: new Headers(init.headers), body: init.body });
    return await runner.answer();
  });

  const post = async (
    path: string,
    body: unknown,
    changed: { headers?: Record<string, string>; text?: string } = {},
  ) => {
    const text = JSON.stringify(body);
    const headers = await sign([secret], "an-id", Math.floor(Date.now() / 1000), text);
    return await t.fetch(path, {
      method: "POST",
      headers: { ...headers, ...changed.headers },
      body: changed.text ?? text,
    });
  };

  return {
    t,
    received,
    runner,
    post,
    signIn: (name: string) => t.withIdentity({ name, subject: name, issuer: "http://issuer.test" }),
    /** Runs what is scheduled for now. */
    settle: async () => {
      vi.advanceTimersByTime(0);
      await t.finishInProgressScheduledFunctions();
    },
    /** Lets time pass and runs what is due by then. */
    advance: async (ms: number) => {
      vi.advanceTimersByTime(ms);
      await t.finishInProgressScheduledFunctions();
    },
    claim: async (jobId: string) => await (await post("/runner/claim", { jobId, runner: "runner-1" })).json(),
    report: async (jobId: string, attempt: number, firstSeq: number, ...events: ReportEvent[]) => {
      const reports = events.map((event, index) => ({ jobId, attempt, seq: firstSeq + index, event }));
      const answer: ReportBatchAnswer = await (await post("/runner/reports", { reports })).json();
      return answer.outcomes.map(({ outcome }) => outcome);
    },
    job: async (jobId: Id<"jobs">) => {
      const job = await t.run((ctx) => ctx.db.get(jobId));
      if (!job) throw new Error("The job is gone.");
      return job;
    },
  };
}

function restore(): void {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
}

export const prompt = {
  source: { kind: "prompt", prompt: "Differentiate x^2" },
  quality: "draft",
  voice: "espeak",
  language: "en",
} as const;

const hash = (name: string) =>
  Array.from(name, (letter) => letter.charCodeAt(0).toString(16))
    .join("")
    .padEnd(64, "0")
    .slice(0, 64);

export const plan: Plan = {
  author: "worked",
  title: "The derivative of x²",
  audience: "students",
  language: "en",
  scenes: ["intro", "steps"].map((key) => ({ key, title: `The ${key}`, goal: `Show the ${key}`, claims: [] })),
  answer: "2*x",
};

export const narration = (name: string): Narration => ({
  ...{ key: `${hash(name)}.wav`, bytes: 10, inputsHash: name, durationMs: 2000, voice: "espeak" },
  words: [{ text: "Hello", startMs: 0, endMs: 500, offset: 0 }],
});

export const clip = (name: string): Clip => ({
  ...{ key: `${hash(name)}.mp4`, bytes: 10, inputsHash: name, durationMs: 2000, frames: 30 },
});

export const master = (name: string): Master => ({
  video: { key: `${hash(`${name}v`)}.mp4`, bytes: 10 },
  subtitles: { key: `${hash(`${name}s`)}.vtt`, bytes: 10 },
  poster: { key: `${hash(`${name}p`)}.jpg`, bytes: 10 },
  chapters: [{ title: "The intro", startMs: 0, endMs: 2000 }],
  durationMs: 4000,
});

export const scripted = (sceneKey: string, revision = 1): ReportEvent => ({
  ...{ type: "sceneScripted", sceneKey, revision },
  script: { narration: `Narration of ${sceneKey}`, code: `code of ${sceneKey}` },
});

export const rendered = (sceneKey: string, revision = 1): ReportEvent[] => [
  { type: "sceneNarrated", sceneKey, revision, narration: narration(`${sceneKey}${revision}`) },
  { type: "sceneRendered", sceneKey, revision, clip: clip(`${sceneKey}${revision}`) },
];

/** A session whose first job is done, with two scenes; reports 1 to 8 of attempt 1 are applied. */
export async function finishedSession(backend: Backend, owner: Owner) {
  const made = await startedSession(backend, owner);
  await backend.report(made.jobId, 1, 4, ...rendered("intro"), ...rendered("steps"), {
    type: "published",
    master: master("first"),
  });
  return made;
}

/** A session whose job is claimed, planned and scripted; reports 1 to 3 of attempt 1 are applied. */
export async function startedSession(backend: Backend, owner: Owner) {
  const made = await owner.mutation(api.videoSessions.create, prompt);
  await backend.settle();
  await backend.claim(made.jobId);
  await backend.report(made.jobId, 1, 1, { type: "planned", plan }, scripted("intro"), scripted("steps"));
  const [intro, steps] = await owner.query(api.scenes.list, { sessionId: made.sessionId });
  if (!intro || !steps) throw new Error("The plan made no scenes.");
  return { ...made, intro, steps };
}
