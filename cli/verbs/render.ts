import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { renderFile } from "../../runner/stages/render/renderFile.ts";
import { StallSeconds } from "../../runner/stages/render/stallWatch.ts";
import { type FrameFormat, frameFormats, type Quality } from "../../shared/quality.ts";
import { CommandError, exitCodes } from "../commandError.ts";
import { interruptible } from "../interrupts.ts";
import type { Environment } from "../stack/home.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export type RenderOptions = { quality: Quality; resolution?: string; fps?: number; out?: string; json?: boolean };

/** Manim code straight to a video; neither Convex nor Redis is needed. */
export async function render(
  { home, environment, print, say, onInterrupt }: Verb,
  file: string,
  scene: string | undefined,
  options: RenderOptions,
): VerbAnswer {
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`, exitCodes.wrongUsage);
  let shown = -1;
  const rendering = (signal: AbortSignal) =>
    renderFile(resolve(file), {
      python: home.python,
      stallSeconds: stallSecondsOf(environment),
      ...(scene === undefined ? {} : { scene }),
      ...(options.out === undefined ? {} : { out: resolve(options.out) }),
      format: formatOf(options),
      signal,
      onProgress: (progress: number) => {
        const tenth = Math.floor(progress * 10);
        if (tenth > shown) say(`rendering ${tenth * 10} %`);
        shown = Math.max(shown, tenth);
      },
    });
  const made = await interruptible(onInterrupt, "Canceled: no video was written.", rendering);
  for (const warning of made.warnings) say(`warning: ${warning}`);
  print(options.json ? JSON.stringify(made) : made.video);
  return exitCodes.done;
}

function stallSecondsOf({ RENDER_STALL_SECONDS: text }: Environment): number {
  const parsed = StallSeconds.safeParse(text || undefined);
  if (!parsed.success)
    throw new CommandError("RENDER_STALL_SECONDS must be a whole number from 1 to 3600.", exitCodes.wrongUsage);
  return parsed.data;
}

function formatOf({ quality, resolution, fps }: RenderOptions): FrameFormat {
  const format = frameFormats[quality];
  const size = resolution === undefined ? null : /^(\d{2,4})x(\d{2,4})$/.exec(resolution);
  if (resolution !== undefined && !size)
    throw new CommandError(`${resolution} is no resolution: write it as 1280x720.`, exitCodes.wrongUsage);
  return {
    width: size ? Number(size[1]) : format.width,
    height: size ? Number(size[2]) : format.height,
    fps: fps ?? format.fps,
  };
}
