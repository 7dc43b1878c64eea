// A file that came with an attempt's source, fetched from Convex and believed only where hash and size are as said.
import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { PipelineError } from "../../shared/failures.ts";
import type { WorkOrder } from "../../shared/jobs.ts";
import type { SourceFile } from "../../shared/source.ts";
import type { ConvexSite } from "../report/convexSite.ts";

export type SourceFileDeps = {
  order: Pick<WorkOrder, "jobId">;
  site: Pick<ConvexSite, "picture">;
  signal: AbortSignal;
  backoff: { firstMs: number; mostMs: number };
};

/** With the usual backoff more than a minute: long enough for Convex to be started anew. */
const fetchTries = 12;

/** `unusable` makes the failure of a file that is gone or is another one. */
export async function fetchSourceFile(
  { order, site, signal, backoff }: SourceFileDeps,
  { sha256, bytes }: SourceFile,
  unusable: (why: string) => PipelineError,
): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    try {
      const content = await site.picture({ jobId: order.jobId, sha256 }, bytes, signal);
      if (content === null) throw unusable("it is no longer stored: make the video anew.");
      if (content.length !== bytes || createHash("sha256").update(content).digest("hex") !== sha256)
        throw unusable("it arrived with other bytes than were sent: make the video anew.");
      return content;
    } catch (error) {
      signal.throwIfAborted();
      const passing = error instanceof PipelineError && error.failure.code === "backend_unavailable";
      if (!passing || tries === fetchTries) throw error;
      await delay(Math.min(backoff.mostMs, backoff.firstMs * 2 ** (tries - 1)), undefined, { signal });
    }
  }
}
