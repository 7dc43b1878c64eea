import { api } from "../../convex/_generated/api.js";
import type { Quality } from "../../shared/quality.ts";
import { createReporter } from "../progress/reporter.ts";
import { withConvex } from "../session/connection.ts";
import { defaultLanguage, defaultVoice, type SourceOptions, sourceOf } from "../session/source.ts";
import { uploadFiles } from "../session/upload.ts";
import { finishJob } from "./finishJob.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export type MakeOptions = SourceOptions & {
  quality: Quality;
  /** Where they are not given they are as the lesson says. */
  voice?: string;
  language?: string;
  scenes?: number;
  budget?: number;
  out?: string;
  json?: boolean;
};

export async function make(verb: Verb, prompt: string | undefined, options: MakeOptions): VerbAnswer {
  const { source, files, wishes } = await sourceOf(prompt, options);
  const { quality, scenes, budget } = options;
  const voice = options.voice ?? wishes?.voice ?? defaultVoice;
  const language = options.language ?? wishes?.language ?? defaultLanguage;
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
