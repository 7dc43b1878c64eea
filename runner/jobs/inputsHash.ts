import { createHash } from "node:crypto";
import type { FrameFormat } from "../../shared/quality.ts";

export type NarrationInputs = { voice: string; language: string; spoken: string; voiceVersion: string };

export type ClipInputs = {
  code: string;
  format: FrameFormat;
  cues: Record<string, number>;
  /** Null where the clip is as long as its code makes it. */
  durationMs: number | null;
  /** Hashes of the pictures that the code shows, by path. */
  pictures: Record<string, string>;
  rendererVersion: string;
};

/** Two narrations with the same hash sound the same. */
export const narrationHash = ({ voice, language, spoken, voiceVersion }: NarrationInputs): string =>
  sha256(["narration", voice, language, spoken, voiceVersion]);

/** Two clips with the same hash look the same. */
export const clipHash = ({ code, format, cues, durationMs, pictures, rendererVersion }: ClipInputs): string => {
  const { width, height, fps } = format;
  return sha256(["clip", code, width, height, fps, sorted(cues), durationMs, sorted(pictures), rendererVersion]);
};

const sorted = (entries: Record<string, unknown>): [string, unknown][] =>
  Object.entries(entries).sort(([left], [right]) => (left < right ? -1 : 1));

const sha256 = (inputs: unknown): string => createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
