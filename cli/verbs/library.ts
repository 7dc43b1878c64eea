// list and show: what has been made.
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api.js";
import { exitCodes } from "../commandError.ts";
import { sceneState } from "../progress/sceneLines.ts";
import { withConvex } from "../session/connection.ts";
import { type Listed, listSessions, resolveSession } from "../session/resolve.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export async function list(verb: Verb, options: { limit: number; json?: boolean }): VerbAnswer {
  const videos = await withConvex(verb, verb.say, (client) => listSessions(client, options.limit));
  if (options.json) verb.print(JSON.stringify({ videos }));
  else if (videos.length === 0) verb.say('No video yet: ./proofreel make "Differentiate x^2 * sin(x)".');
  else for (const video of videos) verb.print(listLine(video));
  return exitCodes.done;
}

export async function show(verb: Verb, meant: string, options: { json?: boolean; code?: boolean }): VerbAnswer {
  const { session, scenes, jobs, models } = await withConvex(verb, verb.say, async (client) => {
    const sessionId = await resolveSession(client, meant);
    const [session, scenes, jobs, models] = await Promise.all([
      client.query(api.videoSessions.get, { sessionId }),
      client.query(api.scenes.list, { sessionId }),
      client.query(api.jobs.bySession, { sessionId }),
      client.query(api.usage.models, { sessionId }),
    ]);
    return { session, scenes, jobs, models };
  });
  if (options.json) {
    verb.print(JSON.stringify({ ...session, scenes, jobs, models }));
    return exitCodes.done;
  }
  verb.print(`${session.title}`);
  const { _id, _creationTime, status, quality, voice, language } = session;
  verb.print([_id, when(_creationTime), status, quality, voice, language].join("  "));
  if (session.failure) verb.print(session.failure.message);
  for (const scene of scenes) {
    const place = String(scene.position + 1).padStart(2);
    verb.print(`${place}  ${scene.title} (revision ${scene.revision}): ${sceneState(scene)}`);
    for (const warning of scene.warnings ?? []) verb.print(`    ! ${warning}`);
    const cost = modelLine(models.filter(({ sceneKey }) => sceneKey === scene.key));
    if (cost) verb.print(`    ${cost}`);
    if (scene.narration) verb.print(`    ${scene.narration}`);
    if (options.code && scene.code) verb.print(scene.code.trimEnd().replace(/^/gm, "    | "));
  }
  const cost = modelLine(models);
  if (cost) verb.print(`${cost}, in all`);
  if (session.master) verb.print(session.master.videoUrl);
  return exitCodes.done;
}

function listLine(video: Listed): string {
  const { _id, _creationTime, status, title } = video;
  const durationMs = "durationMs" in video ? video.durationMs : undefined;
  const length = durationMs === undefined ? "–" : `${(durationMs / 1000).toFixed(1)} s`;
  return [_id, when(_creationTime), status.padEnd(8), length.padStart(8), title].join("  ");
}

/** What models did and cost; a price that is not known is said, and never taken for nothing. */
function modelLine(uses: FunctionReturnType<typeof api.usage.models>): string | null {
  if (uses.length === 0) return null;
  const sum = (of: (use: (typeof uses)[number]) => number): number => uses.reduce((total, use) => total + of(use), 0);
  const names = [...new Set(uses.map(({ model }) => model))].join(", ");
  const tokens = `${sum(({ inputTokens }) => inputTokens).toLocaleString("en")} tokens in, ${sum(({ outputTokens }) => outputTokens).toLocaleString("en")} out`;
  const known = uses.filter(({ costUsd }) => costUsd !== undefined);
  const dollars = `$${sum(({ costUsd = 0 }) => costUsd).toFixed(4)}`;
  const cost = known.length === uses.length ? dollars : known.length === 0 ? "price unknown" : `${dollars} and more`;
  return `${names}: ${tokens}, ${cost}`;
}

const when = (time: number): string => new Date(time).toISOString().slice(0, 16).replace("T", " ");
