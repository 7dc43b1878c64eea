import type { JSONValue } from "../database/values.ts";

export type AuthProvider =
  | { domain: string; applicationID: string; type?: "oidc" }
  | { type: "customJwt"; issuer: string; jwks: string; algorithm: "RS256" | "ES256"; applicationID?: string };

export type UserIdentity = { tokenIdentifier: string; subject: string; issuer: string; [claim: string]: JSONValue };

export class AuthError extends Error {
  override readonly name = "AuthError";
}

/** Throws AuthError with one sentence when the token is not to be trusted. `expiresAtMs` is when the session must end. */
export declare function verifyToken(token: string, providers: AuthProvider[], nowMs: number): Promise<UserIdentity>;
/** When a verified token expires, in ms; read without a check. */
export declare function tokenExpiry(token: string): number | null;
