import type { Identity } from "../functions/caller.ts";
import { announcesJson, hasBody, readJson } from "./exchange.ts";
import { HttpError } from "./httpError.ts";
import type { ApiParts, Exchange, Route } from "./route.ts";

/** A route for the admin alone; the key comes in the header, in the address or, from the CLI's pushes, in the body. */
export function admin(
  route: (parts: ApiParts, exchange: Exchange, body: Record<string, unknown>) => Promise<unknown>,
): Route {
  return async (parts, exchange) => {
    const { request, url } = exchange;
    const identity = await parts.authentication.fromRequest(request, url);
    if (identity.kind === "user" || !(identity.kind === "admin" || announcesJson(request)))
      requireAdminIdentity(identity);
    const body = request.method === "POST" && hasBody(request) ? await readJson(request) : {};
    if (identity.kind === "none") {
      if (body["adminKey"] === undefined) requireAdminIdentity(identity);
      parts.authentication.checkAdminKey(body["adminKey"]);
    }
    return route(parts, exchange, body);
  };
}

/** The body is not looked at. Throws HttpError. */
export async function requireAdmin({ authentication }: ApiParts, { request, url }: Exchange): Promise<void> {
  requireAdminIdentity(await authentication.fromRequest(request, url));
}

/** Throws HttpError 403, on which the CLI does not try again. */
export function requireAdminIdentity(identity: Identity): void {
  if (identity.kind === "admin") return;
  throw new HttpError(
    403,
    "BadDeployKey",
    "The provided deploy key was invalid for this deployment. Double check that the environment this key was generated for matches the desired deployment.",
  );
}
