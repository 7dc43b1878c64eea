import { api } from "../../convex/_generated/api.js";
import type { Quality } from "../../shared/quality.ts";
import { createReporter } from "../progress/reporter.ts";
import { connect } from "../session/connection.ts";
import { sourceOf } from "../session/source.ts";
import { finishJob } from "./finishJob.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export type MakeOptions = {
  lesson?: string;
  quality: Quality;
  voice: string;
  language: string;
  scenes?: number;
  out?: string;
  json?: boolean;
};

export async function make(verb: Verb, prompt: string | undefined, options: MakeOptions): VerbAnswer {
  const source = await sourceOf(prompt, options.lesson);
  const reporter = createReporter(process.stderr);
  await using connection = await connect(verb.home, verb.environment, reporter.say);
  const { quality, voice, language, scenes } = options;
  const created = await connection.client.mutation(api.videoSessions.create, {
    ...{ source, quality, voice, language },
    ...(scenes === undefined ? {} : { sceneCount: scenes }),
  });
  return await finishJob(verb, connection.client, created, reporter, options);
}
