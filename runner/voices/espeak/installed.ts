import { ProcessError, run } from "../../process/run.ts";

/** The program stands for the whole: an uninstall may leave the library behind, with no promise of its voices. */
export async function espeakInstalled(): Promise<boolean> {
  try {
    await run("espeak-ng", ["--version"], { timeoutMs: 5_000 });
    return true;
  } catch (error) {
    // Missing or broken: either way there is no voice. One that was too slow to answer, on a machine that slept, is there.
    return error instanceof ProcessError && error.timedOut;
  }
}
