// Clips and narrations of all scenes -> one video with subtitles, chapters and a poster, and nothing that was not checked.
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PipelineError } from "../../../shared/failures.ts";
import { parseNarration } from "../../../shared/narration.ts";
import type { FrameFormat } from "../../../shared/quality.ts";
import type { Chapter } from "../../../shared/reports.ts";
import type { SpokenWord } from "../../../shared/scene.ts";
import { checkParts, joinParts } from "../../media/concat.ts";
import { normalizeLoudness } from "../../media/loudness.ts";
import { translateMediaError } from "../../media/mediaError.ts";
import { finishMp4 } from "../../media/mp4.ts";
import { writePoster } from "../../media/poster.ts";
import { subtitleCues, webVtt } from "../../media/subtitles.ts";
import { checkMaster } from "./checkMaster.ts";
import { joinSound } from "./joinSound.ts";
import { type Timeline, timelineOf } from "./timeline.ts";

export type ComposeScene = {
  title: string;
  clipPath: string;
  /** 48 kHz mono 16-bit PCM. */
  wavPath: string;
  durationMs: number;
  words: readonly SpokenWord[];
  /** With its cues, as the script has it. */
  narration: string;
};

export type ComposeRequest = {
  scenes: readonly ComposeScene[];
  format: FrameFormat;
  title: string;
  language: string;
  /** Absolute; gets video.mp4, subtitles.vtt and poster.jpg. */
  outputDir: string;
  signal?: AbortSignal | undefined;
  /** From 0 to 1. */
  onProgress?: ((progress: number) => void) | undefined;
};

export type Composed = {
  videoPath: string;
  subtitlesPath: string;
  posterPath: string;
  chapters: Chapter[];
  durationMs: number;
};

/** Throws compose_failed with the reason, disk_full or canceled; then nothing of it is left in outputDir. */
export async function compose(request: ComposeRequest): Promise<Composed> {
  if (request.scenes.length === 0) throw new PipelineError("compose_failed", "There is no scene to make a video of.");
  let workDir: string | undefined;
  try {
    await mkdir(request.outputDir, { recursive: true });
    workDir = await mkdtemp(join(request.outputDir, "compose-"));
    return await composeIn(workDir, request);
  } catch (error) {
    throw translateMediaError(error, "compose_failed", "The scenes could not be joined into one video");
  } finally {
    if (workDir) await rm(workDir, { recursive: true, force: true });
  }
}

async function composeIn(workDir: string, request: ComposeRequest): Promise<Composed> {
  const { scenes, format, signal } = request;
  const progress = request.onProgress ?? (() => undefined);
  const parts = await checkParts(
    scenes.map((scene) => scene.clipPath),
    format,
    signal,
  );
  const timeline = timelineOf(
    scenes.map((scene, index) => ({ ...scene, frames: parts[index]?.frames ?? 0 })),
    format.fps,
  );
  const timeoutMs = 120_000 + timeline.durationMs * 4;
  progress(0.1);

  const joined = join(workDir, "joined.wav");
  await joinSound(
    scenes.map((scene) => scene.wavPath),
    timeline,
    joined,
  );
  const sound = { wavPath: join(workDir, "sound.wav"), samples: timeline.samples };
  await normalizeLoudness(joined, sound.wavPath, { samples: timeline.samples, timeoutMs, signal });
  progress(0.35);

  const subtitles = join(workDir, "subtitles.vtt");
  await writeFile(subtitles, webVtt(cuesOf(scenes, timeline)), { flush: true });
  const muxed = join(workDir, "muxed.mp4");
  const clips = scenes.map(({ clipPath }, index) => ({ clipPath, frames: timeline.scenes[index]?.frames ?? 0 }));
  const { title, language } = request;
  await joinParts(clips, sound, {
    format,
    title,
    language,
    subtitlesPath: subtitles,
    to: muxed,
    workDir,
    timeoutMs,
    signal,
  });
  progress(0.6);

  const chapters = timeline.scenes.map(({ startMs, endMs }, index) => {
    const chapterTitle = scenes[index]?.title.replace(/\p{Cc}+/gu, " ").trim();
    return { title: chapterTitle || `Scene ${index + 1}`, startMs, endMs };
  });
  const video = join(workDir, "video.mp4");
  await finishMp4(muxed, video, chapters);
  await checkMaster(video, { format, timeline, timeoutMs, signal });
  progress(0.9);

  const moments = timeline.scenes.slice(0, 3).map(({ startMs, endMs }) => startMs + 0.8 * (endMs - startMs));
  const posterOf = (index: number) => join(workDir, `poster${index}.jpg`);
  const poster = await writePoster(video, moments, posterOf, {
    timeoutMs,
    signal,
  });
  const composed = {
    videoPath: join(request.outputDir, "video.mp4"),
    subtitlesPath: join(request.outputDir, "subtitles.vtt"),
    posterPath: join(request.outputDir, "poster.jpg"),
    chapters,
    durationMs: timeline.durationMs,
  };
  await rename(poster, composed.posterPath);
  await rename(subtitles, composed.subtitlesPath);
  await rename(video, composed.videoPath);
  progress(1);
  return composed;
}

function cuesOf(scenes: readonly ComposeScene[], timeline: Timeline) {
  return scenes.flatMap(({ narration, words }, index) => {
    const place = timeline.scenes[index];
    if (!place) return [];
    const own = subtitleCues(parseNarration(narration).spoken, words, place.endMs - place.startMs);
    return own.map((cue) => ({ ...cue, startMs: cue.startMs + place.startMs, endMs: cue.endMs + place.startMs }));
  });
}
