// What every verb gets; main.ts makes it once.
import type { ExitCode } from "../commandError.ts";
import type { OnInterrupt } from "../interrupts.ts";
import type { Environment, Home } from "../stack/home.ts";

export type Verb = {
  home: Home;
  environment: Environment;
  /** Results, on stdout. */
  print: (line: string) => void;
  /** Everything else, on stderr. */
  say: (line: string) => void;
  onInterrupt: OnInterrupt;
};

export type VerbAnswer = Promise<ExitCode>;
