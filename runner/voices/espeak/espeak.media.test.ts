import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWav } from "../../media/wav.ts";
import type { SpeechRequest } from "../voice.ts";
import { createEspeakVoice, espeakVoice } from "./espeak.ts";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "proofreel-espeak-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const request = (spoken: string, more: Partial<SpeechRequest> = {}): SpeechRequest => ({
  spoken,
  language: "en",
  voice: "espeak",
  outputDir: dir,
  ...more,
});
const code = (expected: string) => expect.objectContaining({ failure: expect.objectContaining({ code: expected }) });

describe("espeak-ng", () => {
  it.each([
    ["numbers and punctuation", "Of 3.14 — 1,234 (that is: “x^2”), $5.00; don’t… stop! e.g. this, i.e. that."],
    ["words it joins", "One of the points in the middle of the line has been there to be found by us."],
    ["unicode", "Naïve 😀 𝑥 Ünïcödé Привет 中文 end."],
    ["line breaks and wide gaps", "  One\n\n\ttwo   three.\r\nFour  "],
    ["one letter", "x"],
  ])("gives every word of %s its time, in order and inside the sound", async (_what, spoken) => {
    const { words, durationMs } = await espeakVoice.speak(request(spoken));
    const written = [...spoken.matchAll(/\S+/g)].filter(([text]) => /[\p{L}\p{N}]/u.test(text));
    expect(words.map((word) => word.text)).toEqual(expect.arrayContaining(written.map(([text]) => text)));
    let before = 0;
    for (const word of words) {
      expect(word.startMs).toBeGreaterThanOrEqual(before);
      expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
      expect(spoken.slice(word.offset, word.offset + word.text.length)).toBe(word.text);
      before = word.endMs;
    }
    expect(before).toBeLessThanOrEqual(durationMs);
  });

  it("is silent between words where it says so, and audible inside them", async () => {
    const { words, wavPath } = await espeakVoice.speak(request("Alpha. Beta, gamma. Delta."));
    const { samples, sampleRate } = await readWav(wavPath);
    const loudest = (fromMs: number, toMs: number) =>
      samples
        .subarray((fromMs * sampleRate) / 1000, (toMs * sampleRate) / 1000)
        .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(words).toHaveLength(4);
    for (const [index, word] of words.entries()) {
      expect(loudest(word.startMs, word.endMs)).toBeGreaterThan(3000);
      const next = words[index + 1];
      if (next) expect(loudest(word.endMs + 60, next.startMs)).toBeLessThan(300);
    }
  });

  it("speaks an explanation at 140 to 160 words a minute", async () => {
    const spoken =
      "Let us differentiate this function. It is a product of two factors, so we need the product rule. The derivative of a product is the derivative of the first factor times the second, plus the first factor times the derivative of the second.";
    const { words, durationMs } = await espeakVoice.speak(request(spoken));
    const perMinute = (words.length * 60_000) / durationMs;
    expect(perMinute).toBeGreaterThan(138);
    expect(perMinute).toBeLessThan(162);
  });

  it.each(["de", "fr-FR", "es", "it", "pt-BR", "en-GB"])("speaks %s", async (language) => {
    const { durationMs } = await espeakVoice.speak(request("12 + 30", { language }));
    expect(durationMs).toBeGreaterThan(500);
  });

  it("takes one of its own variants by name", async () => {
    const own = await readWav((await espeakVoice.speak(request("Hello there"))).wavPath);
    const other = await readWav(
      (await espeakVoice.speak(request("Hello there", { voice: "espeak:en-gb+f3" }))).wavPath,
    );
    expect(other.samples).not.toEqual(own.samples);
  });

  it("says how to install it where it is missing", async () => {
    const voice = createEspeakVoice({ library: "libespeak-not-there.so.1" });
    await expect(voice.speak(request("Hello"))).rejects.toThrow(/install it with apt-get install espeak-ng/);
    await expect(voice.speak(request("Hello"))).rejects.toEqual(code("voice_unavailable"));
  });

  it("refuses a language, a voice and a name that it does not have", async () => {
    for (const wrong of [{ language: "tlh" }, { voice: "espeak:nobody" }, { voice: "espeak:../../etc/passwd" }])
      await expect(espeakVoice.speak(request("Hello", wrong))).rejects.toEqual(code("voice_unavailable"));
  });

  it("says that the disk is full", async () => {
    const outputDir = await mkdtemp(join(dir, "full-"));
    await symlink("/dev/full", join(outputDir, "speech.wav"));
    await expect(espeakVoice.speak(request("Hello", { outputDir }))).rejects.toEqual(code("disk_full"));
  });

  it("is ended when it takes too long, and when the job is canceled", async () => {
    const hurried = createEspeakVoice({ timeoutMs: 1 });
    await expect(hurried.speak(request("Hello"))).rejects.toEqual(code("narration_failed"));
    await expect(espeakVoice.speak(request("Hello", { signal: AbortSignal.abort() }))).rejects.toEqual(
      code("canceled"),
    );
  });
});
