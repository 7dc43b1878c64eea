// Decides whether a composed video is good: by what it says of itself, and by decoding all of it.
import type { FrameFormat } from "../../../shared/quality.ts";
import { decode } from "../../media/decode.ts";
import { type Loudness, targetLufs } from "../../media/loudness.ts";
import { topBoxes } from "../../media/mp4.ts";
import { probe, streamOf } from "../../media/probe.ts";
import type { Timeline } from "./timeline.ts";

const toleranceLu = 1;
const highestPeakDb = -1;

export type Expected = {
  format: FrameFormat;
  timeline: Timeline;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
};

/** Throws an Error that says what is wrong with it. */
export async function checkMaster(path: string, expected: Expected): Promise<Loudness> {
  const { format, timeline } = expected;
  const boxes = await topBoxes(path);
  if (boxes.indexOf("moov") > boxes.indexOf("mdat")) throw new Error("the index of the file stands at its end");

  const probed = await probe(path, "mp4", expected.signal);
  const video = streamOf(probed, "video");
  const audio = streamOf(probed, "audio");
  if (video?.codec_name !== "h264" || video.pix_fmt !== "yuv420p") throw new Error("its picture is not h264 yuv420p");
  if (video.width !== format.width || video.height !== format.height) throw new Error("its picture has the wrong size");
  if (audio?.codec_name !== "aac" || audio.sample_rate !== 48_000) throw new Error("its sound is not AAC at 48 kHz");
  if (video.nb_frames !== timeline.frames)
    throw new Error(`${video.nb_frames} of ${timeline.frames} frames could be joined, a clip is cut short or damaged`);
  const pictureSeconds = video.duration ?? 0;
  const apart = Math.abs(pictureSeconds - (audio.duration ?? 0));
  if (apart > 1 / format.fps) throw new Error(`sound and picture differ by ${(apart * 1000).toFixed(1)} ms`);
  if (Math.abs(pictureSeconds - timeline.frames / format.fps) > 0.5 / format.fps)
    throw new Error(`it lasts ${pictureSeconds} s instead of ${timeline.frames / format.fps} s`);
  if (probed.chapters.length !== Math.min(255, timeline.scenes.length)) throw new Error("its chapters are not there");

  const { frames, loudness } = await decode(path, expected);
  if (frames !== timeline.frames) throw new Error(`${frames} of ${timeline.frames} frames can be decoded`);
  if (!(Math.abs(loudness.integratedLufs - targetLufs) <= toleranceLu))
    throw new Error(`its loudness is ${loudness.integratedLufs} LUFS instead of ${targetLufs}`);
  if (!(loudness.truePeakDb <= highestPeakDb)) throw new Error(`its loudest peak is at ${loudness.truePeakDb} dBTP`);
  return loudness;
}
