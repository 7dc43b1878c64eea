import { type FailureCode, PipelineError } from "../../shared/failures.ts";
import { ProcessError } from "../process/run.ts";

/** What went wrong with a file or a media program, as a failure; one that is a failure already stays as it is. */
export function translateMediaError(error: unknown, code: FailureCode, sentence: string): PipelineError {
  if (error instanceof PipelineError) return error;
  if (error instanceof ProcessError && error.canceled)
    return new PipelineError("canceled", undefined, { cause: error });
  if (isDiskFull(error)) return new PipelineError("disk_full", undefined, { cause: error });
  return new PipelineError(code, `${sentence}: ${reasonOf(error)}`, { cause: error });
}

function isDiskFull(error: unknown): boolean {
  if (error instanceof ProcessError) return error.stderrTail.includes("No space left on device");
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

function reasonOf(error: unknown): string {
  if (error instanceof ProcessError && error.exitCode === null && error.signal === null && !error.timedOut)
    return "ffmpeg could not be started, install it with apt-get install ffmpeg.";
  return error instanceof Error ? error.message : String(error);
}
