import { api } from "../../convex/_generated/api.js";
import type { Quality } from "../../shared/quality.ts";
import { createReporter } from "../progress/reporter.ts";
import { withConvex } from "../session/connection.ts";
import { type SourceOptions, sourceOf } from "../session/source.ts";
import { uploadFiles } from "../session/upload.ts";
import { finishJob } from "./finishJob.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export type MakeOptions = SourceOptions & {
  quality: Quality;
  voice: string;
  language: string;
  scenes?: number;
  budget?: number;
  out?: string;
  json?: boolean;
};

export async function make(verb: Verb, prompt: string | undefined, options: MakeOptions): VerbAnswer {
  const { source, files } = await sourceOf(prompt, options);
  const { quality, voice, language, scenes, budget } = options;
  using reporter = createReporter(process.stderr, verb.environment);
  return await withConvex(verb, reporter.say, (client) => {
    const order = async () => {
      const uploads = await uploadFiles(client, files);
      return await client.mutation(api.videoSessions.create, {
        ...{ source, uploads, quality, voice, language },
        ...(scenes === undefined ? {} : { sceneCount: scenes }),
        ...(budget === undefined ? {} : { budgetUsd: budget }),
      });
    };
    return finishJob(verb, client, order, reporter, options);
  });
}
