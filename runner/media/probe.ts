// What a file says of itself. It is a claim: a cut file says the same as a whole one, so decode.ts has the last word.
//
// Probing is a plain question of one file, and goes through fluent-ffmpeg. What encodes or filters runs by ffmpeg.ts:
// fluent-ffmpeg kills one process and not its group, keeps no limit on output, and its filter strings escape nothing.
import { lstat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import fluent from "fluent-ffmpeg";
import { z } from "zod";
import { ProcessError } from "../process/run.ts";
import { input } from "./ffmpeg.ts";

// fluent-ffmpeg gives no hold of the ffprobe that it starts, so the time limit is the program's own.
fluent.setFfprobePath(fileURLToPath(new URL("ffprobe-limited", import.meta.url)));

/** fluent-ffmpeg reads ffprobe's lines: numbers come as numbers where they have no sign, and N/A as a word. */
const decimal = z.coerce.number();
const count = z.coerce.number().int().nonnegative();
const words = z.coerce.string();

const Stream = z.object({
  index: count,
  codec_type: words,
  codec_name: words.optional(),
  codec_tag_string: words.optional(),
  profile: words.optional(),
  level: count.optional(),
  width: count.optional(),
  height: count.optional(),
  pix_fmt: words.optional(),
  sample_aspect_ratio: words.optional(),
  color_range: words.optional(),
  color_space: words.optional(),
  r_frame_rate: words.optional(),
  avg_frame_rate: words.optional(),
  time_base: words.optional(),
  start_time: decimal.optional(),
  duration: decimal.optional(),
  nb_frames: count.optional(),
  sample_rate: count.optional(),
  channels: count.optional(),
});
export type ProbedStream = z.infer<typeof Stream>;

const Probe = z.object({
  streams: z.array(Stream),
  chapters: z.array(z.object({ start_time: decimal, end_time: decimal, "TAG:title": words.optional() })),
  format: z.object({ duration: decimal.optional(), tags: z.record(z.string(), words).optional() }),
});
export type Probe = z.infer<typeof Probe>;

/** Throws ProcessError where it is no such file, and an Error where the path is a link, relative or no file at all. */
export async function probe(path: string, format: "mp4" | "wav", signal?: AbortSignal): Promise<Probe> {
  // What a job has written could be a link to a file of the host.
  if (!isAbsolute(path) || !(await lstat(path)).isFile()) throw new Error(`${path} is not a regular file`);
  const [source = "", ...options] = input(path, format).reverse();
  const asked = [
    "-hide_banner",
    "-v",
    "error",
    ...options.reverse().filter((option) => option !== "-i"),
    "-show_chapters",
  ];
  return Probe.parse(withoutGaps(await answerOf(source, asked, signal)));
}

function answerOf(source: string, options: string[], signal: AbortSignal | undefined): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(ended({ canceled: true }));
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    fluent.ffprobe(source, options, (error: Error | null, data: unknown) => {
      signal?.removeEventListener("abort", onAbort);
      if (error) reject(failureOf(error));
      else resolve(data);
    });
  });
}

/** fluent-ffmpeg tells how ffprobe ended in its message only: "ffprobe exited with code 1", then what it printed. */
function failureOf(error: Error): ProcessError {
  const [how = "", ...printed] = error.message.split("\n");
  const code = Number(/exited with code (\d+)/.exec(how)?.[1] ?? Number.NaN);
  return ended({
    // 127 is how the shell and the wrapper tell that there is no such program.
    exitCode: Number.isNaN(code) || code === 127 ? null : code,
    timedOut: how.includes("SIGALRM"),
    stderrTail: printed.join("\n"),
  });
}

function ended(how: Partial<ConstructorParameters<typeof ProcessError>[1]>): ProcessError {
  const nothing = {
    exitCode: null,
    signal: null,
    timedOut: false,
    canceled: false,
    outputTooLong: false,
    stderrTail: "",
  };
  return new ProcessError("ffprobe", { ...nothing, ...how });
}

/** Leaves out what ffprobe does not know, which it prints as N/A, unknown or nothing. */
function withoutGaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutGaps);
  if (typeof value !== "object" || value === null) return value;
  const known = Object.entries(value).filter(([, entry]) => entry !== "N/A" && entry !== "unknown" && entry !== "");
  return Object.fromEntries(known.map(([key, entry]) => [key, withoutGaps(entry)]));
}

export function streamOf(probed: Probe, type: "video" | "audio" | "subtitle"): ProbedStream | undefined {
  return probed.streams.find((stream) => stream.codec_type === type);
}
