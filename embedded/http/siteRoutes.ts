// The site port: every request goes to the app's HTTP router (convex/http.ts).
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Identity, newCaller, noIdentity } from "../functions/caller.ts";
import type { FunctionRunner } from "../functions/run.ts";
import type { Authentication } from "./authentication.ts";
import { readBody, sendJson } from "./exchange.ts";
import { HttpError } from "./httpError.ts";

const maxRequestBytes = 20 * 1024 * 1024;

export async function handleSite(
  parts: { runner: FunctionRunner; authentication: Authentication; siteUrl: () => string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await readBody(request, maxRequestBytes);
    const caller = newCaller("HttpEndpoint", await identityOf(parts.authentication, request), {
      ip: request.socket.remoteAddress ?? null,
      userAgent: request.headers["user-agent"] ?? null,
    });
    const result = await parts.runner.httpAction(
      {
        url: new URL(request.url ?? "/", parts.siteUrl()).href,
        method: request.method ?? "GET",
        headers: headersOf(request),
        body,
      },
      caller,
      {
        head(status, headers) {
          response.statusCode = status;
          for (const [name, value] of headers) response.appendHeader(name, value);
          response.flushHeaders();
        },
        chunk: (bytes) => response.write(bytes),
      },
    );
    if (result.ok) response.end();
    else if (response.headersSent) response.destroy();
    else sendJson(response, 500, { code: "InternalServerError", message: result.errorMessage });
  } catch (error) {
    if (response.headersSent) response.destroy();
    else if (error instanceof HttpError) sendJson(response, error.status, { code: error.code, message: error.message });
    else throw error;
  }
}

/** Authorization headers that are not for this deployment belong to the app: it checks them itself. */
async function identityOf(authentication: Authentication, request: IncomingMessage): Promise<Identity> {
  try {
    return await authentication.fromHeader(request.headers.authorization);
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
