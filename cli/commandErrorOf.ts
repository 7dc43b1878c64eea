// What a thrown thing is to whoever called the command. Apart from CommandError, since it needs libraries that a command
// which ends well need not load before it begins.
import { ConvexError } from "convex/values";
import { isDiskFull } from "../runner/process/diskFull.ts";
import { Failure, failureFacts, PipelineError } from "../shared/failures.ts";
import { CommandError, exitCodes } from "./commandError.ts";

/** The sentence and the exit code of any thrown thing. */
export function commandErrorOf(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof PipelineError) return new CommandError(error.failure.message);
  if (error instanceof ConvexError) {
    const failure = Failure.safeParse(error.data);
    if (failure.success) return new CommandError(failure.data.message);
  }
  if (isDiskFull(error)) return new CommandError(failureFacts.disk_full.sentence, exitCodes.failed, { cause: error });
  return new CommandError(error instanceof Error ? error.message : String(error), exitCodes.failed, { cause: error });
}
