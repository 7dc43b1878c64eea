// A scene of some areas, run by a real renderer with the clock of a voice: nothing a viewer would see wrong, no cue too late
// to be waited for. `npm run concepts` does so for every scene.
import { expect, test } from "vitest";
import { frameFormats } from "../../../shared/quality.ts";
import { testPool } from "../../stages/render/testPool.ts";
import { estimatedClock } from "../estimatedClock.ts";
import { fallbacksOf } from "./conceptAuthor.ts";
import { areas } from "./library/library.ts";
import { sceneCode } from "./sceneCode.ts";

const here = testPool();

/** Their last scenes take little time; a sample is enough here. */
const sampled = Object.entries(areas).filter(([area]) =>
  ["analysis", "geometry", "linearAlgebra", "computing"].includes(area),
);

test.each(sampled)("the first lesson of %s ends as a viewer should see it", async (_, [concept]) => {
  expect(concept).toBeDefined();
  if (!concept) return;
  const values = fallbacksOf(concept);
  const last = concept.scenesOf(values).at(-1);
  expect(last).toBeDefined();
  if (!last) return;
  const { cues, durationMs } = estimatedClock(last.narration);
  const code = sceneCode(concept, last.key, values);
  const { geometry, durationMs: shown } = await here.pool.inspect({
    code,
    format: frameFormats.draft,
    cues,
    durationMs,
  });
  expect(geometry.findings.map(({ says }) => says)).toEqual([]);
  expect(Math.abs(shown - durationMs)).toBeLessThan(500);
});
