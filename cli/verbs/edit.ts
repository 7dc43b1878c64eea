import type { ConvexClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import { instructionLimit, narrationLimit } from "../../shared/scene.ts";
import { CommandError, exitCodes } from "../commandError.ts";
import { createReporter } from "../progress/reporter.ts";
import { withConvex } from "../session/connection.ts";
import type { Scene } from "../session/follow.ts";
import { resolveSession } from "../session/resolve.ts";
import { readSceneCode } from "../session/sceneCode.ts";
import { finishJob } from "./finishJob.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export type EditOptions = {
  scene: number;
  narration?: string;
  code?: string;
  move?: number;
  delete?: boolean;
  /** To this revision, or to the one before. */
  revert?: number | true;
  out?: string;
  json?: boolean;
};

export async function edit(
  verb: Verb,
  meant: string,
  instruction: string | undefined,
  options: EditOptions,
): VerbAnswer {
  const change = await changeOf({ ...options, instruction }, verb.home.python);
  using reporter = createReporter(process.stderr, verb.environment);
  return await withConvex(verb, reporter.say, async (client) => {
    const sessionId = await resolveSession(client, meant);
    const scenes = await client.query(api.scenes.list, { sessionId });
    const scene = scenes[options.scene - 1];
    if (!scene) return refuse(`The video has ${counted(scenes.length)}: there is no scene ${options.scene}.`);
    if (options.move !== undefined && options.move > scenes.length)
      return refuse(`The video has ${counted(scenes.length)}: there is no place ${options.move}.`);
    const order = async () => ({ sessionId, ...(await change(client, scene)) });
    return await finishJob(verb, client, order, reporter, options);
  });
}

type Change = (client: ConvexClient, scene: Scene) => Promise<{ jobId: string }>;

async function changeOf(options: EditOptions & { instruction: string | undefined }, python: string): Promise<Change> {
  const { instruction, narration, code, move, delete: remove, revert } = options;
  if ([instruction, narration, code, move, remove, revert].filter((option) => option !== undefined).length !== 1)
    return refuse(
      "Say what to change, one of: an instruction in quotes, --narration TEXT, --code FILE, --move PLACE, --delete, --revert [REVISION].",
    );
  if (instruction !== undefined) {
    if (instruction.trim() === "" || instruction.length > instructionLimit)
      return refuse(`An instruction has 1 to ${instructionLimit.toLocaleString("en")} characters.`);
    return (client, { _id: sceneId }) => client.mutation(api.scenes.instruct, { sceneId, instruction });
  }
  if (narration !== undefined) {
    if (narration.trim() === "" || narration.length > narrationLimit)
      return refuse(`A narration has 1 to ${narrationLimit.toLocaleString("en")} characters.`);
    return (client, { _id: sceneId }) => client.mutation(api.scenes.edit, { sceneId, narration });
  }
  if (code !== undefined) {
    const text = await readSceneCode(code, python);
    return (client, { _id: sceneId }) => client.mutation(api.scenes.edit, { sceneId, code: text });
  }
  if (move !== undefined)
    return (client, { _id: sceneId }) => client.mutation(api.scenes.reorder, { sceneId, position: move - 1 });
  if (revert !== undefined) return (client, scene) => goBack(client, scene, revert);
  return (client, { _id: sceneId }) => client.mutation(api.scenes.remove, { sceneId });
}

async function goBack(client: ConvexClient, { _id: sceneId }: Scene, to: number | true): Promise<{ jobId: string }> {
  const [, ...earlier] = (await client.query(api.scenes.history, { sceneId })).map(({ revision }) => revision);
  const revision = to === true ? earlier[0] : earlier.find((one) => one === to);
  if (revision === undefined)
    return refuse(
      earlier.length === 0
        ? "The scene has no earlier revision."
        : `The scene's earlier revisions are ${earlier.toReversed().join(", ")}.`,
    );
  return await client.mutation(api.scenes.revert, { sceneId, revision });
}

const counted = (scenes: number): string => (scenes === 1 ? "1 scene" : `${scenes} scenes`);

function refuse(sentence: string): never {
  throw new CommandError(sentence, exitCodes.wrongUsage);
}
