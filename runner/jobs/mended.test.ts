// When a scene goes back to the model, and which of its versions is kept.
import { expect, it } from "vitest";
import { PipelineError } from "../../shared/failures.ts";
import type { WorkOrder } from "../../shared/jobs.ts";
import { startTestSite } from "../report/testSite.ts";
import type { SceneFaults } from "./stages.ts";
import { startTestRunner, temporaryFolder } from "./testRunner.ts";
import { testStages } from "./testStages.ts";

const models = {
  forVideo: () => ({
    names: { main: "large", small: "small" },
    ask: () => Promise.reject(new Error("not to be asked")),
  }),
};
const source = { kind: "prompt", prompt: "Why do strings sing?" } as const;

/** `weights`: how bad the renders of a code are; a code that is not named is good. */
async function made(
  weights: Record<string, number>,
  more: { author?: string; order?: Partial<WorkOrder>; before?: (step: string) => void; withoutKey?: true } = {},
) {
  await using folder = await temporaryFolder();
  const site = await startTestSite();
  const faults = (code: string): SceneFaults => ({ weight: weights[code] ?? 0, says: [`${code} is bad`] });
  const { author = "model", before = () => undefined } = more;
  const stages = testStages({ scenes: ["one"], faults, author, before });
  const runner = await startTestRunner(site, stages, folder.path, more.withoutKey ? {} : { models });
  try {
    site.add({ jobId: "job00000001", source, ...more.order });
    await runner.jobs.run("job00000001");
    await runner.sender.drained(undefined, AbortSignal.timeout(5_000));
    const { order, status } = site.job("job00000001");
    const steps = stages.asked.filter((step) => /^(render|mend)/.test(step));
    return { status, steps, code: order.scenes[0]?.code, scene: order.scenes[0] };
  } finally {
    await runner.close();
    await site.close();
  }
}

it("leaves a good scene alone", async () => {
  expect(await made({})).toMatchObject({ status: "done", steps: ["render one"], code: "one" });
});

it("gives a bad one back with what is bad, and keeps the better version", async () => {
  const { steps, code } = await made({ one: 1000 });
  expect(steps).toEqual(["render one", "mend one: one is bad", "render mended one"]);
  expect(code).toBe("mended one");
});

it("tries twice, the second time with what was wrong the first time, and keeps the best", async () => {
  const { steps, code } = await made({ one: 20, "mended one": 1000, "mended mended one": 5 });
  expect(steps.filter((step) => step.startsWith("mend"))).toEqual([
    "mend one: one is bad",
    "mend mended one: mended one is bad",
  ]);
  expect(code).toBe("mended mended one");
});

it("keeps what the author wrote where nothing made it better", async () => {
  expect(await made({ one: 20, "mended one": 1000, "mended mended one": 20 })).toMatchObject({
    status: "done",
    code: "one",
  });
});

it("keeps the scene where the model can't be asked any more", async () => {
  const before = (step: string): void => {
    if (step.startsWith("mend")) throw new PipelineError("budget_exceeded");
  };
  expect(await made({ one: 20 }, { before })).toMatchObject({ status: "done", code: "one" });
});

it("asks for no scene of another author, and none without a key", async () => {
  expect((await made({ one: 1000 }, { author: "lesson" })).steps).toEqual(["render one"]);
  expect((await made({ one: 1000 }, { withoutKey: true })).steps).toEqual(["render one"]);
});

it("does not touch its owner's own code, and does what its owner wishes", async () => {
  const plan = { author: "model", title: "T", audience: "", language: "en" };
  const scenes = [
    { key: "one", title: "One", revision: 2, status: "waiting" as const, narration: "Say.", code: "own" },
  ];
  const planned = { ...plan, scenes: [{ key: "one", title: "One", goal: "show", claims: [] }] };
  const order = { kind: "edit", plan: planned, scenes } as const;
  expect(await made({ own: 1000 }, { order })).toMatchObject({ steps: ["render own"], code: "own" });
  const instruction = { sceneKey: "one", revision: 2, text: "red" };
  const wished = await made({ "own red": 1000 }, { order: { ...order, instruction } });
  expect(wished.steps).toEqual(["render own red", "mend own red: own red is bad", "render mended own red"]);
  const overtaken = await made({}, { order: { ...order, instruction: { ...instruction, revision: 1 } } });
  expect(overtaken.steps).toEqual(["render own"]);
});
