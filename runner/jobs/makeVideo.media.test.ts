import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { startTestSite } from "../report/testSite.ts";
import { createRendererPool } from "../stages/render/rendererPool.ts";
import { rendererVersion } from "../stages/render/rendererVersion.ts";
import { realStages } from "./realStages.ts";
import { silentLog, startTestRunner, temporaryFolder } from "./testRunner.ts";

const root = resolve(import.meta.dirname, "../..");
const python = join(root, ".proofreel/venv/bin/python");

it("a question becomes a published video, and an edit of one scene makes only that scene again", {
  timeout: 180_000,
}, async () => {
  await using folder = await temporaryFolder();
  const site = await startTestSite();
  const pool = createRendererPool({
    python,
    size: availableParallelism(),
    scratchDir: join(folder.path, "scratch"),
    log: silentLog,
  });
  const arxiv = { url: "http://127.0.0.1:9", cacheDir: join(folder.path, "arxiv") };
  const stages = realStages({ python, arxiv, pool, rendererVersion: await rendererVersion(join(root, "renderer")) });
  const runner = await startTestRunner(site, stages, folder.path);
  try {
    site.add({ jobId: "job00000001", source: { kind: "prompt", prompt: "Solve 2x + 3 = 7" } });
    await runner.jobs.run("job00000001");
    await runner.sender.drained(undefined, AbortSignal.timeout(5_000));
    const failures = site.events.flatMap(({ event }) => ("failure" in event ? [event.failure] : []));
    expect(failures).toEqual([]);
    const { order, status } = site.job("job00000001");
    expect(status).toBe("done");
    expect(order.scenes.every((scene) => scene.status === "ready")).toBe(true);

    const scenes = order.scenes.map((scene, index) =>
      index === 1 ? { ...scene, narration: "A wholly new narration.", revision: 2, status: "waiting" as const } : scene,
    );
    site.events.length = 0;
    site.add({ ...order, jobId: "job00000002", kind: "edit", scenes });
    await runner.jobs.run("job00000002");
    await runner.sender.drained(undefined, AbortSignal.timeout(5_000));
    expect(site.job("job00000002").status).toBe("done");
    const made = site.events.flatMap(({ event }) =>
      event.type === "sceneRendered" || event.type === "sceneNarrated" ? [`${event.type} ${event.sceneKey}`] : [],
    );
    const edited = scenes[1]?.key;
    expect(made).toEqual([`sceneNarrated ${edited}`, `sceneRendered ${edited}`]);
  } finally {
    await runner.close();
    await pool.close();
    await site.close();
  }
});
