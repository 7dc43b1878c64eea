import * as z from "zod";

export const narrationLimit = 10_000;
export const codeLimit = 200_000;
/** What is to be changed in a scene, in its owner's words. */
export const instructionLimit = 2000;

/** What a scene is made from. Cues stand in the narration as `[[name]]`; the code waits for them with `cue("name")`. */
export const Script = z.object({
  narration: z.string().min(1).max(narrationLimit),
  code: z.string().max(codeLimit),
});
export type Script = z.infer<typeof Script>;

/** Where a file lies in storage; `key` is the content's hash with an extension. */
export const StoredFile = z.object({
  key: z.string().regex(/^[0-9a-f]{64}\.[a-z0-9]{1,5}$/),
  bytes: z.int().nonnegative(),
});
export type StoredFile = z.infer<typeof StoredFile>;

/** A word as it is spoken; times from the start of its scene's narration, offsets into the narration without cues. */
export const SpokenWord = z.object({
  text: z.string(),
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
  offset: z.int().nonnegative(),
});
export type SpokenWord = z.infer<typeof SpokenWord>;

/** A scene's sound: 48 kHz mono PCM. */
export const Narration = StoredFile.extend({
  inputsHash: z.string(),
  durationMs: z.number().positive(),
  voice: z.string(),
  words: z.array(SpokenWord).max(4000),
});
export type Narration = z.infer<typeof Narration>;

/** What a viewer of a scene may notice, and what was changed in its code before it could be shown: a sentence each. */
export const warningLimits = { warnings: 50, characters: 500 };
export const SceneWarnings = z.array(z.string().min(1).max(warningLimits.characters)).max(warningLimits.warnings);
export type SceneWarnings = z.infer<typeof SceneWarnings>;

/** A scene's picture: H.264 without sound, exactly as long as its narration. */
export const Clip = StoredFile.extend({
  inputsHash: z.string(),
  durationMs: z.number().positive(),
  frames: z.int().positive(),
});
export type Clip = z.infer<typeof Clip>;
