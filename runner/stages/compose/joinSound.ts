import { readWav, WavWriter } from "../../media/wav.ts";
import { sampleRate, type Timeline } from "./timeline.ts";

/** Every scene's sound in its place; one scene at a time is in memory. Throws an Error where one is broken or has the wrong form. */
export async function joinSound(wavPaths: readonly string[], timeline: Timeline, to: string): Promise<void> {
  const writer = await WavWriter.create(to, { sampleRate, channels: 1 });
  try {
    for (const [index, place] of timeline.scenes.entries()) {
      const sound = await narrationOf(wavPaths[index] ?? "", index);
      const length = place.endSample - place.startSample;
      // A frame is longer than a sample: what is padded or cut is at most half a frame of the tail's silence.
      const fitted = new Int16Array(length);
      fitted.set(sound.subarray(0, length));
      await writer.append(fitted);
    }
  } finally {
    await writer.close();
  }
}

async function narrationOf(path: string, index: number): Promise<Int16Array> {
  const name = `the narration of scene ${index + 1}`;
  const wav = await readWav(path).catch((error: unknown) => {
    throw new Error(`${name} is missing or broken`, { cause: error });
  });
  if (wav.sampleRate !== sampleRate || wav.channels !== 1) throw new Error(`${name} is not 48 kHz mono`);
  return wav.samples;
}
