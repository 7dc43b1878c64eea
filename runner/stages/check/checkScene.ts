// Whether a clip is what was asked for: ffprobe for its form, a full decode for its content, since ffmpeg and an
// encoder that was interrupted both leave files that look whole. Geometry findings are told as sentences.
import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { z } from "zod";
import { PipelineError } from "../../../shared/failures.ts";
import type { FrameFormat } from "../../../shared/quality.ts";
import { ProcessError, type RunResult, run } from "../../process/run.ts";
import type { Geometry } from "../render/messages.ts";

export type ExpectedClip = { durationMs: number; format: FrameFormat; frames: number };

export type SceneCheck = {
  /** The clip can't be used as it is. */
  problems: string[];
  /** A viewer would see something wrong. */
  warnings: string[];
};

const Probe = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string(),
      pix_fmt: z.string().optional(),
      width: z.int().optional(),
      height: z.int().optional(),
      r_frame_rate: z.string(),
      nb_read_frames: z.string().optional(),
    }),
  ),
});

/** Checks one scene's clip; an empty list of problems means that it may be composed. */
export async function checkScene(
  clipPath: string,
  expected: ExpectedClip,
  geometry?: Geometry,
  signal?: AbortSignal,
): Promise<SceneCheck> {
  const timeoutMs = 60_000 + 10 * expected.durationMs;
  const read = () => run("ffprobe", probeOf("file", clipPath), { timeoutMs, signal });
  return { problems: await clipProblems(read, expected), warnings: geometryWarnings(geometry) };
}

/** A check that waits for its clip, which must begin with its index. */
export type AwaitedCheck = { of: typeof checkScene; close(): void };

/** Starts ffprobe before there is a clip: until it can read anything takes it as long as the clip of a short scene. */
export function awaitedCheck(signal: AbortSignal | undefined): AwaitedCheck {
  const closed = new AbortController();
  const clip = Promise.withResolvers<Readable>();
  const ended = run("ffprobe", probeOf("pipe", "pipe:0"), {
    input: clip.promise,
    timeoutMs: 600_000,
    signal: signal ? AbortSignal.any([signal, closed.signal]) : closed.signal,
  });
  ended.catch(() => undefined);
  return {
    async of(clipPath, expected, geometry) {
      clip.resolve(createReadStream(clipPath));
      return { problems: await clipProblems(() => ended, expected), warnings: geometryWarnings(geometry) };
    },
    close: () => closed.abort(),
  };
}

/** -count_frames decodes the whole clip; smoothing its edges would find no fault and takes a quarter of the time. */
const probeOf = (protocol: string, source: string): string[] => [
  ...["-v", "error", "-protocol_whitelist", protocol, "-f", "mp4"],
  ...["-threads", "2", "-skip_loop_filter", "all", "-count_frames"],
  ...["-show_entries", "stream=codec_type,codec_name,pix_fmt,width,height,r_frame_rate,nb_read_frames"],
  ...["-of", "json", source],
];

async function clipProblems(read: () => Promise<RunResult>, expected: ExpectedClip): Promise<string[]> {
  const { format, durationMs, frames } = expected;
  let probe: z.infer<typeof Probe>;
  try {
    const { stdout, stderr } = await read();
    if (stderr.trim()) return [`the clip does not decode cleanly: ${stderr.trim().split("\n")[0]}`];
    probe = Probe.parse(JSON.parse(stdout));
  } catch (error) {
    if (error instanceof ProcessError && error.canceled)
      throw new PipelineError("canceled", undefined, { cause: error });
    if (error instanceof ProcessError) return [`the clip can't be read: ${error.message}`];
    throw error;
  }
  const [video, ...others] = probe.streams;
  if (video?.codec_type !== "video") return ["the clip has no picture"];
  const problems: string[] = [];
  const expect = (fact: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) problems.push(`${fact} is ${found}, not ${wanted}`);
  };
  if (others.length > 0) problems.push("the clip has more than one stream");
  expect("the codec", video.codec_name, "h264");
  expect("the pixel format", video.pix_fmt, "yuv420p");
  expect("the size", `${video.width}x${video.height}`, `${format.width}x${format.height}`);
  expect("the frame rate", video.r_frame_rate, `${format.fps}/1`);
  expect("the number of frames", Number(video.nb_read_frames), frames);
  const missing = Math.abs(frames - (durationMs * format.fps) / 1000);
  if (missing > 1) problems.push(`the clip is ${missing.toFixed(1)} frames off its narration`);
  return problems;
}

function geometryWarnings(geometry: Geometry | undefined): string[] {
  return (geometry?.findings ?? []).map(({ says, at }) => `${says} at ${at.toFixed(1)} s`);
}
