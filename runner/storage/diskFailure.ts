import { statfs } from "node:fs/promises";
import { type FailureCode, PipelineError } from "../../shared/failures.ts";
import { isDiskFull } from "../process/diskFull.ts";

/** Too little for anything to be written in it. */
const leastFreeBytes = 1024 * 1024;

/** Programs say in many ways, or in none, that they could not write; this asks the disk itself. */
export async function hasNoRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < leastFreeBytes;
}

/** A full disk as `disk_full`, whatever layer met it; a PipelineError as it is; anything else as `otherwise`. */
export function asDiskFailure(error: unknown, otherwise: FailureCode): PipelineError {
  if (error instanceof PipelineError) return error;
  if (isDiskFull(error)) return new PipelineError("disk_full", undefined, { cause: error });
  return new PipelineError(otherwise, undefined, { cause: error });
}
