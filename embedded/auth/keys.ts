// The public keys of issuers: fetched once, again when a token names a key that is not among them.
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { AuthError } from "./authError.ts";

/** Answers within this or counts as down. */
const timeoutMs = 5_000;
/** Tokens with unknown keys make at most one request per this. */
const cooldownMs = 5_000;

const byAddress = new Map<string, JWTVerifyGetKey>();
const discovered = new Map<string, string>();

/** Of a `jwks` setting: an http(s) address, or a `data:` URI that holds the keys themselves. */
export function keysAt(address: string): JWTVerifyGetKey {
  const present = byAddress.get(address);
  if (present) return present;
  const keys = address.startsWith("data:")
    ? createLocalJWKSet(keysInDataUri(address))
    : createRemoteJWKSet(webAddress(address), { timeoutDuration: timeoutMs, cooldownDuration: cooldownMs });
  byAddress.set(address, keys);
  return keys;
}

/** Of an OpenID provider, by its discovery document. */
export async function keysOfDomain(domain: string): Promise<JWTVerifyGetKey> {
  const present = discovered.get(domain);
  if (present) return keysAt(present);
  const address = `${domain.replace(/\/+$/, "")}/.well-known/openid-configuration`;
  let found: { jwks_uri?: unknown; issuer?: unknown };
  try {
    const response = await fetch(webAddress(address), { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    found = (await response.json()) as typeof found;
  } catch (error) {
    throw new AuthError(`The OpenID configuration at ${address} could not be read.`, { cause: error });
  }
  if (typeof found.jwks_uri !== "string" || !sameIssuer(String(found.issuer), domain)) {
    throw new AuthError(`The OpenID configuration at ${address} is not one of ${domain}.`);
  }
  discovered.set(domain, found.jwks_uri);
  return keysAt(found.jwks_uri);
}

/** `https://` is understood where it is missing; a slash at the end makes no difference. */
export function sameIssuer(a: string, b: string): boolean {
  return canonicalIssuer(a) === canonicalIssuer(b);
}

export function canonicalIssuer(issuer: string): string {
  const address = /^https?:\/\//.test(issuer) ? issuer : `https://${issuer}`;
  return address.replace(/\/+$/, "");
}

function keysInDataUri(uri: string): JSONWebKeySet {
  const comma = uri.indexOf(",");
  const isBase64 = uri.slice(0, comma).endsWith(";base64");
  const body = uri.slice(comma + 1);
  try {
    return JSON.parse(isBase64 ? Buffer.from(body, "base64").toString("utf8") : decodeURIComponent(body));
  } catch (error) {
    throw new AuthError("The data: URI of a provider's jwks does not hold a JSON key set.", { cause: error });
  }
}

function webAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url;
  throw new AuthError(`The address of a provider's keys, ${address}, is not an http(s) address.`);
}
