// How a followed job becomes a file, lines or one JSON object, and an exit code.
import { resolve } from "node:path";
import { CommandError, type ExitCode, exitCodes } from "../commandError.ts";
import { download, unusedName } from "./download.ts";
import type { View } from "./follow.ts";

export type MadeVideo = {
  sessionId: string;
  status: string;
  title: string;
  video: string;
  durationMs: number;
  scenes: {
    key: string;
    position: number;
    title: string;
    status: string;
    revision: number;
    durationMs: number | null;
    clipKey: string | null;
    narrationKey: string | null;
    failure: { code: string; message: string } | null;
    warnings: string[];
  }[];
};

/** Fetches the video of an ended job. A failed or canceled one is thrown as its sentence. */
export async function takeVideo(
  { session, scenes, job }: View,
  out: string | undefined,
  signal: AbortSignal,
): Promise<MadeVideo> {
  if (job.status !== "done" || !session.master)
    throw new CommandError(
      job.failure?.message ??
        session.failure?.message ??
        (job.status === "canceled" ? "The job was canceled." : "The job failed: ./proofreel logs has the details."),
    );
  const video = out === undefined ? unusedName(session.title) : resolve(out);
  await download(session.master.videoUrl, video, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
    const sentence = `Stopped before the video was written: ./proofreel show ${session._id} has its address.`;
    throw new CommandError(sentence, exitCodes.interrupted, { cause: error });
  });
  return {
    sessionId: session._id,
    status: session.status,
    title: session.title,
    video,
    durationMs: session.master.durationMs,
    scenes: scenes.map((scene) => ({
      key: scene.key,
      position: scene.position,
      title: scene.title,
      status: scene.status,
      revision: scene.revision,
      durationMs: scene.durationMs ?? null,
      clipKey: scene.clipKey ?? null,
      narrationKey: scene.narrationKey ?? null,
      failure: scene.failure ?? null,
      warnings: scene.warnings ?? [],
    })),
  };
}

export function exitCodeOf({ status }: MadeVideo): ExitCode {
  return status === "partial" ? exitCodes.partial : exitCodes.done;
}
