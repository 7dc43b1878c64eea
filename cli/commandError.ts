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
