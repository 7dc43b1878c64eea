// espeak-ng: the voice that needs no key. Python's ctypes reads the library's events, the command alone gives no word times.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PipelineError } from "../../../shared/failures.ts";
import { ProcessError, run } from "../../process/run.ts";
import type { Speech, SpeechRequest, Voice } from "../voice.ts";
import { espeakInstalled } from "./installed.ts";
import { espeakVoiceOf } from "./languages.ts";
import { alignWords, type EspeakEvents } from "./wordAlignment.ts";

const program = fileURLToPath(new URL("./wordTimes.py", import.meta.url));
const venvPython = fileURLToPath(new URL("../../../.proofreel/venv/bin/python", import.meta.url));

/** espeak-ng's own unit, far from real words a minute: 130 speaks explanations at about 146. */
const rate = 130;
/** espeak-ng's 0–99; a little lower and livelier than its 50 and 50: 2.1 instead of 1.4 semitones of melody. */
const pitch = 45;
const pitchRange = 75;
/** espeak-ng's 100 clips the variant's loudest vowels. */
const volume = 70;
/** Of espeak-ng's variants the one with 4 dB less between 2 and 5 kHz, where it is harsh, and as much from 1 to 4 kHz, where consonants are. */
const variant = "Andy";
/** wordTimes.py's exit code where the library, its data or the voice is missing. */
const missing = 3;

export type EspeakOptions = { python?: string; library?: string; timeoutMs?: number };

export function createEspeakVoice(options: EspeakOptions = {}): Voice {
  return {
    name: "espeak",
    version: `espeak-1-${variant}-${rate}-${pitch}-${pitchRange}-${volume}`,
    speaks: (language) => espeakVoiceOf(language) !== undefined,
    speak: (request) => speak(request, options),
  };
}

export const espeakVoice: Voice = createEspeakVoice();

async function speak(request: SpeechRequest, options: EspeakOptions): Promise<Speech> {
  if (!(await espeakInstalled())) throw new PipelineError("voice_unavailable");
  const wavPath = join(request.outputDir, "speech.wav");
  const settings = [rate, pitch, pitchRange, volume].map(String);
  const library = options.library === undefined ? [] : [options.library];
  // A NUL would end the text for C, and a lone surrogate is no character; neither can be spoken, and both keep their place.
  const text = request.spoken.replaceAll("\0", " ").toWellFormed();
  const events = await espeak(
    options.python ?? (existsSync(venvPython) ? venvPython : "python3"),
    ["-I", program, wavPath, voiceNames(request), ...settings, ...library],
    { input: text, timeoutMs: options.timeoutMs ?? 20_000 + 20 * text.length, signal: request.signal },
  );
  const durationMs = Math.ceil((events.samples * 1000) / events.sampleRate);
  return { wavPath, durationMs, words: alignWords(text, events) };
}

async function espeak(python: string, args: string[], options: Parameters<typeof run>[2]): Promise<EspeakEvents> {
  try {
    const { stdout } = await run(python, args, { ...options, maxOutputBytes: 64 * 1024 * 1024 });
    return JSON.parse(stdout) as EspeakEvents;
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    if (error.canceled) throw new PipelineError("canceled", undefined, { cause: error });
    if (error.exitCode === missing)
      throw new PipelineError("voice_unavailable", missingSentence(error), { cause: error });
    if (/No space left on device/.test(error.stderrTail))
      throw new PipelineError("disk_full", undefined, { cause: error });
    const reason = error.timedOut ? "espeak-ng took too long." : "espeak-ng ended with an error.";
    throw new PipelineError("narration_failed", `The narration could not be spoken: ${reason}`, { cause: error });
  }
}

function missingSentence(error: ProcessError): string | undefined {
  const reason = error.stderrTail.trim().split("\n").at(-1) ?? "";
  if (reason.includes("has no voice")) return `${reason}: choose another with --voice or --language.`;
  return undefined;
}

/** "espeak:en-gb+f3" names one of espeak-ng's voices, "espeak:+f3" a variant; without one ours is taken, where it is installed. */
function voiceNames(request: SpeechRequest): string {
  const wish = request.voice.split(":")[1] ?? "";
  if (!/^[\w+-]{0,60}$/.test(wish))
    throw new PipelineError("voice_unavailable", "The voice's name may hold letters, digits, + and - only.");
  const [named = "", wishedVariant] = wish.split("+");
  const base = named === "" ? espeakVoiceOf(request.language) : (espeakVoiceOf(named) ?? named);
  if (base === undefined)
    throw new PipelineError(
      "voice_unavailable",
      `espeak-ng does not speak the language ${request.language}: choose another with --language.`,
    );
  if (wishedVariant) return `${base}+${wishedVariant}`;
  return named === "" ? `${base}+${variant},${base}` : base;
}
