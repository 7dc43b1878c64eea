// The figures of one attempt's paper, for the scenes whose code names them: read out of the paper once, made plain in
// the sandbox when a scene needs them.
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Logger } from "pino";
import { PipelineError } from "../../shared/failures.ts";
import type { WorkOrder } from "../../shared/jobs.ts";
import { literal } from "../authors/storyboard.ts";
import type { ScenePictures } from "./lessonPictures.ts";
import type { Stages, WritingContext } from "./stages.ts";

export type PaperPicturesDeps = {
  order: WorkOrder;
  stages: Pick<Stages, "flatten" | "figures">;
  context: WritingContext;
  workDir: string;
  log: Logger;
};

type Figure = { content: Uint8Array; sha256: string };

export function paperPictures({ order, stages, context, workDir, log }: PaperPicturesDeps): ScenePictures {
  const { signal } = context;
  let all: Promise<Map<string, Figure>> | undefined;
  const plain = new Map<string, Promise<string>>();

  const read = async (): Promise<Map<string, Figure>> => {
    const figures = await stages.figures(order.source, context);
    const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
    return new Map([...figures].map(([path, content]) => [path, { content, sha256: sha256(content) }]));
  };
  const namedIn = async (code: string): Promise<[string, Figure][]> => {
    // Most scenes show no figure, and an edit of one of them needs no paper.
    if (!/\b(?:image|picture|picture_file)\s*\(/.test(code)) return [];
    all ??= read();
    return [...(await all)].filter(([path]) => code.includes(literal(path)) || code.includes(`'${path}'`));
  };
  const file = (path: string, { content, sha256 }: Figure): Promise<string> => {
    const known = plain.get(sha256) ?? stages.flatten({ content, path, outputDir: join(workDir, "pictures"), signal });
    plain.set(sha256, known);
    return known;
  };

  return {
    // What a paper shows is chosen by its plan, which looks at it.
    check: async () => undefined,
    async hashesIn(code) {
      return Object.fromEntries((await namedIn(code)).map(([path, { sha256 }]) => [path, sha256]));
    },
    async filesIn(code) {
      const found: Record<string, string> = {};
      for (const [path, figure] of await namedIn(code)) {
        try {
          found[path] = await file(path, figure);
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof PipelineError) || error.failure.code !== "invalid_picture") throw error;
          // A paper is more than one of its figures: the scene shows its name in its place.
          log.warn({ err: error, path }, "a figure of the paper can't be shown");
        }
      }
      return found;
    },
  };
}
