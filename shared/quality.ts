import * as z from "zod";

export const Quality = z.enum(["draft", "standard", "high"]);
export type Quality = z.infer<typeof Quality>;

export type FrameFormat = { width: number; height: number; fps: number };

/** Pixels and frames per second of each quality. */
export const frameFormats: Record<Quality, FrameFormat> = {
  draft: { width: 854, height: 480, fps: 15 },
  standard: { width: 1280, height: 720, fps: 30 },
  high: { width: 1920, height: 1080, fps: 60 },
};
