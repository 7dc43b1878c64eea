import { readFile } from "node:fs/promises";
import type { ConvexClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import { CommandError, exitCodes } from "../commandError.ts";
import { createReporter } from "../progress/reporter.ts";
import { connect } from "../session/connection.ts";
import { resolveSession } from "../session/resolve.ts";
import { finishJob } from "./finishJob.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export type EditOptions = {
  scene: number;
  narration?: string;
  code?: string;
  move?: number;
  delete?: boolean;
  out?: string;
  json?: boolean;
};

export async function edit(verb: Verb, meant: string, options: EditOptions): VerbAnswer {
  const change = await changeOf(options);
  const reporter = createReporter(process.stderr);
  await using connection = await connect(verb.home, verb.environment, reporter.say);
  const { client } = connection;
  const sessionId = await resolveSession(client, meant);
  const scenes = await client.query(api.scenes.list, { sessionId });
  const scene = scenes[options.scene - 1];
  if (!scene)
    throw new CommandError(`The video has ${scenes.length} scenes, not ${options.scene}.`, exitCodes.wrongUsage);
  const { jobId } = await change(client, scene._id);
  return await finishJob(verb, client, { sessionId, jobId }, reporter, options);
}

type Change = (client: ConvexClient, sceneId: string) => Promise<{ jobId: string }>;

async function changeOf({ narration, code, move, delete: remove }: EditOptions): Promise<Change> {
  const given = [narration, code, move, remove].filter((option) => option !== undefined);
  if (given.length !== 1)
    throw new CommandError(
      "Say what to change, one of: --narration TEXT, --code FILE, --move PLACE, --delete.",
      exitCodes.wrongUsage,
    );
  if (narration !== undefined) return (client, sceneId) => client.mutation(api.scenes.edit, { sceneId, narration });
  if (move !== undefined)
    return (client, sceneId) => client.mutation(api.scenes.reorder, { sceneId, position: move - 1 });
  if (code === undefined) return (client, sceneId) => client.mutation(api.scenes.remove, { sceneId });
  const text = await readFile(code, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`The code ${code} can't be read (${error.code}).`, exitCodes.wrongUsage, { cause: error });
  });
  return (client, sceneId) => client.mutation(api.scenes.edit, { sceneId, code: text });
}
