// The pictures of one attempt's lesson: fetched from Convex once, believed only where hash, kind and size are as said,
// made plain in the sandbox, and handed to the scenes whose code names them.
import { join } from "node:path";
import { PipelineError } from "../../shared/failures.ts";
import type { WorkOrder } from "../../shared/jobs.ts";
import type { LessonPicture } from "../../shared/picture.ts";
import { literal } from "../authors/storyboard.ts";
import { fetchSourceFile, type SourceFileDeps } from "./sourceFile.ts";
import type { Stages } from "./stages.ts";

/** The pictures that a session's scenes may show. */
export type ScenePictures = {
  /** Fetches and checks all of them, so that one that can't be used ends the job before anything is made. */
  check(): Promise<void>;
  /** What the pictures look like that a scene's code names: their content's hashes by path. */
  hashesIn(code: string): Promise<Record<string, string>>;
  /** The files of the pictures that a scene's code names, by path. */
  filesIn(code: string): Promise<Record<string, string>>;
};

export type LessonPicturesDeps = SourceFileDeps & {
  order: WorkOrder;
  stages: Pick<Stages, "flatten">;
  workDir: string;
};

export function lessonPictures(deps: LessonPicturesDeps): ScenePictures {
  const { order, stages, signal } = deps;
  const pictures = order.source.kind === "lesson" ? (order.source.pictures ?? []) : [];
  const files = new Map<string, Promise<string>>();

  const make = async (picture: LessonPicture): Promise<string> => {
    const { path: name, sha256, bytes } = picture;
    const unusable = (why: string) =>
      new PipelineError("invalid_picture", `The picture ${name.slice(0, 100)} of the lesson can't be used: ${why}`);
    const content = await fetchSourceFile(deps, { name, sha256, bytes }, unusable);
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
    async hashesIn(code) {
      return Object.fromEntries(namedIn(code).map(({ path, sha256 }) => [path, sha256]));
    },
    async filesIn(code) {
      const found: Record<string, string> = {};
      for (const picture of namedIn(code)) found[picture.path] = await file(picture);
      return found;
    },
  };
}

/** As itself, or as it stands in a string literal. */
const names = (code: string, path: string): boolean => code.includes(path) || code.includes(literal(path).slice(1, -1));
