// Files over HTTP: uploads to an address that a mutation made, downloads with ranges.
import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Files } from "../storage/files.ts";
import { HttpError } from "./httpError.ts";

const cacheSeconds = 30 * 24 * 3_600;

export async function receiveUpload(files: Files, request: IncomingMessage, url: URL): Promise<{ storageId: string }> {
  files.checkUploadToken(url.searchParams.get("token") ?? "");
  const digest = request.headers["digest"];
  const sha256 = typeof digest === "string" ? /^sha-256=(.+)$/i.exec(digest)?.[1] : undefined;
  return files.store(request, { contentType: request.headers["content-type"], sha256 });
}

export async function sendFile(
  files: Files,
  uuid: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = files.get(null, uuid);
  if (file === null) throw new HttpError(404, "FileNotFound", "There is no such file.");
  response.setHeader("Content-Type", file.contentType ?? "application/octet-stream");
  response.setHeader("Cache-Control", `private, max-age=${cacheSeconds}`);
  response.setHeader("Accept-Ranges", "bytes");
  response.setHeader("Digest", `sha-256=${Buffer.from(file.sha256, "hex").toString("base64")}`);
  const range = parseRange(request.headers.range, file.size);
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

/** One range, both ends included; null where there is none or one that may be ignored (several ranges). */
function parseRange(header: string | undefined, size: number): { start: number; end: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  const [first, last] = [match?.[1] ?? "", match?.[2] ?? ""];
  if (match === null || (first === "" && last === "")) return null;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start >= size || start > end ? "unsatisfiable" : { start, end };
}
