import { PipelineError } from "../../../shared/failures.ts";
import type { Master } from "../../../shared/reports.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Composed } from "../compose/compose.ts";

/** Puts a composed video and what belongs to it into storage. Throws publish_failed or disk_full. */
export async function publish(storage: Pick<Storage, "put">, composed: Composed): Promise<Master> {
  try {
    return {
      poster: await storage.put(composed.posterPath, "jpg"),
      subtitles: await storage.put(composed.subtitlesPath, "vtt"),
      // Last, as the one file that is nothing without the others.
      video: await storage.put(composed.videoPath, "mp4"),
      chapters: composed.chapters,
      durationMs: composed.durationMs,
    };
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    throw new PipelineError("publish_failed", undefined, { cause: error });
  }
}
