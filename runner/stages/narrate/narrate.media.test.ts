import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWav, WavWriter } from "../../media/wav.ts";
import type { Speech, Voice } from "../../voices/voice.ts";
import { narrate } from "./narrate.ts";

let outputDir: string;
beforeAll(async () => {
  outputDir = await mkdtemp(join(tmpdir(), "proofreel-narrate-"));
});
afterAll(() => rm(outputDir, { recursive: true, force: true }));

const english = (narration: string) => ({ narration, voice: "espeak", language: "en", outputDir });
const failed = expect.objectContaining({ failure: expect.objectContaining({ code: "narration_failed" }) });

/** A voice that gives just these samples at 8 kHz. */
function giving(samples: Int16Array, words: Speech["words"]): Voice {
  return {
    name: "giving",
    version: "1",
    speaks: () => true,
    async speak({ outputDir: to }) {
      const wavPath = join(to, "given.wav");
      const writer = await WavWriter.create(wavPath, { sampleRate: 8000, channels: 1 });
      await writer.append(samples);
      await writer.close();
      return { wavPath, durationMs: samples.length / 8, words };
    },
  };
}
const hello = [{ text: "hello", startMs: 0, endMs: 100, offset: 0 }];

describe("a narration", () => {
  it("is 48 kHz mono of a whole number of milliseconds, silent for 0.3 s before and 0.5 s after its words", async () => {
    const narrated = await narrate(english("Here is [[curve]]the curve. And [[end]]"));
    const { samples, sampleRate, channels } = await readWav(narrated.wavPath);
    expect([sampleRate, channels]).toEqual([48_000, 1]);
    expect(samples.length).toBe(narrated.durationMs * 48);
    const quiet = (part: Int16Array) => part.every((sample) => Math.abs(sample) < 100);
    expect(quiet(samples.subarray(0, 290 * 48))).toBe(true);
    expect(quiet(samples.subarray(-500 * 48))).toBe(true);
    expect(quiet(samples.subarray(300 * 48, 600 * 48))).toBe(false);
    expect(narrated.words[0]?.startMs).toBeGreaterThanOrEqual(300);
    expect(narrated.words.at(-1)?.endMs).toBeLessThanOrEqual(narrated.durationMs - 500);
  });

  it("has its cues at the words that follow them and is spoken without them", async () => {
    const { cues, words, spoken, durationMs } = await narrate(english("[[a]] Here is [[curve]]the curve.[[end]]"));
    expect(spoken).toBe("Here is the curve.");
    const the = words.find((word) => word.text === "the");
    expect(cues).toEqual({
      a: (words[0]?.startMs ?? 0) / 1000,
      curve: (the?.startMs ?? 0) / 1000,
      end: durationMs / 1000,
    });
  });

  it.each(["", "[[only]]", " … — !", "[[a]] [[b]]"])("of no word (%j) is refused", async (narration) => {
    await expect(narrate(english(narration))).rejects.toEqual(failed);
  });

  it("that finds the disk full says so", async () => {
    const full = await mkdtemp(join(outputDir, "full-"));
    await symlink("/dev/full", join(full, "narration.wav"));
    await expect(narrate({ ...english("hello"), outputDir: full })).rejects.toMatchObject({
      failure: { code: "disk_full" },
    });
  });

  it("of silence, of no sound and of no spoken word is refused", async () => {
    const tone = Int16Array.from({ length: 8000 }, (_, index) => 8000 * Math.sin(index / 3));
    await expect(narrate(english("hello"), giving(new Int16Array(8000), hello))).rejects.toThrow(/silence/);
    await expect(narrate(english("hello"), giving(new Int16Array(0), hello))).rejects.toEqual(failed);
    await expect(narrate(english("hello"), giving(tone, []))).rejects.toEqual(failed);
    await expect(narrate(english("hello"), giving(tone, hello))).resolves.toMatchObject({ durationMs: 1900 });
  });
});
