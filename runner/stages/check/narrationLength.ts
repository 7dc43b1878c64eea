import { existsSync } from "node:fs";
import { PipelineError } from "../../../shared/failures.ts";
import { ProcessError, run } from "../../process/run.ts";

const longestSeconds = 3600;

/** Milliseconds of a narration that is given in seconds or as an audio file. */
export async function narrationLength(given: string, signal?: AbortSignal): Promise<number> {
  const seconds = existsSync(given) ? await probed(given, signal) : Number(given);
  if (!(seconds > 0 && seconds <= longestSeconds))
    throw new PipelineError(
      "invalid_request",
      `${given} is neither an audio file nor a length of 0 to ${longestSeconds} seconds.`,
    );
  return Math.round(seconds * 1000);
}

async function probed(file: string, signal: AbortSignal | undefined): Promise<number> {
  const asked = ["-v", "error", "-protocol_whitelist", "file", "-show_entries", "format=duration", "-of", "csv=p=0"];
  try {
    return Number((await run("ffprobe", [...asked, file], { timeoutMs: 60_000, signal })).stdout.trim());
  } catch (error) {
    if (error instanceof ProcessError && !error.canceled) return Number.NaN;
    throw error;
  }
}
