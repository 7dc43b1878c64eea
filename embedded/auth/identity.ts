// From the claims of a verified token to the identity that functions see.
import type { JWTPayload } from "jose";
import type { JSONValue } from "../database/values.ts";

export type UserIdentity = { tokenIdentifier: string; subject: string; issuer: string; [claim: string]: JSONValue };

/** `fva` of Clerk's tokens is another one in each: identities that differ only there are the same user's. */
const registered = new Set(["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "fva"]);
/** Of the act of signing in, not of who did. */
const openIdRegistered = new Set(["auth_time", "nonce", "acr", "amr", "azp", "at_hash", "c_hash"]);

/** OpenID Connect claims and what Convex calls them; custom ones keep their names. */
const openIdNames: { [claim: string]: string } = {
  name: "name",
  given_name: "givenName",
  family_name: "familyName",
  nickname: "nickname",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  website: "websiteUrl",
  email: "email",
  email_verified: "emailVerified",
  gender: "gender",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
  address: "address",
  updated_at: "updatedAt",
};

export function identityOf(payload: JWTPayload, kind: "oidc" | "customJwt"): UserIdentity {
  const subject = String(payload.sub);
  const issuer = String(payload.iss);
  const claims: { [claim: string]: JSONValue } = {};
  for (const [claim, value] of Object.entries(payload)) {
    if (registered.has(claim) || value === undefined) continue;
    if (kind === "customJwt") flatten(claim, value as JSONValue, claims);
    else if (!openIdRegistered.has(claim)) Object.assign(claims, openIdClaim(claim, value as JSONValue));
  }
  // Last, so that no claim can pass itself off as one of them.
  return { ...claims, tokenIdentifier: `${issuer}|${subject}`, subject, issuer };
}

function flatten(name: string, value: JSONValue, into: { [claim: string]: JSONValue }): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    into[name] = value;
    return;
  }
  for (const [field, inner] of Object.entries(value)) flatten(`${name}.${field}`, inner, into);
}

function openIdClaim(claim: string, value: JSONValue): { [claim: string]: JSONValue } {
  const name = openIdNames[claim];
  if (name === undefined) return { [claim]: value };
  const known = openIdValue(claim, value);
  return known === null ? {} : { [name]: known };
}

function openIdValue(claim: string, value: JSONValue): JSONValue {
  if (claim === "address")
    return typeof value === "object" && value !== null ? (Object(value)["formatted"] ?? null) : null;
  if (claim === "updated_at" && typeof value === "number") {
    return new Date(value * 1000).toISOString().replace(/(\.000)?Z$/, "+00:00");
  }
  return value;
}
