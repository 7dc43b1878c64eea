// What a file says of itself. It is a claim: a cut file says the same as a whole one, so decode.ts has the last word.
import { lstat } from "node:fs/promises";
import { z } from "zod";
import { ffprobe, input } from "./ffmpeg.ts";

const decimal = z.string().transform(Number).pipe(z.number());
const count = z.string().regex(/^\d+$/).transform(Number);

const Stream = z.object({
  index: z.int(),
  codec_type: z.string(),
  codec_name: z.string().optional(),
  codec_tag_string: z.string().optional(),
  profile: z.string().optional(),
  level: z.int().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  pix_fmt: z.string().optional(),
  sample_aspect_ratio: z.string().optional(),
  color_range: z.string().optional(),
  color_space: z.string().optional(),
  r_frame_rate: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  time_base: z.string().optional(),
  start_time: decimal.optional(),
  duration: decimal.optional(),
  nb_frames: count.optional(),
  sample_rate: count.optional(),
  channels: z.int().optional(),
});
export type ProbedStream = z.infer<typeof Stream>;

const Probe = z.object({
  streams: z.array(Stream),
  chapters: z.array(
    z.object({ start_time: decimal, end_time: decimal, tags: z.object({ title: z.string() }).partial().optional() }),
  ),
  format: z.object({ duration: decimal.optional(), tags: z.record(z.string(), z.string()).optional() }),
});
export type Probe = z.infer<typeof Probe>;

/** Throws ProcessError where it is no such file, and an Error where the path is a link or no file at all. */
export async function probe(path: string, format: "mp4" | "wav", signal?: AbortSignal): Promise<Probe> {
  // What a job has written could be a link to a file of the host.
  if (!(await lstat(path)).isFile()) throw new Error(`${path} is not a regular file`);
  const show = ["-show_streams", "-show_format", "-show_chapters", "-of", "json"];
  const { stdout } = await ffprobe([...input(path, format), ...show], { timeoutMs: 30_000, signal });
  return Probe.parse(JSON.parse(stdout));
}

export function streamOf(probed: Probe, type: "video" | "audio" | "subtitle"): ProbedStream | undefined {
  return probed.streams.find((stream) => stream.codec_type === type);
}
