// Clips into one picture without encoding again. ffmpeg joins anything and exits with 0, playing or not:
// what doesn't match is refused before, and what came out is decoded after.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FrameFormat } from "../../shared/quality.ts";
import { ffmpeg, input, output } from "./ffmpeg.ts";
import { type Probe, type ProbedStream, probe, streamOf } from "./probe.ts";

const probesAtOnce = 4;

export type Part = { clipPath: string; frames: number };

/** One file from clips and the sound of all of them, encoded once; no faststart and no chapters yet. */
export async function joinParts(
  parts: readonly Part[],
  sound: { wavPath: string; samples: number },
  request: {
    format: FrameFormat;
    title: string;
    language: string;
    subtitlesPath: string;
    to: string;
    workDir: string;
    timeoutMs: number;
    signal?: AbortSignal | undefined;
  },
): Promise<void> {
  const listPath = join(request.workDir, "parts.ffconcat");
  await writeFile(listPath, concatList(parts, request.format.fps));
  const inputs = [
    // The list is ours and its paths are absolute, which `safe` would refuse.
    ...["-protocol_whitelist", "file,pipe", "-safe", "0", "-f", "concat", "-i", `file:${listPath}`],
    ...input(sound.wavPath, "wav"),
    ...input(request.subtitlesPath, "webvtt"),
  ];
  const language = languageCode(request.language);
  const streams = [
    ...["-map", "0:v:0", "-c:v", "copy", "-video_track_timescale", String(request.format.fps * 1024)],
    ...["-map", "1:a:0", "-c:a", "aac", "-b:a", "160k", "-ar", "48000", "-metadata:s:a:0", `language=${language}`],
    ...["-map", "2:s:0", "-c:s", "mov_text", "-metadata:s:s:0", `language=${language}`, "-disposition:s:0", "0"],
  ];
  // Durations of tracks are rounded to the movie's time scale: at 48,000 a second they stay exact.
  const file = ["-map_metadata", "-1", "-map_chapters", "-1", "-movie_timescale", "48000", "-brand", "isom"];
  const title = ["-metadata", `title=${oneLine(request.title)}`];
  await ffmpeg([...inputs, ...streams, ...file, ...title, ...output(request.to, "mp4")], request);
}

/** Durations are given, and rounded on the whole: what ffmpeg would take from each file drifts by up to 1 ms per cut. */
export function concatList(parts: readonly Part[], fps: number): string {
  let frames = 0;
  const lines = parts.flatMap(({ clipPath, frames: own }) => {
    const startUs = Math.round((frames * 1e6) / fps);
    frames += own;
    const endUs = Math.round((frames * 1e6) / fps);
    return [`file ${quoted(`file:${clipPath}`)}`, `duration ${((endUs - startUs) / 1e6).toFixed(6)}`];
  });
  return `${["ffconcat version 1.0", ...lines].join("\n")}\n`;
}

/** Nothing is special between single quotes except the quote itself. https://ffmpeg.org/ffmpeg-utils.html#Quoting-and-escaping */
function quoted(path: string): string {
  if (/[\n\r\0]/.test(path)) throw new Error("a path with a line break can't be joined");
  return `'${path.replaceAll("'", "'\\''")}'`;
}

/** The number of frames of each clip; throws an Error that names the first clip that doesn't belong to the others. */
export async function checkParts(
  paths: readonly string[],
  format: FrameFormat,
  signal?: AbortSignal,
): Promise<{ frames: number }[]> {
  const probes: Probe[] = [];
  for (let index = 0; index < paths.length; index += probesAtOnce) {
    const group = paths.slice(index, index + probesAtOnce);
    probes.push(...(await Promise.all(group.map((path, place) => probeClip(path, index + place + 1, signal)))));
  }
  const first = streamOf(probes[0] as Probe, "video");
  return probes.map((probed, index) => {
    const video = streamOf(probed, "video");
    const name = `the clip of scene ${index + 1}`;
    if (!video || !first) throw new Error(`${name} has no picture`);
    const wrong = mismatch(video, first, format);
    if (wrong) throw new Error(`${name} ${wrong}`);
    return { frames: video.nb_frames ?? 0 };
  });
}

async function probeClip(path: string, number: number, signal: AbortSignal | undefined): Promise<Probe> {
  try {
    return await probe(path, "mp4", signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error(`the clip of scene ${number} is missing or broken`, { cause: error });
  }
}

function mismatch(video: ProbedStream, first: ProbedStream, format: FrameFormat): string | undefined {
  if (video.codec_name !== "h264" || video.pix_fmt !== "yuv420p")
    return `is ${video.codec_name} ${video.pix_fmt}, not h264 yuv420p`;
  if (video.width !== format.width || video.height !== format.height)
    return `has ${video.width}x${video.height} pixels, not ${format.width}x${format.height}`;
  if (video.r_frame_rate !== `${format.fps}/1`) return `has ${video.r_frame_rate} frames a second, not ${format.fps}`;
  if (Math.abs(video.start_time ?? 0) > 0.5 / format.fps) return "does not begin at zero";
  const same = ["profile", "time_base", "sample_aspect_ratio", "color_range", "color_space"] as const;
  const other = same.find((key) => video[key] !== first[key]);
  return other && `differs from the first in its ${other} (${video[other]}, not ${first[other]})`;
}

/** ISO 639-2 as MP4 wants it. */
function languageCode(language: string): string {
  const codes: Record<string, string> = { en: "eng", de: "deu", fr: "fra", es: "spa", it: "ita", pt: "por", nl: "nld" };
  const more: Record<string, string> = { pl: "pol", ru: "rus", ja: "jpn", zh: "zho", sv: "swe", tr: "tur", uk: "ukr" };
  return { ...codes, ...more }[language.toLowerCase().split(/[-_]/)[0] ?? ""] ?? "und";
}

function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 500);
}
