import { run } from "../../process/run.ts";

/** The program stands for the whole: an uninstall may leave the library behind, with no promise of its voices. */
export async function espeakInstalled(): Promise<boolean> {
  try {
    await run("espeak-ng", ["--version"], { timeoutMs: 5_000 });
    return true;
  } catch {
    // Missing or broken: either way there is no voice.
    return false;
  }
}
