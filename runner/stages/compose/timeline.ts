/** A scene's place in the video. Frames decide: its sound is padded or cut to them, so that nothing drifts over many scenes. */
type ScenePlace = { startMs: number; endMs: number; frames: number; startSample: number; endSample: number };
export type Timeline = { scenes: ScenePlace[]; frames: number; samples: number; durationMs: number };

export const sampleRate = 48_000;

/** Throws an Error where a clip has not the frames of its narration. */
export function timelineOf(scenes: readonly { frames: number; durationMs: number }[], fps: number): Timeline {
  let frames = 0;
  const places = scenes.map((scene, index) => {
    const expected = Math.round((scene.durationMs * fps) / 1000);
    if (scene.frames !== expected || expected < 1)
      throw new Error(`the clip of scene ${index + 1} has ${scene.frames} frames, its narration needs ${expected}`);
    const start = frames;
    frames += scene.frames;
    return {
      frames: scene.frames,
      startMs: Math.round((start * 1000) / fps),
      endMs: Math.round((frames * 1000) / fps),
      startSample: Math.round((start * sampleRate) / fps),
      endSample: Math.round((frames * sampleRate) / fps),
    };
  });
  const durationMs = Math.round((frames * 1000) / fps);
  return { scenes: places, frames, samples: Math.round((frames * sampleRate) / fps), durationMs };
}
