// narration -> its sound and the time of every word and cue. First of a scene's stages: it sets the length of the picture.
import { join } from "node:path";
import { failureOf, PipelineError } from "../../../shared/failures.ts";
import { cueTimes, parseNarration } from "../../../shared/narration.ts";
import type { SpokenWord } from "../../../shared/scene.ts";
import { ffmpeg, input, output } from "../../media/ffmpeg.ts";
import { translateMediaError } from "../../media/mediaError.ts";
import { readWav, type Wav } from "../../media/wav.ts";
import type { Voice } from "../../voices/voice.ts";
import { voiceFor } from "../../voices/voices.ts";

/** Silence before the first and after the last word: a scene's picture arrives before its voice and rests after it. */
const leadInMs = 300;
const tailMs = 600;
const sampleRate = 48_000;
/** −50 dBFS; quieter than that from beginning to end nobody hears. */
const silence = 32_768 * 10 ** (-50 / 20);

export type NarrateRequest = {
  narration: string;
  voice: string;
  language: string;
  outputDir: string;
  signal?: AbortSignal | undefined;
};

export type Narrated = {
  /** 48 kHz mono 16-bit PCM, as loud as the voice made it. */
  wavPath: string;
  durationMs: number;
  words: SpokenWord[];
  /** Seconds from the start of the scene. */
  cues: Record<string, number>;
  spoken: string;
};

/** Throws narration_failed, voice_unavailable, disk_full or canceled. */
export async function narrate(request: NarrateRequest, voice: Voice = voiceFor(request.voice)): Promise<Narrated> {
  const { spoken, cues } = parseNarration(request.narration);
  if (!/[\p{L}\p{N}]/u.test(spoken))
    throw new PipelineError("narration_failed", "The narration has no word to speak: write at least one.");
  const speech = await voice.speak({ ...request, spoken });
  if (!(speech.durationMs > 0)) throw unspoken("the voice gave no sound");
  const wavPath = join(request.outputDir, "narration.wav");
  const durationMs = leadInMs + Math.ceil(speech.durationMs) + tailMs;
  const sound = await frameWithSilence(speech.wavPath, wavPath, durationMs, request.signal);
  if (isSilent(sound)) throw unspoken("the voice gave nothing but silence");
  const words = speech.words.map((word) => ({
    ...word,
    startMs: word.startMs + leadInMs,
    endMs: word.endMs + leadInMs,
  }));
  if (words.length === 0) throw unspoken("the voice spoke no word");
  return { wavPath, durationMs, words, cues: cueTimes(cues, words, durationMs), spoken };
}

async function frameWithSilence(from: string, to: string, durationMs: number, signal?: AbortSignal): Promise<Wav> {
  const samples = (durationMs * sampleRate) / 1000;
  const filter = [
    `aresample=${sampleRate}:resampler=soxr`,
    // Below the lowest voice there is only rumble, which costs headroom.
    "highpass=f=60",
    `adelay=delays=${leadInMs}:all=1`,
    `apad=whole_len=${samples}`,
    `atrim=end_sample=${samples}`,
  ];
  const sound = ["-ac", "1", "-ar", String(sampleRate), "-c:a", "pcm_s16le", "-bitexact"];
  try {
    await ffmpeg([...input(from, "wav"), "-af", filter.join(","), ...sound, ...output(to, "wav")], {
      timeoutMs: 60_000,
      signal,
    });
    const wav = await readWav(to);
    if (wav.samples.length !== samples || wav.sampleRate !== sampleRate || wav.channels !== 1)
      throw unspoken("its sound has the wrong length or form");
    return wav;
  } catch (error) {
    if (failureOf(error).code === "narration_failed") throw error;
    throw translateMediaError(error, "narration_failed", "The narration's sound could not be written");
  }
}

function isSilent({ samples }: Wav): boolean {
  return samples.every((sample) => Math.abs(sample) < silence);
}

function unspoken(reason: string): PipelineError {
  return new PipelineError("narration_failed", `The narration could not be spoken: ${reason}.`);
}
