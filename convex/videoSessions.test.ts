// @vitest-environment edge-runtime
import { describe, expect, it } from "vitest";
import { failureFacts } from "../shared/failures.ts";
import { verifyMediaAddress } from "../shared/mediaAddress.ts";
import { api } from "./_generated/api.js";
import { createBackend, finishedSession, plan, prompt, secret, startedSession } from "./backend.testing.ts";

const page = { numItems: 10, cursor: null };

describe("videoSessions.create", () => {
  it("puts a video without a project into My videos, once", async () => {
    const owner = createBackend().signIn("ada");
    await owner.mutation(api.videoSessions.create, prompt);
    await owner.mutation(api.videoSessions.create, prompt);
    const projects = await owner.query(api.projects.list, {});
    expect(projects.map(({ name }) => name)).toEqual(["My videos"]);
  });

  it("calls a session by its prompt until the plan names it", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const source = { kind: "prompt", prompt: `  Differentiate\n${"x".repeat(100)}` } as const;
    const { sessionId } = await owner.mutation(api.videoSessions.create, { ...prompt, source });
    expect((await owner.query(api.videoSessions.get, { sessionId })).title).toBe(`Differentiate ${"x".repeat(66)}`);
    const started = await startedSession(backend, owner);
    expect((await owner.query(api.videoSessions.get, { sessionId: started.sessionId })).title).toBe(plan.title);
  });

  it("calls a lesson by its first heading", async () => {
    const owner = createBackend().signIn("ada");
    const source = { kind: "lesson", markdown: "text\n\n## Waves\n\nmore" } as const;
    const { sessionId } = await owner.mutation(api.videoSessions.create, { ...prompt, source });
    expect((await owner.query(api.videoSessions.get, { sessionId })).title).toBe("Waves");
  });

  it.each([
    ["an empty prompt", { kind: "prompt", prompt: "  " }, "invalid_prompt"],
    ["a prompt of 20,000 characters", { kind: "prompt", prompt: "x".repeat(20_000) }, "invalid_prompt"],
    ["a prompt with NUL", { kind: "prompt", prompt: "a\u0000b" }, "invalid_prompt"],
    ["a lesson with no heading", { kind: "lesson", markdown: "just text" }, "invalid_lesson"],
  ] as const)("refuses %s with its code and sentence", async (_, source, code) => {
    const owner = createBackend().signIn("ada");
    await expect(owner.mutation(api.videoSessions.create, { ...prompt, source })).rejects.toMatchObject({
      data: { code, message: failureFacts[code].sentence },
    });
  });

  it.each([
    ["no scenes", { sceneCount: 0 }],
    ["half a scene", { sceneCount: 1.5 }],
    ["41 scenes", { sceneCount: 41 }],
    ["a voice that is a path", { voice: "../x" }],
    ["a language that is none", { language: "English please" }],
  ])("refuses %s", async (_, wrong) => {
    const owner = createBackend().signIn("ada");
    await expect(owner.mutation(api.videoSessions.create, { ...prompt, ...wrong })).rejects.toMatchObject({
      data: { code: "invalid_request" },
    });
  });

  it("lets exactly 20 of 100 submissions at once through", async () => {
    const owner = createBackend().signIn("ada");
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, () => owner.mutation(api.videoSessions.create, prompt)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    const refused = results.filter((result) => result.status === "rejected");
    expect(new Set(refused.map(({ reason }) => reason.data.code))).toEqual(new Set(["too_many_requests"]));
    expect(
      (await owner.query(api.videoSessions.list, { paginationOpts: { numItems: 99, cursor: null } })).page,
    ).toHaveLength(20);
  });

  it("counts unfinished jobs only, and those of one user only", async () => {
    const backend = createBackend();
    const [ada, bob] = [backend.signIn("ada"), backend.signIn("bob")];
    const made = await Promise.all(Array.from({ length: 20 }, () => ada.mutation(api.videoSessions.create, prompt)));
    await bob.mutation(api.videoSessions.create, prompt);
    await ada.mutation(api.videoSessions.cancel, { sessionId: made[3]?.sessionId ?? "" });
    await ada.mutation(api.videoSessions.create, prompt);
    await expect(ada.mutation(api.videoSessions.create, prompt)).rejects.toMatchObject({
      data: { code: "too_many_requests" },
    });
  });
});

describe("videoSessions.get", () => {
  it("gives signed addresses of the master, which the runner accepts until midnight after tomorrow", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId } = await finishedSession(backend, owner);
    const session = await owner.query(api.videoSessions.get, { sessionId });
    expect(session).toMatchObject({
      status: "ready",
      master: { durationMs: 4000, chapters: [{ title: "The intro" }] },
    });
    const address = new URL(session.master?.videoUrl ?? "");
    const [expires, signature] = ["expires", "signature"].map((name) => address.searchParams.get(name) ?? undefined);
    expect(Number(expires)).toBe(Date.UTC(2026, 0, 17) / 1000);
    const key = address.pathname.replace("/media/", "");
    expect(await verifyMediaAddress([secret], key, expires, signature, Date.now() / 1000)).toBe(true);
  });
});

describe("videoSessions.list", () => {
  it("gives the newest first, page by page, of one project or of all", async () => {
    const owner = createBackend().signIn("ada");
    const projectId = await owner.mutation(api.projects.create, { name: "Physics" });
    const first = await owner.mutation(api.videoSessions.create, { ...prompt, projectId });
    const second = await owner.mutation(api.videoSessions.create, prompt);
    const all = await owner.query(api.videoSessions.list, { paginationOpts: { numItems: 1, cursor: null } });
    expect(all.page.map(({ _id }) => _id)).toEqual([second.sessionId]);
    const next = await owner.query(api.videoSessions.list, {
      paginationOpts: { numItems: 1, cursor: all.continueCursor },
    });
    expect(next.page.map(({ _id }) => _id)).toEqual([first.sessionId]);
    const physics = await owner.query(api.videoSessions.list, { projectId, paginationOpts: page });
    expect(physics.page.map(({ _id }) => _id)).toEqual([first.sessionId]);
  });

  it("shows the poster and the length of what is finished", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    await finishedSession(backend, owner);
    const { page: sessions } = await owner.query(api.videoSessions.list, { paginationOpts: page });
    expect(sessions).toMatchObject([
      { status: "ready", durationMs: 4000, posterUrl: expect.stringContaining("/media/") },
    ]);
  });

  it("is empty for somebody who has never written anything", async () => {
    const owner = createBackend().signIn("ada");
    expect((await owner.query(api.videoSessions.list, { paginationOpts: page })).page).toEqual([]);
  });
});

describe("videoSessions.cancel", () => {
  it("ends job and session at once, and the runner learns it by its next report", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await startedSession(backend, owner);
    await owner.mutation(api.videoSessions.cancel, { sessionId });
    expect((await owner.query(api.videoSessions.get, { sessionId })).status).toBe("canceled");
    expect(await backend.report(jobId, 1, 4, { type: "heartbeat" })).toEqual(["canceled"]);
    expect((await backend.job(jobId)).status).toBe("canceled");
    expect(await backend.claim(jobId)).toEqual({ outcome: "finished" });
  });

  it("of an edit leaves the former video playable", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, intro } = await finishedSession(backend, owner);
    await owner.mutation(api.scenes.edit, { sceneId: intro._id, narration: "New" });
    expect((await owner.query(api.videoSessions.get, { sessionId })).status).toBe("queued");
    await owner.mutation(api.videoSessions.cancel, { sessionId });
    const session = await owner.query(api.videoSessions.get, { sessionId });
    expect(session).toMatchObject({ status: "ready", master: { durationMs: 4000 } });
  });

  it("has no effect on a finished session", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId } = await finishedSession(backend, owner);
    await owner.mutation(api.videoSessions.cancel, { sessionId });
    expect((await owner.query(api.videoSessions.get, { sessionId })).status).toBe("ready");
  });

  it("starts none of the session's waiting jobs", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, intro, jobId } = await startedSession(backend, owner);
    await owner.mutation(api.scenes.edit, { sceneId: intro._id, narration: "New" });
    await owner.mutation(api.videoSessions.cancel, { sessionId });
    await backend.settle();
    const jobs = await owner.query(api.jobs.bySession, { sessionId });
    expect(jobs.map(({ status }) => status)).toEqual(["canceled", "canceled"]);
    expect(backend.received.filter(({ body }) => !body.includes(jobId))).toEqual([]);
  });
});

describe("videoSessions.remove", () => {
  it("hides the session at once, cancels its job and deletes every row but usage", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId, intro } = await startedSession(backend, owner);
    await backend.report(jobId, 1, 4, { type: "usage", unit: "renderSeconds", quantity: 2 });
    await owner.mutation(api.videoSessions.remove, { sessionId });
    await expect(owner.query(api.videoSessions.get, { sessionId })).rejects.toMatchObject({
      data: { code: "not_found" },
    });
    await expect(owner.query(api.scenes.get, { sceneId: intro._id })).rejects.toMatchObject({
      data: { code: "not_found" },
    });
    expect(await backend.report(jobId, 1, 5, { type: "heartbeat" })).toEqual(["canceled"]);
    for (let round = 0; round < 12; round++) await backend.settle();
    const left = await backend.t.run(async (ctx) => {
      const tables = ["videoSessions", "scenes", "sceneRevisions", "jobs", "artifacts", "sources", "usage"] as const;
      return await Promise.all(tables.map(async (table) => (await ctx.db.query(table).collect()).length));
    });
    expect(left).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(await backend.report(jobId, 1, 6, { type: "heartbeat" })).toEqual(["unknown"]);
  });
});
