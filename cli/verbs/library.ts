// list and show: what has been made.
import { api } from "../../convex/_generated/api.js";
import { exitCodes } from "../commandError.ts";
import { sceneState } from "../progress/sceneLines.ts";
import { connect } from "../session/connection.ts";
import { listSessions, resolveSession } from "../session/resolve.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export async function list(verb: Verb, options: { limit: number; json?: boolean }): VerbAnswer {
  await using connection = await connect(verb.home, verb.environment, verb.say);
  const sessions = await listSessions(connection.client, options.limit);
  if (options.json) verb.print(JSON.stringify(sessions));
  else if (sessions.length === 0) verb.say('No video yet: ./proofreel make "Differentiate x^2 * sin(x)".');
  else
    for (const session of sessions) {
      const length = "durationMs" in session ? session.durationMs : undefined;
      const { _id, _creationTime, status, title } = session;
      verb.print([_id, when(_creationTime), status.padEnd(8), seconds(length).padStart(8), title].join("  "));
    }
  return exitCodes.done;
}

export async function show(verb: Verb, meant: string, options: { json?: boolean; code?: boolean }): VerbAnswer {
  await using connection = await connect(verb.home, verb.environment, verb.say);
  const { client } = connection;
  const sessionId = await resolveSession(client, meant);
  const [session, scenes, jobs] = await Promise.all([
    client.query(api.videoSessions.get, { sessionId }),
    client.query(api.scenes.list, { sessionId }),
    client.query(api.jobs.bySession, { sessionId }),
  ]);
  if (options.json) {
    verb.print(JSON.stringify({ ...session, scenes, jobs }));
    return exitCodes.done;
  }
  verb.print(`${session.title}`);
  verb.print(`${session._id}  ${when(session._creationTime)}  ${session.status}  ${session.quality}  ${session.voice}`);
  if (session.failure) verb.print(session.failure.message);
  for (const scene of scenes) {
    verb.print(
      `${String(scene.position + 1).padStart(2)}  ${scene.title} (revision ${scene.revision}): ${sceneState(scene)}`,
    );
    if (scene.narration) verb.print(`    ${scene.narration}`);
    if (options.code && scene.code) verb.print(scene.code.replace(/^/gm, "    | "));
  }
  if (session.master) verb.print(session.master.videoUrl);
  return exitCodes.done;
}

const when = (time: number): string => new Date(time).toISOString().slice(0, 16).replace("T", " ");
const seconds = (durationMs: number | undefined): string =>
  durationMs === undefined ? "–" : `${(durationMs / 1000).toFixed(1)} s`;
