// A sample of the corpus, one for each wall; `npm run corpus:hostile` runs all of it.
import { expect, test } from "vitest";
import { hostileScenes } from "./corpus.ts";
import { runCorpus } from "./runCorpus.ts";

const sample = [
  "files/canary",
  "limits/temporary",
  "network/tcp",
  "processes/daemon",
  "processes/kernel_parts",
  "processes/other_numbers",
  "results/deep",
];

test("there are scenes enough, and each says what it tries and how it must end", () => {
  const scenes = hostileScenes();
  expect(scenes.length).toBeGreaterThanOrEqual(40);
  expect(new Set(scenes.map(({ tries }) => tries)).size).toBe(scenes.length);
});

test("scenes that try to get out end as they must, and the next one comes out as ever", async () => {
  const scenes = hostileScenes().filter(({ name }) => sample.includes(name));
  expect(scenes).toHaveLength(sample.length);
  const { tried, leftBehind } = await runCorpus(scenes);
  const faults = tried.filter(({ attempt }) => attempt.faults.length > 0);
  expect(faults.map(({ scene, attempt }) => ({ name: scene.name, ...attempt }))).toEqual([]);
  expect(leftBehind).toEqual([]);
}, 180_000);

test("without the sandbox they get out, and that is noticed", async () => {
  const harmless = ["files/canary", "network/tcp"];
  const { tried } = await runCorpus(
    hostileScenes().filter(({ name }) => harmless.includes(name)),
    { trusted: true },
  );
  expect(tried.map(({ scene, attempt }) => [scene.name, attempt.faults])).toEqual([
    ["files/canary", expect.arrayContaining(["it brought the secret out"])],
    ["network/tcp", expect.arrayContaining(["it touched the TCP server"])],
  ]);
});
