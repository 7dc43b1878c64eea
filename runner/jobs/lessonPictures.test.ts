import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { LessonPicture } from "../../shared/picture.ts";
import { startTestSite, type TestSite } from "../report/testSite.ts";
import { clipHash } from "./inputsHash.ts";
import { startTestRunner, temporaryFolder } from "./testRunner.ts";
import { type TestStages, testStages } from "./testStages.ts";

const content = Buffer.from("bytes of a picture");
const picture = (path: string, bytes = content): LessonPicture => ({
  ...{ path, bytes: bytes.length, width: 40, height: 30 },
  sha256: createHash("sha256").update(bytes).digest("hex"),
});

const jobId = "job00000001";
const lesson = (...pictures: LessonPicture[]) => ({ kind: "lesson" as const, markdown: "# One", pictures });

/** A scene's code is its key, so the picture "one" is shown by scene one. */
async function withRunner(
  work: (world: { site: TestSite; stages: TestStages; run: (id?: string) => Promise<void> }) => Promise<void>,
) {
  await using folder = await temporaryFolder();
  const site = await startTestSite();
  const stages = testStages({ scenes: ["one", "two"] });
  const runner = await startTestRunner(site, stages, folder.path);
  const run = async (id = jobId): Promise<void> => {
    await runner.jobs.run(id);
    await runner.sender.drained(undefined, AbortSignal.timeout(5_000));
  };
  try {
    await work({ site, stages, run });
  } finally {
    await runner.close();
    await site.close();
  }
}

const failureOf = (site: TestSite) =>
  site.events.flatMap(({ event }) => (event.type === "jobFailed" ? [event.failure] : []))[0];

describe("the pictures of a lesson", () => {
  it("are fetched once, made plain before anything is planned, and given to the scenes that name them", () =>
    withRunner(async ({ site, stages, run }) => {
      site.pictures.set(picture("one").sha256, content);
      site.add({ jobId, source: lesson(picture("one"), picture("again")) });
      await run();
      expect(site.job(jobId).status).toBe("done");
      expect(stages.asked.filter((step) => step.startsWith("flatten"))).toEqual(["flatten one"]);
      expect(stages.asked[0]).toBe("flatten one");
      expect(stages.asked).toContain("render one with one");
      expect(stages.asked).toContain("render two");
    }));

  it("end the job in one sentence where one is not stored, or is another than was sent", () =>
    withRunner(async ({ site, stages, run }) => {
      site.add({ jobId, source: lesson(picture("one")) });
      await run();
      expect(failureOf(site)).toMatchObject({
        code: "invalid_picture",
        message: expect.stringMatching(/^The picture one of the lesson can't be used: it is no longer stored/),
      });
      site.events.length = 0;
      for (const other of ["bytes of a PICTURE", "fewer", "many more bytes than the picture has"]) {
        site.pictures.set(picture("one").sha256, Buffer.from(other));
        site.add({ jobId: "job00000002", source: lesson(picture("one")) });
        await run("job00000002");
        expect(failureOf(site)?.code).toBe("invalid_picture");
      }
      expect(stages.asked).toEqual([]);
    }));

  it("are asked for again where Convex is away for a moment", () =>
    withRunner(async ({ site, run }) => {
      site.pictures.set(picture("one").sha256, content);
      site.add({ jobId, source: lesson(picture("one")) });
      site.pictureOutages = 2;
      await run();
      expect(site.job(jobId).status).toBe("done");
    }));

  it("are not even fetched for an edit that leaves their scenes as they are, and are for one that does not", () =>
    withRunner(async ({ site, stages, run }) => {
      site.pictures.set(picture("one").sha256, content);
      site.add({ jobId, source: lesson(picture("one")) });
      await run();
      const { order } = site.job(jobId);
      for (const [id, key, expected] of [
        ["job00000002", "two", ["render two anew"]],
        ["job00000003", "one", ["flatten one", "render one anew with one"]],
      ] as const) {
        stages.asked.length = 0;
        const scenes = order.scenes.map((scene) =>
          scene.key === key ? { ...scene, code: `${key} anew`, revision: 2, status: "waiting" as const } : scene,
        );
        site.add({ ...order, jobId: id, kind: "edit", scenes });
        await run(id);
        expect(site.job(id).status).toBe("done");
        expect(stages.asked.filter((step) => !step.startsWith("compose"))).toEqual(expected);
      }
    }));
});

it("a clip's inputs differ where its pictures do", () => {
  const inputs = {
    ...{ code: "c", format: { width: 1, height: 1, fps: 1 }, cues: {}, durationMs: 1, rendererVersion: "1" },
  };
  const hashes = [{}, { "a.png": "1" }, { "a.png": "2" }, { "b.png": "1" }].map((pictures) =>
    clipHash({ ...inputs, pictures }),
  );
  expect(new Set(hashes).size).toBe(4);
  expect(clipHash({ ...inputs, pictures: { a: "1", b: "2" } })).toBe(
    clipHash({ ...inputs, pictures: { b: "2", a: "1" } }),
  );
});
