import type { ConvexClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import { CommandError } from "../commandError.ts";
import type { SourceUpload } from "./source.ts";

const uploadTimeoutMs = 60_000;

/** Puts each file's bytes into Convex storage once; gives the ids by which a new session takes them over. */
export async function uploadFiles(client: ConvexClient, files: readonly SourceUpload[]): Promise<string[]> {
  const different = new Map(files.map((file) => [file.sha256, file]));
  const uploadIds: string[] = [];
  for (const file of different.values()) uploadIds.push(await upload(client, file));
  return uploadIds;
}

async function upload(client: ConvexClient, { name, type, content, ...file }: SourceUpload): Promise<string> {
  const { uploadId, uploadUrl } = await client.mutation(api.uploads.start, {});
  const storageId = await post(uploadUrl, type, content).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The file ${name} could not be uploaded (${why}): ./proofreel status.`, 1, {
      cause: error,
    });
  });
  const { sha256 } = await client.mutation(api.uploads.finish, { uploadId, storageId });
  if (sha256 !== file.sha256)
    throw new CommandError(`The file ${name} arrived with other bytes than it has: try again.`);
  return uploadId;
}

async function post(url: string, type: string, content: Buffer): Promise<string> {
  const headers = { "content-type": type };
  const signal = AbortSignal.timeout(uploadTimeoutMs);
  const response = await fetch(url, { method: "POST", headers, body: new Uint8Array(content), signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const { storageId } = (await response.json()) as { storageId: string };
  return storageId;
}
