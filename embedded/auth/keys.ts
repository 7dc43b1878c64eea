// The public keys of issuers: fetched once, again when a token names a key that is not among them.
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
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
    : createRemoteJWKSet(webAddress(address), {
        timeoutDuration: timeoutMs,
        cooldownDuration: cooldownMs,
        [customFetch]: fetchKeys,
      });
  byAddress.set(address, keys);
  return keys;
}

/** Of an OpenID provider, by its discovery document. */
export async function keysOfIssuer(issuer: string): Promise<JWTVerifyGetKey> {
  const canonical = canonicalIssuer(issuer);
  const present = discovered.get(canonical);
  if (present) return keysAt(present);
  const address = `${canonical}/.well-known/openid-configuration`;
  const found = await discover(issuer, address);
  if (typeof found.jwks_uri !== "string" || !sameIssuer(String(found.issuer), issuer)) {
    throw undiscovered(issuer, `${address} is not its configuration`);
  }
  discovered.set(canonical, found.jwks_uri);
  return keysAt(found.jwks_uri);
}

async function discover(issuer: string, address: string): Promise<{ jwks_uri?: unknown; issuer?: unknown }> {
  try {
    const response = await fetch(webAddress(address), { signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok) return Object(await response.json());
    throw undiscovered(issuer, `${response.status} ${await response.text()}`);
  } catch (error) {
    throw error instanceof AuthError ? error : undiscovered(issuer, (error as Error).message, error);
  }
}

function undiscovered(issuer: string, reason: string, cause?: unknown): AuthError {
  return new AuthError(`Auth provider discovery of ${issuer} failed: ${reason}`, {
    ...{ code: "AuthProviderDiscoveryFailed", status: 400 },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** What is no key set is refused here, with what to look at. */
async function fetchKeys(address: string, options: RequestInit): Promise<Response> {
  const check = "Check that the URL is correct and accessible.";
  let response: Response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    throw new AuthError(`Could not fetch JWKS from URL '${address}': ${(error as Error).message}. ${check}`, {
      cause: error,
    });
  }
  if (response.status !== 200) {
    const { status, statusText } = response;
    throw new AuthError(`Could not fetch JWKS from URL '${address}': HTTP ${status} ${statusText}. ${check}`);
  }
  const type = response.headers.get("content-type") ?? "unknown";
  if (!/^application\/(json|jwk-set\+json)\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
    throw new AuthError(
      `Invalid Content-Type '${type}' when fetching JWKS from '${address}'. Expected 'application/json' or 'application/jwk-set+json'.`,
    );
  }
  return response;
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
    throw new AuthError(
      "Invalid JWKS data URL. Check that the data URL is properly formatted and contains valid base64-encoded JSON.",
      { cause: error },
    );
  }
}

function webAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url;
  throw new AuthError(`Could not fetch JWKS from URL '${address}': it is not an http(s) address.`);
}
