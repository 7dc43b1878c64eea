/** A push that cannot be accepted: the CLI prints the message. */
export class PushError extends Error {
  override readonly name = "PushError";
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
