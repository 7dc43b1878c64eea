import { ConvexError } from "convex/values";
import { isDiskFull } from "../runner/process/diskFull.ts";
import { Failure, failureFacts, PipelineError } from "../shared/failures.ts";

/** 128 + SIGINT, as shells have it. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, partial: 3, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends the command with one sentence on stderr. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly exitCode: ExitCode;
  constructor(sentence: string, exitCode: ExitCode = exitCodes.failed, options?: ErrorOptions) {
    super(sentence, options);
    this.exitCode = exitCode;
  }
}

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
