import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { PipelineError } from "../../../shared/failures.ts";

const clipBytes = 2 * 1024 ** 3;

/**
 * Takes the clip out of a scratch folder. The scene's code may have put anything under that name: a link would make the
 * runner read a foreign file, a pipe would hold it for ever.
 */
export async function collectClip(from: string, to: string): Promise<void> {
  const source = await openPlain(from);
  try {
    const facts = await source.stat();
    if (!facts.isFile() || facts.nlink !== 1) throw refused();
    if (facts.size === 0) throw new PipelineError("render_failed", "The scene's code rendered an empty clip.");
    if (facts.size > clipBytes) throw new PipelineError("render_refused", "The scene's clip is larger than 2 GiB.");
    const target = await open(to, "wx");
    await pipeline(source.createReadStream({ autoClose: false }), target.createWriteStream());
  } finally {
    await source.close();
  }
}

/** The content of such a file; null where there is none, or it is no plain file, or larger than `most`. */
export async function readPlain(path: string, most: number): Promise<Buffer | null> {
  const source = await openPlain(path).catch((error: unknown) => {
    if (error instanceof PipelineError) return null;
    throw error;
  });
  if (source === null) return null;
  try {
    const facts = await source.stat();
    return facts.isFile() && facts.nlink === 1 && facts.size <= most ? await source.readFile() : null;
  } finally {
    await source.close();
  }
}

async function openPlain(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ELOOP" || code === "ENXIO") throw refused(error);
    if (code === "ENOENT")
      throw new PipelineError("render_failed", "The scene's code rendered no clip.", { cause: error });
    throw error;
  }
}

function refused(cause?: unknown): PipelineError {
  return new PipelineError(
    "render_refused",
    "The scene's code put something other than a file where its clip belongs.",
    cause === undefined ? undefined : { cause },
  );
}
