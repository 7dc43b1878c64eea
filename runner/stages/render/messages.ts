// The line protocol of a warm renderer. Scene code runs in the same process, so a line proves nothing: it is parsed
// here, bounded, and whatever it claims about the clip is checked against the file.
import { z } from "zod";

/** Frames of a clip that one encoder made, in the clip's order; prints of what they show, none where that can't be said. */
export const ClipPart = z.object({
  pieces: z.array(z.string().regex(/^[0-9a-f]{32}$/)).max(1000),
  frames: z.int().positive(),
});
export type ClipPart = z.infer<typeof ClipPart>;

/** What a clip is made of, and how many of the plays in which something moves were not drawn for it. */
const Reused = z.object({
  parts: z.array(ClipPart).max(5000),
  plays: z.int().nonnegative(),
  playsReused: z.int().nonnegative(),
});
export type Reused = z.infer<typeof Reused>;

export type RenderJob = {
  code: string;
  scene?: string;
  width: number;
  height: number;
  fps: number;
  cues: Record<string, number>;
  durationMs?: number;
  /** How many the clip must have; as many as the code makes where it is not given. */
  frames?: number;
  cpuSeconds: number;
  /** How many draw frames at a time. */
  processes: number;
  /** Files by the path under which the code names them. */
  pictures: Record<string, string>;
  output: string;
  /** Where a scene that plays nothing puts its picture; without it such a scene becomes a clip. */
  still?: string;
  /** Runs the scene for its report alone: no clip is written. */
  check?: true;
  /** Asks for the clip's parts; takes what did not change out of `clip`, of which these are the parts. */
  reuse?: { clip?: string; parts: ClipPart[] };
  /** Mends what fails, or goes on without it, or shows a slate. */
  repair?: true;
  /** With repair: what the code names and is not there is shown as its place, or left out. */
  placeholders?: true;
  background?: string;
  /** What a slate says; by default what stands in the code. */
  slate?: SlateWords;
};

export type SlateWords = { title?: string; sentence?: string };

/** Words that end up on terminals and in databases: one line of sound text, whatever a scene has put into it. */
const words = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => text.replace(/\p{Cc}+/gu, " ").toWellFormed());

/** What was changed in a scene's code, where and why; `line` counts in the code as it was given. */
const Repair = z.object({
  step: words(40),
  line: z.int().nullable(),
  what: words(400),
  why: words(400),
});

export const RepairReport = z.object({
  repairs: z.array(Repair).max(200),
  /** Calls of self.play in the code as it was given, and those that still show what they were to show. */
  playsWritten: z.int().nonnegative(),
  playsKept: z.int().nonnegative(),
  /** The code ended in the middle. */
  truncated: z.boolean(),
  /** Why a slate took the scene's place; null where the scene is shown. */
  slate: words(2000).nullable(),
});
export type RepairReport = z.infer<typeof RepairReport>;

const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** One thing that a viewer would see wrong; `at` in seconds of the scene. */
export const Finding = z.object({
  kind: words(40),
  severity: z.enum(["error", "warning", "note"]),
  at: z.number(),
  objects: z.array(words(200)).max(10),
  /** Left, bottom, right, top in frame units: 8 high, origin in the centre. */
  box: Box.nullable(),
  /** Of the scene's code. */
  line: z.int().nullable(),
  says: words(1000),
  /** What to do about it. */
  suggestion: words(1000),
});
export type Finding = z.infer<typeof Finding>;

/** Replaces what lies between two places of the code; lines from 1, columns in characters from 0. */
const Edit = z.object({
  line: z.int().positive(),
  column: z.int().nonnegative(),
  endLine: z.int().positive(),
  endColumn: z.int().nonnegative(),
  text: z.string().max(2000),
});
export type Edit = z.infer<typeof Edit>;

/** A change of the code that may make a finding go away; whether it does, a second check says. */
export const Mend = z.object({
  finding: z.int().nonnegative(),
  says: words(400),
  edits: z.array(Edit).max(40),
});
export type Mend = z.infer<typeof Mend>;

export const Geometry = z.object({
  findings: z.array(Finding).max(300),
  samples: z.int().nonnegative(),
  mends: z.array(Mend).max(300).optional(),
});
export type Geometry = z.infer<typeof Geometry>;

export const WorkerMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  // Formulas that it wants to be set; the SVGs come into its inbox.
  z.object({ type: z.literal("formulas"), tex: z.array(z.string().min(1).max(20_000)).max(100) }),
  z.object({ type: z.literal("progress"), seconds: z.number().nonnegative() }),
  z.object({
    type: z.literal("done"),
    frames: z.int().positive(),
    geometry: Geometry,
    still: z.boolean().optional(),
    reuse: Reused.optional(),
    repair: RepairReport.optional(),
  }),
  z.object({
    type: z.literal("failed"),
    code: z.enum(["render_failed", "file_missing", "render_out_of_memory", "render_refused", "disk_full"]),
    message: words(2000),
    line: z.int().nullable(),
  }),
]);
export type WorkerMessage = z.infer<typeof WorkerMessage>;

/** A line of the protocol; null for anything else. */
export function parseMessage(line: string): WorkerMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = WorkerMessage.safeParse(value);
  return parsed.success ? parsed.data : null;
}
