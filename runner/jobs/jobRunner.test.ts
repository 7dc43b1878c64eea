import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PipelineError } from "../../shared/failures.ts";
import type { ReportEvent } from "../../shared/reports.ts";
import { startTestSite, type TestSite } from "../report/testSite.ts";
import { RunnerStopping } from "./jobRunner.ts";
import { startTestRunner, type TestRunner, temporaryFolder } from "./testRunner.ts";
import { type TestStages, testStages } from "./testStages.ts";

const jobId = "job00000001";

describe("a job on a runner", () => {
  let site: TestSite;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const runners: TestRunner[] = [];

  beforeEach(async () => {
    site = await startTestSite();
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    for (const runner of runners.splice(0)) await runner.close();
    await site.close();
    await folder[Symbol.asyncDispose]();
  });

  const start = async (stages: TestStages): Promise<TestRunner> => {
    const runner = await startTestRunner(site, stages, folder.path);
    runners.push(runner);
    return runner;
  };
  const delivered = (runner: TestRunner) => runner.sender.drained(undefined, AbortSignal.timeout(5_000));
  const types = (): string[] => site.events.map(({ event }) => event.type).filter((type) => type !== "heartbeat");
  const only = <T extends ReportEvent["type"]>(type: T) =>
    site.events.flatMap(({ event }) => (event.type === type ? [event as Extract<ReportEvent, { type: T }>] : []));

  it("goes through every stage and ends published, with nothing left in the work folder", async () => {
    site.add({ jobId });
    const runner = await start(testStages({}));
    await runner.jobs.run(jobId);
    await delivered(runner);
    expect(only("stageStarted").map(({ stage }) => stage)).toEqual([
      ...["plan", "script", "narrate", "render", "compose", "publish"],
    ]);
    expect(
      only("sceneRendered")
        .map(({ sceneKey, revision }) => `${sceneKey} ${revision}`)
        .sort(),
    ).toEqual(["one 1", "two 1"]);
    expect(types().at(-1)).toBe("published");
    expect(site.job(jobId).status).toBe("done");
    expect(await readdir(runner.workDir)).toEqual([]);
  });

  it("makes only the edited scene again, and joins the others as they are", async () => {
    site.add({ jobId });
    const stages = testStages({});
    const runner = await start(stages);
    await runner.jobs.run(jobId);
    await delivered(runner);
    const { order } = site.job(jobId);
    const keys = order.scenes.map(({ clip }) => clip?.key);
    const scenes = order.scenes.map((scene) =>
      scene.key === "two" ? { ...scene, narration: "Say it anew.", revision: 2, status: "waiting" as const } : scene,
    );
    stages.asked.length = 0;
    site.add({ ...order, jobId: "job00000002", kind: "edit", scenes });
    await runner.jobs.run("job00000002");
    await delivered(runner);
    expect(stages.asked).toEqual(["narrate Say it anew.", "render two", "compose Scene one, Scene two"]);
    expect(site.job("job00000002").order.scenes[0]?.clip?.key).toBe(keys[0]);
  });

  it("takes a clip that was made before from its inputs, as after a revert", async () => {
    site.add({ jobId });
    const stages = testStages({});
    const runner = await start(stages);
    await runner.jobs.run(jobId);
    await delivered(runner);
    stages.asked.length = 0;
    const { order } = site.job(jobId);
    const scenes = order.scenes.map(({ spoken: _s, clip: _c, ...scene }) => ({ ...scene, status: "waiting" as const }));
    site.add({ ...order, jobId: "job00000002", kind: "edit", scenes });
    await runner.jobs.run("job00000002");
    await delivered(runner);
    expect(stages.asked).toEqual(["compose Scene one, Scene two"]);
    expect(site.job("job00000002").order.scenes.map(({ status }) => status)).toEqual(["ready", "ready"]);
  });

  it("makes nothing again that another video has just so, in words, voice, code, cues and quality", async () => {
    site.add({ jobId });
    const stages = testStages({});
    const runner = await start(stages);
    await runner.jobs.run(jobId);
    const again = async (id: string, rest: object = {}): Promise<string[]> => {
      stages.asked.length = 0;
      site.add({ jobId: id, sessionId: id, ...rest });
      await runner.jobs.run(id);
      await delivered(runner);
      expect(site.job(id).order.scenes.map(({ status }) => status)).toEqual(["ready", "ready"]);
      return stages.asked.filter((step) => /^(narrate|render) /.test(step)).sort();
    };
    expect(await again("job00000002")).toEqual([]);
    expect(await again("job00000003", { quality: "high" })).toEqual(["render one", "render two"]);
  });

  it("tells what a viewer may notice of a scene, in bounds, and again where its clip is used again", async () => {
    site.add({ jobId });
    const warnings = ["x".repeat(600), ...Array.from({ length: 60 }, (_, index) => `repaired, line ${index}`)];
    const runner = await start(testStages({ scenes: ["one"], warnings }));
    await runner.jobs.run(jobId);
    await delivered(runner);
    const told = only("sceneRendered").map((event) => event.warnings ?? []);
    expect(told.map((each) => [each.length, each[0]?.length, each[1], each.at(-1)])).toEqual([
      [50, 500, "repaired, line 0", "and 12 more"],
    ]);
    const { order } = site.job(jobId);
    const scenes = order.scenes.map(({ clip: _, ...scene }) => ({ ...scene, status: "waiting" as const }));
    site.events.length = 0;
    site.add({ ...order, jobId: "job00000002", kind: "edit", scenes });
    await runner.jobs.run("job00000002");
    await delivered(runner);
    expect(only("sceneRendered").map((event) => event.warnings)).toEqual(told);
  });

  it("gives a scene that can't be rendered a slate, and the others their own picture", async () => {
    site.add({ jobId });
    const stages = testStages({
      before(step) {
        if (step === "render one") throw new PipelineError("render_timeout");
      },
    });
    const runner = await start(stages);
    await runner.jobs.run(jobId);
    await delivered(runner);
    expect(stages.asked).toContain("render slate of Scene one");
    const failures = only("sceneRendered").map(({ sceneKey, failure }) => [sceneKey, failure?.code]);
    expect(Object.fromEntries(failures)).toEqual({ one: "render_timeout", two: undefined });
    expect(types().at(-1)).toBe("published");
  });

  it("speaks a second time, and then fails with narration_failed", async () => {
    site.add({ jobId });
    const stages = testStages({
      scenes: ["one"],
      before(step) {
        if (step.startsWith("narrate")) throw new Error("no sound");
      },
    });
    const runner = await start(stages);
    await runner.jobs.run(jobId);
    await delivered(runner);
    expect(stages.asked.filter((step) => step.startsWith("narrate"))).toHaveLength(2);
    expect(only("jobFailed")[0]?.failure.code).toBe("narration_failed");
  });

  it("fails once with disk_full where the disk is full, and leaves no temporary file", async () => {
    site.add({ jobId });
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    const stages = testStages({
      before(step) {
        if (step.startsWith("render")) throw full;
      },
    });
    const runner = await start(stages);
    await runner.jobs.run(jobId);
    await delivered(runner);
    expect(only("jobFailed").map(({ failure }) => failure.code)).toEqual(["disk_full"]);
    expect(await readdir(runner.workDir)).toEqual([]);
  });

  it("tells nothing of an error it does not know but that it is internal", async () => {
    site.add({ jobId });
    const stages = testStages({
      before() {
        throw new Error("password=hunter2");
      },
    });
    const runner = await start(stages);
    await runner.jobs.run(jobId);
    await delivered(runner);
    expect(only("jobFailed")[0]?.failure.code).toBe("internal");
    expect(JSON.stringify(site.events)).not.toContain("hunter2");
  });

  it("stops at once when it is canceled, and says nothing more", async () => {
    site.add({ jobId });
    const stages = testStages({
      async before(step, signal) {
        if (!step.startsWith("render")) return;
        site.cancel(jobId);
        await untilAborted(signal);
      },
    });
    const runner = await start(stages);
    await runner.jobs.run(jobId);
    expect(runner.outbox.length()).toBe(0);
    expect(types()).not.toContain("jobFailed");
    expect(await readdir(runner.workDir)).toEqual([]);
  });

  it("gives a job up that hangs and overlooks its abort, and says so", async () => {
    site.add({ jobId });
    const stages = testStages({
      before: (step) => (step === "render two" ? Promise.withResolvers<void>().promise : undefined),
    });
    const runner = await startTestRunner(site, stages, folder.path, { limitMs: 300, graceMs: 20 });
    runners.push(runner);
    await runner.jobs.run(jobId);
    await delivered(runner);
    expect(only("jobFailed").map(({ failure }) => failure)).toMatchObject([
      { code: "internal", message: expect.stringContaining("hung") },
    ]);
    expect(runner.jobs.running()).toBe(0);
  });

  it("stops when another attempt has taken over", async () => {
    site.add({ jobId });
    const stages = testStages({
      async before(step, signal) {
        if (!step.startsWith("render")) return;
        site.job(jobId).attempt = 7;
        await untilAborted(signal);
      },
    });
    const runner = await start(stages);
    await runner.jobs.run(jobId);
    expect(types()).not.toContain("published");
    expect(runner.jobs.running()).toBe(0);
  });

  it("goes on after a restart where the last attempt stopped", async () => {
    site.add({ jobId });
    const reached = Promise.withResolvers<void>();
    const first = await start(
      testStages({
        async before(step, signal) {
          if (step !== "render two") return;
          reached.resolve();
          await untilAborted(signal);
        },
      }),
    );
    const run = first.jobs.run(jobId);
    run.catch(() => reached.resolve());
    await reached.promise;
    await site.until(() => only("sceneRendered").length === 1);
    await Promise.all([expect(run).rejects.toBeInstanceOf(RunnerStopping), runners.pop()?.close()]);

    const stages = testStages({});
    const second = await start(stages);
    await second.jobs.run(jobId);
    await delivered(second);
    expect(stages.asked).toEqual(["render two", "compose Scene one, Scene two"]);
    expect(only("published")).toHaveLength(1);
  });

  it("waits for Convex to claim a job, and for its answer to reports, and tells everything once", async () => {
    site.add({ jobId });
    site.down = true;
    const stages = testStages({
      before(step) {
        if (step === "script") site.down = true;
        if (step.startsWith("compose")) setTimeout(() => Object.assign(site, { down: false }), 100);
      },
    });
    const runner = await start(stages);
    const run = runner.jobs.run(jobId);
    setTimeout(() => Object.assign(site, { down: false }), 60);
    await run;
    await delivered(runner);
    expect(only("planned")).toHaveLength(1);
    expect(only("sceneRendered")).toHaveLength(2);
    expect(only("published")).toHaveLength(1);
  });

  it("runs once when it comes twice", async () => {
    site.add({ jobId });
    const stages = testStages({});
    const runner = await start(stages);
    await Promise.all([runner.jobs.run(jobId), runner.jobs.run(jobId)]);
    await delivered(runner);
    expect(stages.asked.filter((step) => step === "plan")).toHaveLength(1);
    expect(site.job(jobId).attempt).toBe(1);
  });
});

async function untilAborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  throw signal.reason;
}
