import { readJson } from "./exchange.ts";
import { HttpError } from "./httpError.ts";
import type { ApiParts, Exchange, Route } from "./route.ts";

/** A route for the admin alone; the key comes in the header or, from the CLI's pushes, in the body. */
export function admin(
  route: (parts: ApiParts, exchange: Exchange, body: Record<string, unknown>) => Promise<unknown>,
): Route {
  return async (parts, exchange) => {
    const { request } = exchange;
    if (request.headers.authorization !== undefined) await requireAdmin(parts, exchange);
    const body = request.method === "POST" ? await readJson(request) : {};
    if (request.headers.authorization === undefined) parts.authentication.checkAdminKey(body["adminKey"]);
    return route(parts, exchange, body);
  };
}

/** By the header alone: the body is not looked at. Throws HttpError 401. */
export async function requireAdmin(parts: ApiParts, { request }: Exchange): Promise<void> {
  const identity = await parts.authentication.fromHeader(request.headers.authorization);
  if (identity.kind !== "admin") throw new HttpError(401, "BadAdminKey", "This call needs the admin key.");
}
