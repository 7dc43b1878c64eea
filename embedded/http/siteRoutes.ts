// The site port: every request goes to the app's HTTP router (convex/http.ts).
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Identity, newCaller, noIdentity } from "../functions/caller.ts";
import type { Deployment } from "../functions/deployment.ts";
import { FunctionFailure } from "../functions/failure.ts";
import type { FunctionRunner } from "../functions/run.ts";
import type { Authentication } from "./authentication.ts";
import { addressOf, hasBody, sendJson } from "./exchange.ts";
import { sendFault } from "./fault.ts";
import { HttpError } from "./httpError.ts";

const maxRequestBytes = 20 * 1024 * 1024;
const withoutBody = new Set(["GET", "HEAD", "OPTIONS"]);

type SiteParts = {
  runner: FunctionRunner;
  authentication: Authentication;
  deployment: Deployment;
  siteUrl: () => string;
};

export async function handleSite(parts: SiteParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await serve(parts, request, response);
  } catch (error) {
    sendFault(response, error);
  }
}

async function serve(parts: SiteParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { href, pathname } = addressOf(request, originOf(request) ?? parts.siteUrl());
  const method = request.method ?? "GET";
  const body = new RequestBody(request);
  if (body.tooLarge) return refuseTooLarge(request, response);
  const caller = newCaller("HttpEndpoint", await identityOf(parts.authentication, request), {
    ip: request.socket.remoteAddress ?? null,
    userAgent: request.headers["user-agent"] ?? null,
  });
  const result = await parts.runner.httpAction(
    {
      url: href,
      routedPath: routedPath(pathname, parts.deployment.code.app?.httpPrefix ?? "/"),
      method,
      headers: headersOf(request),
      hasBody: !withoutBody.has(method) && hasBody(request),
    },
    caller,
    {
      head(status, headers) {
        response.statusCode = status;
        for (const [name, value] of headers) response.appendHeader(name, value);
        response.flushHeaders();
      },
      chunk: (bytes) => written(response, bytes),
      pull: () => body.next(),
    },
  );
  if (result.ok) response.end();
  else if (response.headersSent) response.destroy();
  else if (body.tooLarge) refuseTooLarge(request, response);
  else sendJson(response, 500, failureBody(result));
  // What the function did not read is in the way of the connection's next request.
  request.resume();
}

/** As the client named it, also where a proxy stands between. */
function originOf({ headers }: IncomingMessage): string | null {
  const forwarded = /(?:^|;)\s*proto="?(https?)"?\s*(?:;|$)/i.exec(headers.forwarded?.split(",")[0] ?? "")?.[1];
  const [scheme = "http"] = [headers["x-forwarded-proto"] ?? forwarded].flat();
  const origin = `${scheme}://${headers.host ?? ""}`;
  return /^https?$/.test(scheme) && URL.canParse(origin) ? origin : null;
}

/** Below the app's prefix, which ends with a slash. */
function routedPath(pathname: string, prefix: string): string | null {
  return pathname.startsWith(prefix) ? `/${pathname.slice(prefix.length)}` : null;
}

/** Read as the function reads it. */
class RequestBody {
  tooLarge: boolean;
  private readonly chunks: AsyncIterator<Uint8Array>;
  private size = 0;

  constructor(request: IncomingMessage) {
    this.chunks = request.iterator({ destroyOnReturn: false });
    this.tooLarge = Number(request.headers["content-length"] ?? 0) > maxRequestBytes;
  }

  async next(): Promise<Uint8Array | null> {
    const { value, done } = await this.chunks.next();
    if (done) return null;
    this.size += value.length;
    this.tooLarge = this.size > maxRequestBytes;
    if (this.tooLarge) throw new FunctionFailure("The request's body is larger than 20 MiB.");
    return value;
  }
}

/** Answers when there is room for more. */
async function written(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  if (response.destroyed) throw new FunctionFailure("The client has gone.");
  if (response.write(bytes)) return;
  const stop = new AbortController();
  const { signal } = stop;
  try {
    await Promise.race([once(response, "drain", { signal }), once(response, "close", { signal })]);
  } finally {
    stop.abort();
  }
}

function refuseTooLarge(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.setHeader("Connection", "close");
  sendJson(response, 413, { code: "RequestTooLarge", message: "The request's body is larger than 20 MiB." });
}

function failureBody({ errorMessage, errorData }: { errorMessage: string; errorData?: unknown }) {
  const [intro = "", ...trace] = errorMessage.split("\n");
  const body = { code: `${intro}: ${trace[0] ?? ""}`, trace: trace.join("\n") };
  return errorData === undefined ? body : { ...body, data: errorData };
}

/** Authorization headers that are not for this deployment belong to the app: it checks them itself. */
async function identityOf(authentication: Authentication, request: IncomingMessage): Promise<Identity> {
  try {
    return await authentication.fromRequest(request);
  } catch (error) {
    if (error instanceof HttpError) return noIdentity;
    throw error;
  }
}

function headersOf(request: IncomingMessage): [string, string][] {
  const headers: [string, string][] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? "";
    headers.push([name, request.rawHeaders[index + 1] ?? ""]);
  }
  return headers;
}
