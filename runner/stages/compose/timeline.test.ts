import { expect, it } from "vitest";
import { timelineOf } from "./timeline.ts";

it("a thousand scenes of odd length drift by less than a sample", () => {
  for (const fps of [15, 30, 60]) {
    const durations = Array.from({ length: 1000 }, (_, index) => 5000 + ((index * 7919) % 3000));
    const scenes = durations.map((durationMs) => ({ durationMs, frames: Math.round((durationMs * fps) / 1000) }));
    const timeline = timelineOf(scenes, fps);
    expect(timeline.samples).toBe(Math.round((timeline.frames * 48_000) / fps));
    expect(timeline.scenes.at(-1)?.endSample).toBe(timeline.samples);
    expect(timeline.scenes.at(-1)?.endMs).toBe(timeline.durationMs);
    for (const [index, scene] of timeline.scenes.entries())
      expect(scene.endSample).toBe(timeline.scenes[index + 1]?.startSample ?? timeline.samples);
  }
});

it("a clip that has not the frames of its narration is refused by its number", () => {
  const scenes = [
    { durationMs: 1000, frames: 15 },
    { durationMs: 2000, frames: 29 },
  ];
  expect(() => timelineOf(scenes, 15)).toThrow("the clip of scene 2 has 29 frames, its narration needs 30");
});
