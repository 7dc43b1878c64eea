// @vitest-environment edge-runtime
import { describe, expect, it } from "vitest";
import { WantedAnswer } from "../shared/storedKeys.ts";
import { api } from "./_generated/api.js";
import { type Backend, clip, createBackend, finishedSession, master, narration, rendered } from "./backend.testing.ts";

const first = master("first");
const keysOf = ({ video, subtitles, poster }: typeof first) => [video.key, subtitles.key, poster.key];
const own = ["intro1", "steps1"].flatMap((name) => [narration(name).key, clip(name).key]);
const stranger = clip("stranger").key;

async function ask(backend: Backend, keys: string[]): Promise<WantedAnswer> {
  return WantedAnswer.parse(await (await backend.post("/runner/wanted", { keys })).json());
}

describe("which stored files are wanted", () => {
  it("those of every narration, clip and video, and no other", async () => {
    const backend = createBackend();
    expect(await ask(backend, [stranger])).toEqual({ deployment: null, wanted: [] });
    await finishedSession(backend, backend.signIn("ada"));
    const { wanted } = await ask(backend, [stranger, ...own, ...keysOf(first)]);
    expect(wanted).toEqual([...own, ...keysOf(first)]);
  });

  it("not the former video once another is published, but what an earlier revision used", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { steps } = await finishedSession(backend, owner);
    const { jobId } = await owner.mutation(api.scenes.edit, { sceneId: steps._id, narration: "Other words." });
    await backend.settle();
    await backend.claim(jobId);
    const second = master("second");
    await backend.report(jobId, 1, 1, ...rendered("steps", 2), { type: "published", master: second });
    const { wanted } = await ask(backend, [...keysOf(first), ...own, clip("steps2").key, ...keysOf(second)]);
    expect(wanted).toEqual([...own, clip("steps2").key, ...keysOf(second)]);
  });

  it("those that another session shares stay wanted when one is removed, and none when both are", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const [one, two] = [await finishedSession(backend, owner), await finishedSession(backend, owner)];
    const { deployment } = await ask(backend, own);
    for (const [removed, left] of [
      [one, [...own, ...keysOf(first)]],
      [two, []],
    ] as const) {
      await owner.mutation(api.videoSessions.remove, { sessionId: removed.sessionId });
      for (let round = 0; round < 10; round++) await backend.settle();
      expect(await ask(backend, [...own, ...keysOf(first)])).toEqual({ deployment, wanted: left });
    }
  });

  it("is told to nobody without a signature, nor for more than a hundred keys or what is no key", async () => {
    const backend = createBackend();
    const unsigned = await backend.t.fetch("/runner/wanted", { method: "POST", body: JSON.stringify({ keys: own }) });
    expect(unsigned.status).toBe(401);
    for (const keys of [[], ["../../etc/passwd"], Array.from({ length: 101 }, () => stranger)])
      expect((await backend.post("/runner/wanted", { keys })).status).toBe(400);
  });
});
