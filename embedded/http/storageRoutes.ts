// Files over HTTP: uploads to an address that a mutation made, downloads with ranges.
import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { type Files, isUuid } from "../storage/files.ts";
import { HttpError } from "./httpError.ts";

const cacheSeconds = 30 * 24 * 3_600;

export async function receiveUpload(files: Files, request: IncomingMessage, url: URL): Promise<{ storageId: string }> {
  checkToken(files, url.searchParams.get("token") ?? "");
  return files.store(request, { contentType: request.headers["content-type"], sha256: digestOf(request) });
}

function checkToken(files: Files, token: string): void {
  switch (files.uploadTokenState(token)) {
    case "good":
      return;
    case "expired":
      throw new HttpError(401, "StorageTokenExpired", "Store File Authorization expired");
    case "forged":
      throw new HttpError(401, "StorageTokenInvalid", "Couldn't decode the StoreFileAuthorization token");
  }
}

/** In base64. */
function digestOf({ headers }: IncomingMessage): string | undefined {
  const { digest } = headers;
  if (digest === undefined) return undefined;
  const [, sha256] = /^sha-256=([A-Za-z0-9+/]{43}=)$/i.exec(String(digest)) ?? [];
  if (sha256 === undefined) throw new HttpError(400, "BadHeader", "Bad header for digest: invalid HTTP header");
  return sha256;
}

export async function sendFile(
  files: Files,
  uuid: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isUuid(uuid)) {
    throw new HttpError(
      400,
      "InvalidStoragePath",
      `Invalid storage path: "${uuid}". Please use \`storage.getUrl(storageId: Id<"_storage">)\` to generate a valid URL to retrieve files. See https://docs.convex.dev/file-storage/serve-files for more details`,
    );
  }
  const file = files.get(null, uuid);
  if (file === null) throw new HttpError(404, "FileNotFound", `File ${uuid} not found`);
  const etag = `"${file.sha256}"`;
  response.setHeader("Content-Type", file.contentType ?? "application/octet-stream");
  response.setHeader("Cache-Control", `private, max-age=${cacheSeconds}`);
  response.setHeader("Accept-Ranges", "bytes");
  response.setHeader("ETag", etag);
  response.setHeader("Digest", `sha-256=${Buffer.from(file.sha256, "hex").toString("base64")}`);
  if (matches(request.headers["if-none-match"], etag)) {
    response.writeHead(304).end();
    return;
  }
  const unchanged = (request.headers["if-range"] ?? etag) === etag;
  const range = unchanged ? parseRange(request.headers.range, file.size) : null;
  if (range === "unsatisfiable") {
    response.writeHead(416, { "Content-Range": `bytes */${file.size}` }).end();
    return;
  }
  if (range === null) response.writeHead(200, { "Content-Length": file.size });
  else {
    response.writeHead(206, {
      "Content-Length": range.end - range.start + 1,
      "Content-Range": `bytes ${range.start}-${range.end}/${file.size}`,
    });
  }
  if (request.method === "HEAD" || file.size === 0) {
    response.end();
    return;
  }
  await pipeline(createReadStream(file.path, range ?? {}), response);
}

function matches(header: string | undefined, etag: string): boolean {
  const tags = header?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return tags.includes(etag) || tags.includes("*");
}

/** One range, both ends included; null where there is none that can be read. Several are not served, as in Convex. */
function parseRange(header: string | undefined, size: number): { start: number; end: number } | "unsatisfiable" | null {
  if (/^bytes=\s*[\d-]+\s*(,\s*[\d-]+\s*)+$/.test(header ?? "")) return "unsatisfiable";
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  const [first, last] = [match?.[1] ?? "", match?.[2] ?? ""];
  if (match === null || (first === "" && last === "")) return null;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start >= size || start > end ? "unsatisfiable" : { start, end };
}
