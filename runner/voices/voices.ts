import { espeakVoice } from "./espeak/espeak.ts";
import type { Voice } from "./voice.ts";

/** The voice of a name as a session carries it; an unknown name gets the voice that is always there. */
export function voiceFor(_name: string): Voice {
  return espeakVoice;
}
