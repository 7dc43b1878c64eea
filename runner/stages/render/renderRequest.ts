// What is asked of a renderer, and what comes back.
import type { FrameFormat } from "../../../shared/quality.ts";
import type { ClipPart, Geometry, RepairReport, Reused, SlateWords } from "./messages.ts";

/** A file's scene is to look as it does by plain Manim. */
export const manimBackground = "#000000";

export type RenderRequest = {
  code: string;
  scene?: string;
  format: FrameFormat;
  /** Seconds from the start of the scene. */
  cues: Record<string, number>;
  /** Without it the clip is as long as the scene's code makes it. */
  durationMs?: number;
  /** Files that the scene may read, by the path under which its code names them. */
  pictures?: Record<string, string>;
  /** Files that lie in the scene's working folder, by their relative path there. */
  assets?: Record<string, string>;
  /** Whether a scene that plays nothing becomes a picture, beside its clip of a second. */
  still?: boolean;
  /** Runs the scene for its report alone: no clip is written. */
  check?: true;
  /** Whether code that fails is mended, or rendered without what fails, or shown as a slate with these words. */
  repair?: boolean;
  /** With repair: whether a file that is not there costs the scene only what shows it; without, it is an error. */
  placeholders?: boolean;
  slate?: SlateWords;
  /** Asks for the clip's parts, and takes those that did not change out of the clip of before, which is the same scene's. */
  reuse?: { before: KeptParts | null };
  /** What the scene stands on (#RRGGBB); by default the background of Proofreel's own scenes. */
  background?: string;
  /** Gets the clip under a name of its own. */
  outputDir: string;
  /** Wall time for a scene that moves on; by default five minutes and sixty times the clip's length. */
  timeoutMs?: number;
};

/** A clip and what it is made of. */
export type KeptParts = { path: string; parts: ClipPart[] };

export type RenderedClip = {
  clipPath: string;
  durationMs: number;
  frames: number;
  geometry: Geometry;
  /** The picture (PNG) of a scene that plays nothing, where one was asked for. */
  stillPath?: string;
  /** Where it was asked for, and the scene could be drawn in parts. */
  reuse?: Reused;
  /** Where repair was asked for. */
  repair?: RepairReport;
};

export type Inspected = Pick<RenderedClip, "geometry" | "durationMs">;

export type RenderControl = {
  signal?: AbortSignal | undefined;
  /** From 0 to 1; only rising, and only where the length is known. */
  onProgress?: ((progress: number) => void) | undefined;
  /** Seconds of the clip that are drawn. */
  onSeconds?: ((seconds: number) => void) | undefined;
};
