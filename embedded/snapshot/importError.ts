/** The file to be imported is at fault, or does not fit what is here: the CLI prints the message. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}
