// EBU R128: how loud a programme is, and making it as loud as it should be.
import { ffmpeg, input, output } from "./ffmpeg.ts";

export type Loudness = { integratedLufs: number; truePeakDb: number };

export const targetLufs = -16;
/** AAC puts back up to a decibel of overshoot; with this ceiling the encoded file stays under −1 dBTP. */
const ceilingDb = -2.5;

/** Its summary is printed at ffmpeg's log level info, which framelog keeps free of ten lines a second. */
export const loudnessFilter = "ebur128=peak=true:framelog=verbose";
/** Without the true peak, which takes four times as long to find. */
const quickLoudnessFilter = "ebur128=framelog=verbose";

export function parseLoudness(stderr: string): Loudness {
  const summary = stderr.slice(stderr.lastIndexOf("Summary:"));
  const number = (pattern: RegExp) => {
    const found = pattern.exec(summary)?.[1];
    return found === undefined ? Number.NaN : found === "-inf" ? Number.NEGATIVE_INFINITY : Number(found);
  };
  return {
    integratedLufs: number(/I:\s+(-?[\d.]+|-inf) LUFS/),
    truePeakDb: number(/Peak:\s+(-?[\d.]+|-inf) dBFS/),
  };
}

/**
 * Writes `from` (48 kHz mono, `samples` long) to `to` (the same in stereo) at −16 LUFS. One gain for the whole file and a limiter for the
 * few peaks above the ceiling: loudnorm, where a peak is in the way, falls back to riding the gain, which lifts the pauses.
 */
export async function normalizeLoudness(
  from: string,
  to: string,
  options: { samples: number; timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<void> {
  const length = `apad=whole_len=${options.samples},atrim=end_sample=${options.samples}`;
  const stereo = "pan=stereo|c0=c0|c1=c0";
  const measure = ["-v", "info", ...input(from, "wav"), "-af", `${stereo},${quickLoudnessFilter}`, "-f", "null", "-"];
  let loudness = parseLoudness((await ffmpeg(measure, options)).stderr);
  let gainDb = 0;
  // The limiter takes a little loudness away, which a second or third round gives back.
  for (let round = 0; round < 3; round++) {
    gainDb += targetLufs - loudness.integratedLufs;
    if (!Number.isFinite(gainDb)) throw new Error("its sound is silent");
    const chain = [stereo, `volume=${gainDb.toFixed(2)}dB`, limiter, length, quickLoudnessFilter].join(",");
    const write = ["-af", chain, "-c:a", "pcm_s16le", "-ar", "48000", ...output(to, "wav")];
    loudness = parseLoudness((await ffmpeg(["-v", "info", ...input(from, "wav"), ...write], options)).stderr);
    if (Math.abs(loudness.integratedLufs - targetLufs) <= 0.3) return;
  }
}

/** Limits at four times the rate, so that peaks between samples count; `level` would undo the gain. */
const limiter = `aresample=192000,alimiter=limit=${10 ** (ceilingDb / 20)}:attack=2:release=60:level=false:latency=true,aresample=48000`;
