// Runs ffmpeg: files only, never a URL or a playlist, an explicit format for every input, a time limit.
import { PipelineError } from "../../shared/failures.ts";
import { run } from "../process/run.ts";

export type FfmpegOptions = { timeoutMs: number; signal?: AbortSignal | undefined; cwd?: string };

/** An input's arguments. `file:` keeps a path from being read as an option or a protocol. */
export function input(path: string, format: string): string[] {
  return ["-protocol_whitelist", "file,pipe", "-f", format, "-i", `file:${path}`];
}

export function output(path: string, format: string): string[] {
  return ["-f", format, `file:${path}`];
}

/** What it printed on standard output, and its last words on standard error. Throws ProcessError, or disk_full. */
export async function ffmpeg(
  args: readonly string[],
  options: FfmpegOptions,
): Promise<{ stdout: string; stderr: string }> {
  const answer = await run("ffmpeg", ["-hide_banner", "-nostdin", "-nostats", "-y", "-v", "error", ...args], options);
  // With the disk full while it writes its last bytes ffmpeg says so and exits with 0.
  if (/^Error (writing|closing) .*: No space left on device$/m.test(answer.stderr))
    throw new PipelineError("disk_full");
  return answer;
}
