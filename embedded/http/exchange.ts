// Reads requests and writes answers; knows nothing of what they mean.
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, type ZlibOptions } from "node:zlib";
import { HttpError } from "./httpError.ts";

const jsonType = /^\s*application\/(?:[\w.!#$&^-]+\+)?json\s*(?:;|$)/i;
/** Pushes carry every module with its source map. */
const maxBodyBytes = 256 * 1024 * 1024;

/** What the request asks for; HttpError where that is no address. */
export function addressOf({ url = "/" }: IncomingMessage, origin: string): URL {
  const address = url.startsWith("/") ? `${origin}${url}` : url;
  if (URL.canParse(address)) return new URL(address);
  throw new HttpError(400, "BadAddress", "What was asked for is not an address.");
}

export async function readBody(request: IncomingMessage, maxBytes = maxBodyBytes): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export async function readJson(request: IncomingMessage, maxBytes = maxBodyBytes): Promise<Record<string, unknown>> {
  const { headers } = request;
  if (!announcesJson(request)) {
    throw new HttpError(400, "BadJsonBody", "Expected request with `Content-Type: application/json`");
  }
  const raw = await readBody(request, maxBytes);
  try {
    const bytes = await decoded(raw, headers["content-encoding"], maxBytes);
    const parsed: unknown = JSON.parse(bytes.toString("utf8"));
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch (error) {
    if (error instanceof HttpError) throw error;
    const { message } = error as Error;
    throw new HttpError(400, "BadJsonBody", `Failed to parse the request body as JSON: ${message}`, { cause: error });
  }
  throw new HttpError(400, "BadJsonBody", "The request's body must be a JSON object.");
}

/** No longer than `maxBytes`: a short text can stand for a very long one. */
async function decoded(raw: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const decode = encoding === "br" ? brotliDecompress : encoding === "gzip" ? gunzip : null;
  if (decode === null) return raw;
  try {
    return await promisify<Buffer, ZlibOptions, Buffer>(decode)(raw, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE") throw error;
    throw tooLarge(maxBytes);
  }
}

function tooLarge(maxBytes: number): HttpError {
  return new HttpError(413, "RequestTooLarge", `The request's body is larger than ${maxBytes} bytes.`);
}

export function announcesJson({ headers }: IncomingMessage): boolean {
  return jsonType.test(headers["content-type"] ?? "");
}

/** Whether the request comes with a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(value));
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(text);
}

/** The API serves any page of the user's, with its credentials. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  response.setHeader("Access-Control-Allow-Origin", origin ?? "*");
  if (origin !== undefined) {
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Vary", "Origin");
  }
  if (request.method === "OPTIONS") {
    response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS");
    response.setHeader("Access-Control-Allow-Headers", request.headers["access-control-request-headers"] ?? "*");
    response.setHeader("Access-Control-Max-Age", "86400");
  }
}
