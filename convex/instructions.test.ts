// @vitest-environment edge-runtime
import { describe, expect, it } from "vitest";
import type { ReportEvent } from "../shared/reports.ts";
import { api } from "./_generated/api.js";
import { clip, createBackend, finishedSession, master, prompt, rendered } from "./backend.testing.ts";

const published: ReportEvent = { type: "published", master: master("second") };
const red: ReportEvent = {
  ...{ type: "sceneScripted", sceneKey: "intro", revision: 2 },
  script: { narration: "Narration of intro", code: "red code" },
};

async function instructed(instruction = "make it red") {
  const backend = createBackend();
  const owner = backend.signIn("ada");
  const made = await finishedSession(backend, owner);
  const sceneId = made.intro._id;
  const { jobId } = await owner.mutation(api.scenes.instruct, { sceneId, instruction });
  await backend.settle();
  const shown = () => owner.query(api.scenes.get, { sceneId });
  const history = () => owner.query(api.scenes.history, { sceneId });
  return { backend, owner, sceneId, jobId, shown, history, sessionId: made.sessionId };
}

describe("a wish in words", () => {
  it("leaves the scene as it is until a script is written, and is in the order of its job", async () => {
    const { backend, jobId, shown, sceneId } = await instructed();
    expect(JSON.parse(backend.received[1]?.body ?? "")).toMatchObject({
      ...{ kind: "edit", sceneId, revision: 2 },
      change: { kind: "instruction", instruction: "make it red" },
    });
    expect(await shown()).toMatchObject({ status: "ready", code: "code of intro", clipKey: clip("intro1").key });
    const { order } = await backend.claim(jobId);
    expect(order.instruction).toEqual({ sceneKey: "intro", revision: 2, text: "make it red" });
    expect(order.scenes[0]).toMatchObject({ revision: 2, status: "ready", clip: clip("intro1") });
  });

  it("becomes a revision like any other, which can be reverted", async () => {
    const { backend, owner, jobId, sceneId, shown, history } = await instructed();
    await backend.claim(jobId);
    await backend.report(jobId, 1, 1, red);
    expect(await shown()).toMatchObject({ revision: 2, status: "waiting", code: "red code" });
    // An attempt that follows a broken one has nothing left to write.
    expect((await backend.claim(jobId)).order.instruction).toBeUndefined();
    await backend.report(jobId, 2, 1, ...rendered("intro", 2), published);
    expect(
      (await history()).map(({ revision, cause, code, instruction }) => [revision, cause, code, instruction]),
    ).toEqual([
      [2, "instruction", "red code", "make it red"],
      [1, "written", "code of intro", undefined],
    ]);
    await owner.mutation(api.scenes.revert, { sceneId, revision: 1 });
    expect(await shown()).toMatchObject({ revision: 3, code: "code of intro" });
  });

  it.each(["jobFailed", "cancel"])("that ends without a script leaves nothing behind (%s)", async (how) => {
    const { backend, owner, jobId, sessionId, shown, history } = await instructed();
    await backend.claim(jobId);
    const failure = { code: "unsupported_edit" as const, message: "It needs a key." };
    if (how === "cancel") await owner.mutation(api.videoSessions.cancel, { sessionId });
    else await backend.report(jobId, 1, 1, { type: "jobFailed", failure });
    expect(await shown()).toMatchObject({ revision: 1, status: "ready", clipKey: clip("intro1").key });
    expect(await history()).toHaveLength(1);
    expect((await owner.query(api.videoSessions.get, { sessionId })).status).toBe("ready");
  });

  it("is overtaken by an edit of the same scene, and its report has no effect", async () => {
    const { backend, owner, jobId, sceneId, shown } = await instructed();
    await backend.claim(jobId);
    await owner.mutation(api.scenes.edit, { sceneId, code: "my own code" });
    await backend.report(jobId, 1, 1, red);
    expect(await shown()).toMatchObject({ revision: 3, code: "my own code" });
    expect((await backend.claim(jobId)).order.instruction).toBeUndefined();
  });

  it("waits for the one before, and has 1 to 2,000 characters", async () => {
    const { owner, sceneId } = await instructed();
    await expect(owner.mutation(api.scenes.instruct, { sceneId, instruction: "and blue" })).rejects.toMatchObject({
      data: { code: "conflict" },
    });
    for (const instruction of [" ", "x".repeat(2001)])
      await expect(owner.mutation(api.scenes.instruct, { sceneId, instruction })).rejects.toMatchObject({
        data: { code: "invalid_request" },
      });
  });
});

describe("what models cost", () => {
  const used = (sceneKey: string | undefined, name: string, costUsd?: number): ReportEvent => ({
    ...{ type: "usage", unit: "modelTokens", quantity: 150, ...(sceneKey ? { sceneKey } : {}) },
    model: { name, purpose: "script", inputTokens: 100, outputTokens: 50, ...(costUsd ? { costUsd } : {}) },
  });

  it("is told by scene and model, and comes with the next order and the video's budget", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { sessionId, jobId } = await owner.mutation(api.videoSessions.create, { ...prompt, budgetUsd: 0.5 });
    await backend.settle();
    expect((await backend.claim(jobId)).order).toMatchObject({ budgetUsd: 0.5, spentUsd: 0 });
    await backend.report(
      ...([jobId, 1, 1, used(undefined, "large", 0.01), used("intro", "large", 0.02)] as const),
      ...[used("intro", "large", 0.03), used("intro", "own")],
    );
    await backend.report(jobId, 1, 5, { type: "usage", unit: "renderSeconds", quantity: 3 });
    const counted = { inputTokens: 100, outputTokens: 50, answers: 1 };
    expect(await owner.query(api.usage.models, { sessionId })).toEqual([
      { model: "large", ...counted, costUsd: 0.01 },
      { sceneKey: "intro", model: "large", answers: 2, inputTokens: 200, outputTokens: 100, costUsd: 0.05 },
      { sceneKey: "intro", model: "own", ...counted },
    ]);
    expect((await backend.claim(jobId)).order.spentUsd).toBeCloseTo(0.06, 12);
  });

  it("has a budget of more than nothing", async () => {
    const owner = createBackend().signIn("ada");
    for (const budgetUsd of [0, -1, Number.NaN, 1001])
      await expect(owner.mutation(api.videoSessions.create, { ...prompt, budgetUsd })).rejects.toMatchObject({
        data: { code: "invalid_request" },
      });
  });
});
