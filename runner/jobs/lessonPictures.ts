// The pictures of one attempt's lesson: fetched from Convex once, believed only where hash, kind and size are as said,
// made plain in the sandbox, and handed to the scenes whose code names them.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { PipelineError } from "../../shared/failures.ts";
import type { WorkOrder } from "../../shared/jobs.ts";
import type { LessonPicture } from "../../shared/picture.ts";
import { literal } from "../authors/storyboard.ts";
import type { ConvexSite } from "../report/convexSite.ts";
import type { Stages } from "./stages.ts";

export type LessonPictures = {
  /** Fetches and checks all of them, so that one that can't be used ends the job before anything is made. */
  check(): Promise<void>;
  /** What the pictures look like that a scene's code names: their content's hashes by path. */
  hashesIn(code: string): Record<string, string>;
  /** The files of the pictures that a scene's code names, by path. */
  filesIn(code: string): Promise<Record<string, string>>;
};

export type LessonPicturesDeps = {
  order: WorkOrder;
  site: Pick<ConvexSite, "picture">;
  stages: Pick<Stages, "flatten">;
  workDir: string;
  signal: AbortSignal;
  backoff: { firstMs: number; mostMs: number };
};

/** With the usual backoff more than a minute: long enough for Convex to be started anew. */
const fetchTries = 12;

export function lessonPictures(deps: LessonPicturesDeps): LessonPictures {
  const { order, stages, signal } = deps;
  const pictures = order.source.kind === "lesson" ? (order.source.pictures ?? []) : [];
  const files = new Map<string, Promise<string>>();

  const make = async (picture: LessonPicture): Promise<string> => {
    const content = await fetchPicture(deps, picture);
    const outputDir = join(deps.workDir, "pictures");
    return await stages.flatten({ content, path: picture.path, outputDir, signal });
  };
  const file = (picture: LessonPicture): Promise<string> => {
    const known = files.get(picture.sha256);
    if (known) return known;
    const made = make(picture);
    files.set(picture.sha256, made);
    return made;
  };
  const namedIn = (code: string): LessonPicture[] => pictures.filter(({ path }) => names(code, path));

  return {
    async check() {
      // One after the other: a large one takes much memory.
      for (const picture of pictures) await file(picture);
    },
    hashesIn: (code) => Object.fromEntries(namedIn(code).map(({ path, sha256 }) => [path, sha256])),
    async filesIn(code) {
      const found: Record<string, string> = {};
      for (const picture of namedIn(code)) found[picture.path] = await file(picture);
      return found;
    },
  };
}

/** As itself, or as it stands in a string literal. */
const names = (code: string, path: string): boolean => code.includes(path) || code.includes(literal(path).slice(1, -1));

async function fetchPicture(
  { order, site, signal, backoff }: LessonPicturesDeps,
  { path, sha256, bytes }: LessonPicture,
): Promise<Uint8Array> {
  const unusable = (why: string) =>
    new PipelineError("invalid_picture", `The picture ${path.slice(0, 100)} of the lesson can't be used: ${why}`);
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
