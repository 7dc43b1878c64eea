// Turns what a client presents (a JWT, the admin key) into an identity.
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { AuthError, type UserIdentity, verifyToken } from "../auth/verify.ts";
import type { JSONValue } from "../database/values.ts";
import { type Identity, noIdentity } from "../functions/caller.ts";
import type { Deployment } from "../functions/deployment.ts";
import { HttpError } from "./httpError.ts";

export class Authentication {
  private readonly deployment: Deployment;
  private readonly adminKey: string;
  private readonly now: () => number;

  constructor(deployment: Deployment, adminKey: string, now: () => number = Date.now) {
    this.deployment = deployment;
    this.adminKey = adminKey;
    this.now = now;
  }

  /** By the header, or else by an admin key in the address (`?adminKey=`). Throws HttpError. */
  async fromRequest({ headers }: IncomingMessage, url?: URL): Promise<Identity> {
    const { authorization } = headers;
    if (authorization !== undefined) return this.fromHeader(authorization);
    const key = url?.searchParams.get("adminKey");
    return key === undefined || key === null ? noIdentity : this.admin(key);
  }

  async user(token: string): Promise<UserIdentity> {
    try {
      return await verifyToken(token, this.deployment.providers, this.now());
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      throw new HttpError(error.status, error.code, error.message, { cause: error });
    }
  }

  /** `[prod:name|]key[:base64 of an identity to act as]`; clients on a WebSocket send that identity beside the key. */
  admin(value: string, impersonating?: unknown): Identity {
    const withoutPrefix =
      value.includes("|") && !this.adminKey.includes("|") ? value.slice(value.indexOf("|") + 1) : value;
    const [key, actingAs] = withoutPrefix === this.adminKey ? [withoutPrefix, ""] : splitOnce(withoutPrefix, ":");
    this.checkAdminKey(key);
    const attributes = actingAs === "" ? impersonating : parsedBase64(actingAs);
    return attributes === undefined ? { kind: "admin" } : { kind: "admin", actingAs: completeIdentity(attributes) };
  }

  private async fromHeader(header: string): Promise<Identity> {
    const [scheme, value] = splitOnce(header.trim(), " ");
    const token = value.trim();
    if (scheme.toLowerCase() === "convex") return this.admin(token);
    if (scheme.toLowerCase() === "bearer" && token !== "") return { kind: "user", user: await this.user(token) };
    throw header.length < "Bearer ".length
      ? new HttpError(400, "InvalidHeaderFailure", "Invalid authentication header")
      : new HttpError(400, "InvalidAdminKey", "Invalid admin key");
  }

  checkAdminKey(key: unknown): void {
    const given = Buffer.from(String(key));
    const expected = Buffer.from(this.adminKey);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new HttpError(401, "BadAdminKey", "The provided admin key was invalid for this instance");
    }
  }
}

function parsedBase64(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
  } catch (error) {
    throw new HttpError(401, "BadIdentity", "The identity to act as is not JSON in base64.", { cause: error });
  }
}

/** Clients need not send `tokenIdentifier`: it follows from the issuer and the subject. */
function completeIdentity(attributes: unknown): UserIdentity {
  const { subject, issuer, ...others } = Object(attributes) as { [claim: string]: JSONValue };
  if (typeof subject !== "string" || typeof issuer !== "string") {
    throw new HttpError(401, "BadIdentity", "The identity to act as needs a `subject` and an `issuer`.");
  }
  return { tokenIdentifier: `${issuer}|${subject}`, ...others, subject, issuer };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
