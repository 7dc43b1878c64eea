// A whole video by a model: everything is real but the provider, which speaks OpenAI's API on this machine.
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { purposeOf, startTestModel } from "../authors/model/testModel.ts";
import type { Asked } from "../authors/model/testProvider.ts";
import { startTestSite } from "../report/testSite.ts";
import { createRendererPool } from "../stages/render/rendererPool.ts";
import { rendererVersion } from "../stages/render/rendererVersion.ts";
import { realStages } from "./realStages.ts";
import { silentLog, startTestRunner, temporaryFolder } from "./testRunner.ts";

const root = resolve(import.meta.dirname, "../..");
const python = join(root, ".proofreel/venv/bin/python");

const plan = {
  title: "Why strings sing",
  audience: "Learners",
  scenes: [
    { title: "Well", goal: "Show it", claims: [{ text: "Twice is more.", claim: "2*x = x + x" }] },
    { title: "Lost", goal: "Show it", claims: [] },
    { title: "Covered", goal: "Show it", claims: [] },
  ],
};
const scene = (name: string, ...lines: string[]): string =>
  [
    ...["from manim import *", "from proofreel import *", "", `class ${name}(ProofreelScene):`],
    ...["    def construct(self):", ...lines.map((line) => `        ${line}`)],
  ].join("\n");
const shown = 'cue("a")';
const lost = (...missing: string[]): string =>
  scene("Lost", shown, ...missing.map((thing) => `self.play(FadeIn(${thing}))`));
const scripts: Record<string, { narration: string; code: string }> = {
  "1": {
    narration: "A string [[a]] moves.",
    code: scene("Well", 'self.title("Well")', shown, 'self.formula("2x = x + x")', 'self.check("checked")'),
  },
  // Nothing that the engine's own repair could save.
  "2": { narration: "It is [[a]] lost.", code: lost("the_string.nowhere()") },
  // Renders, and nobody can read it.
  "3": {
    narration: "Two words [[a]] lie on each other for a while.",
    code: scene("Covered", shown, "self.play(FadeIn(Text('first words')), FadeIn(Text('other words')))"),
  },
};
const mended = scene("Lost", 'self.title("Lost")', shown, 'self.note("Found again")');
const apart = scene(
  "Covered",
  shown,
  "self.play(FadeIn(Text('first words')), FadeIn(Text('other words').shift(DOWN)))",
);

function answer(asked: Asked): object {
  const text = asked.turns[0]?.text ?? "";
  switch (purposeOf(asked)) {
    case "plan":
      return plan;
    case "script":
      return scripts[/Write scene (\d)/.exec(text)?.[1] ?? ""] ?? {};
    case "mend":
      // The first round makes it worse; the worse one is not kept, and a second is tried.
      if (text.includes("class Covered")) return { code: apart };
      return {
        code: text.includes("no_string") ? mended : lost("the_string.nowhere()", "no_string.anywhere()"),
      };
    case "edit":
      return { ...scripts["1"], code: scripts["1"]?.code.replace('"Well"', '"Very well"') };
  }
}

it("a question becomes a published video; what the engine can't repair the model mends, and a wish changes one scene", {
  timeout: 240_000,
}, async () => {
  await using folder = await temporaryFolder();
  await using model = await startTestModel(answer);
  const site = await startTestSite();
  const pool = createRendererPool({ python, size: 2, scratchDir: join(folder.path, "scratch"), log: silentLog });
  const version = await rendererVersion(join(root, "renderer"));
  const arxiv = { url: "http://127.0.0.1:9", cacheDir: join(folder.path, "arxiv") };
  const stages = realStages({ python, arxiv, pool, rendererVersion: version, modelFolder: model.folder });
  const runner = await startTestRunner(site, stages, folder.path, { models: model.desk });
  const finish = async (jobId: string) => {
    await runner.jobs.run(jobId);
    await runner.sender.drained(undefined, AbortSignal.timeout(5_000));
    return site.job(jobId);
  };
  try {
    const source = { kind: "prompt", prompt: "Explain why the strings of a violin sing" } as const;
    site.add({ jobId: "job00000001", source, budgetUsd: 1 });
    const { order, status } = await finish("job00000001");
    expect(site.events.flatMap(({ event }) => ("failure" in event ? [event.failure] : []))).toEqual([]);
    expect(status).toBe("done");
    expect(order.plan?.scenes[0]?.claims).toEqual([
      { text: "Twice is more.", expression: "2*x = x + x", checked: true },
    ]);
    expect(order.scenes.map((one) => one.status)).toEqual(["ready", "ready", "ready"]);
    expect(order.scenes.map(({ code }) => code?.trim())).toEqual([scripts["1"]?.code, mended, apart]);

    const used = site.events.flatMap(({ event }) => (event.type === "usage" && event.model ? [event] : []));
    const purposes = used.map(({ sceneKey = "", model: by }) => `${sceneKey} ${by?.purpose}`);
    const expected = [
      " plan",
      "well script",
      "lost script",
      "covered script",
      "lost mend",
      "lost mend",
      "covered mend",
    ];
    expect(purposes.toSorted()).toEqual(expected.toSorted());
    expect(used.every(({ model: by }) => by?.costUsd === 0.007)).toBe(true);
    const mends = model.server.asked.filter((asked) => purposeOf(asked) === "mend").map(({ turns }) => turns[0]?.text);
    expect(mends.join()).toContain("the_string");
    expect(mends.join()).toMatch(/other words/);

    site.events.length = 0;
    const scenes = order.scenes.map((one, index) => (index === 0 ? { ...one, revision: 2 } : one));
    const instruction = { sceneKey: "well", revision: 2, text: "say that it is very well" };
    site.add({ ...order, jobId: "job00000002", kind: "edit", scenes, instruction });
    const edited = await finish("job00000002");
    expect(edited.status).toBe("done");
    expect(edited.order.scenes[0]?.code).toContain("Very well");
    const made = site.events.flatMap(({ event }) =>
      event.type === "sceneRendered" || event.type === "sceneScripted" ? [`${event.type} ${event.sceneKey}`] : [],
    );
    expect(made).toEqual(["sceneScripted well", "sceneRendered well"]);

    site.add({ jobId: "job00000003", source: { ...source, prompt: "Explain why drums sing" }, budgetUsd: 0.001 });
    expect((await finish("job00000003")).status).toBe("failed");
    expect(site.events.at(-1)?.event).toMatchObject({ failure: { code: "budget_exceeded" } });
    const told = JSON.stringify(site.events);
    expect(told).not.toContain("sk-");
  } finally {
    await runner.close();
    await pool.close();
    await site.close();
  }
});
