// The end of a folder that untrusted code wrote to.
import { rm } from "node:fs/promises";
import { run } from "../../process/run.ts";

const timeoutMs = 120_000;

/** Removes it, however deep its folders go, and whatever they are closed to; links are not followed. */
export async function removeScratchFolder(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Folders in folders can be deeper than a path may be long. These programs go down step by step.
    await run("chmod", ["-R", "u+rwx", "--", folder], { timeoutMs });
    await run("rm", ["-rf", "--", folder], { timeoutMs });
  }
}
