// The seam of speech: a voice turns text into sound and says when each word is heard.
// What it gets is what is spoken (no cues, no markup); times count from the first sample of its file.
import type { SpokenWord } from "../../shared/scene.ts";

export type SpeechRequest = {
  spoken: string;
  /** BCP 47, as "en" or "pt-BR". */
  language: string;
  /** The voice's name, and after a colon what the voice itself understands, as in "espeak:en-gb+f3". */
  voice: string;
  outputDir: string;
  signal?: AbortSignal | undefined;
};

export type Speech = {
  /** Mono 16-bit PCM at the voice's own rate. */
  wavPath: string;
  durationMs: number;
  /** In order, not overlapping, inside the duration; `offset` counts UTF-16 units of `spoken`. */
  words: SpokenWord[];
};

export interface Voice {
  readonly name: string;
  /** Changes whenever the same request would sound different or be timed differently. */
  readonly version: string;
  speaks(language: string): boolean;
  speak(request: SpeechRequest): Promise<Speech>;
}
