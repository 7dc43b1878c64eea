// When a voice would reach each cue, where nobody has spoken yet.
import { parseNarration } from "../../shared/narration.ts";

/** Of 287 passages that espeak spoke the fastest took 0.067 s a letter, the slowest 0.14. */
export const usualSecondsPerLetter = 0.075;
const leadInSeconds = 0.3;
const tailSeconds = 0.6;

/** Cues in seconds from the start of the scene, and how long it lasts. */
export function estimatedClock(
  narration: string,
  secondsPerLetter: number = usualSecondsPerLetter,
): { cues: Record<string, number>; durationMs: number } {
  const { spoken, cues } = parseNarration(narration);
  const seconds = leadInSeconds + spoken.length * secondsPerLetter + tailSeconds;
  return {
    cues: Object.fromEntries(cues.map(({ name, offset }) => [name, leadInSeconds + offset * secondsPerLetter])),
    durationMs: Math.ceil(seconds * 1000),
  };
}
