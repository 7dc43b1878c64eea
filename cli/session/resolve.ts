import type { ConvexClient } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api.js";
import { CommandError, exitCodes } from "../commandError.ts";

export type Listed = FunctionReturnType<typeof api.videoSessions.list>["page"][number];

export async function listSessions(client: ConvexClient, limit: number): Promise<Listed[]> {
  const found: Listed[] = [];
  let cursor: string | null = null;
  while (found.length < limit) {
    const answer: FunctionReturnType<typeof api.videoSessions.list> = await client.query(api.videoSessions.list, {
      paginationOpts: { numItems: Math.min(100, limit - found.length), cursor },
    });
    found.push(...answer.page);
    if (answer.isDone) break;
    cursor = answer.continueCursor;
  }
  return found.slice(0, limit);
}

const searched = 1000;
const wholeId = 30;

/** The id of the session that somebody means: a whole id, how one begins, or `last`, the newest that did not fail. */
export async function resolveSession(client: ConvexClient, meant: string): Promise<string> {
  if (meant.length >= wholeId) return meant;
  const sessions = await listSessions(client, searched);
  const found =
    meant === "last"
      ? sessions.filter(({ status }) => status !== "failed" && status !== "canceled").slice(0, 1)
      : sessions.filter(({ _id }) => _id.startsWith(meant));
  const [only] = found;
  if (!only) throw new CommandError(`There is no video ${meant}: ./proofreel list shows them.`);
  if (found.length > 1)
    throw new CommandError(`${found.length} videos begin with ${meant}: give more of the id.`, exitCodes.wrongUsage);
  return only._id;
}
