// Whether a token comes from one of the providers in auth.config. The algorithm is the provider's, never the token's choice.
// What is refused is refused in Convex's words.
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { AuthError } from "./authError.ts";
import { identityOf, type UserIdentity } from "./identity.ts";
import { keysAt, keysOfIssuer, sameIssuer } from "./keys.ts";

export { AuthError } from "./authError.ts";
export type { UserIdentity } from "./identity.ts";

type OpenIdProvider = { domain: string; applicationID: string; type?: "oidc" };
type CustomProvider = {
  type: "customJwt";
  issuer: string;
  jwks: string;
  algorithm: "RS256" | "ES256";
  applicationID?: string | null;
};
export type AuthProvider = OpenIdProvider | CustomProvider;

const clockToleranceSeconds = 5;
const openIdAlgorithms = ["RS256", "EdDSA"];

/** Throws AuthError with one sentence when the token is not to be trusted. */
export async function verifyToken(token: string, providers: AuthProvider[], nowMs: number): Promise<UserIdentity> {
  const claimed = decoded(token);
  if (!claimed) {
    throw new AuthError(
      "Could not parse JWT payload. Check that the token is a valid JWT format with three base64-encoded parts separated by dots.",
    );
  }
  const { iss } = claimed;
  if (typeof iss !== "string") {
    throw new AuthError(
      "Missing issuer claim ('iss') in JWT payload. The JWT must include an 'iss' claim that matches one of your configured auth providers.",
    );
  }
  const provider = providers.find((candidate) => isFor(candidate, iss, audiences(claimed)));
  if (!provider) throw new AuthError(noProvider(providers), { code: "NoAuthProvider" });
  return provider.type === "customJwt"
    ? verifyCustom(token, provider, nowMs)
    : verifyOpenId(token, provider, { iss, nowMs });
}

/** Until when `verifyToken` takes a token that it takes now, in ms; read without a check. */
export function validUntil(token: string): number | null {
  const expiry = decoded(token)?.exp;
  return typeof expiry === "number" ? (expiry + clockToleranceSeconds) * 1000 : null;
}

async function verifyCustom(token: string, provider: CustomProvider, nowMs: number): Promise<UserIdentity> {
  const { kid } = headerOf(token);
  const keys = keysAt(provider.jwks);
  try {
    if (kid === undefined) throw new errors.JWKSNoMatchingKey();
    return identityOf(await verified(token, keys, [provider.algorithm], nowMs), "customJwt");
  } catch (error) {
    if (error instanceof AuthError) throw error;
    throw new AuthError(whyNotCustom(error, kid, nowMs), { cause: error });
  }
}

async function verifyOpenId(
  token: string,
  provider: OpenIdProvider,
  { iss, nowMs }: { iss: string; nowMs: number },
): Promise<UserIdentity> {
  const keys = await keysOfIssuer(iss);
  try {
    const payload = await verified(token, keys, openIdAlgorithms, nowMs);
    // A token that is for others as well could have been taken from them.
    if (audiences(payload).every((audience) => audience === provider.applicationID)) return identityOf(payload, "oidc");
  } catch (error) {
    if (error instanceof AuthError) throw error;
    throw new AuthError(unverifiedOpenId, { code: "Unauthenticated", cause: error });
  }
  throw new AuthError(unverifiedOpenId, { code: "Unauthenticated" });
}

const unverifiedOpenId =
  "Could not verify OIDC token claim. Check that the token signature is valid and the token hasn't expired.";

async function verified(
  token: string,
  keys: JWTVerifyGetKey,
  algorithms: string[],
  nowMs: number,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, {
    algorithms,
    currentDate: new Date(nowMs),
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ["iss", "sub", "exp"],
  });
  return payload;
}

function whyNotCustom(error: unknown, kid: string | undefined, nowMs: number): string {
  if (error instanceof errors.JWTExpired) {
    return `Could not validate token: Token expired ${Math.floor(nowMs / 1000) - Number(error.payload.exp)} seconds ago`;
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    const missing = { sub: "Missing subject", exp: "Missing expiry" }[error.claim];
    if (error.reason === "missing" && missing !== undefined) return missing;
    return `Could not validate token: the claim '${error.claim}' can't be accepted`;
  }
  return kid === undefined
    ? "Could not decode token. JWT may be missing a 'kid' (key ID) header."
    : `Could not decode token. The JWT's 'kid' (key ID) header is '${kid}', does this key match any key in the provider's JWKS?`;
}

function decoded(token: string): JWTPayload | null {
  try {
    return decodeJwt(token);
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return null;
    throw error;
  }
}

function headerOf(token: string): { kid?: string } {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return {};
  }
}

function isFor(provider: AuthProvider, iss: string, audience: string[]): boolean {
  if (!sameIssuer(provider.type === "customJwt" ? provider.issuer : provider.domain, iss)) return false;
  const { applicationID } = provider;
  return typeof applicationID !== "string" || audience.includes(applicationID);
}

function audiences(claimed: JWTPayload): string[] {
  return typeof claimed.aud === "string" ? [claimed.aud] : (claimed.aud ?? []);
}

function noProvider(providers: AuthProvider[]): string {
  if (providers.length === 0) {
    return "No auth provider found matching the given token (no providers configured). Check convex/auth.config.ts.";
  }
  const configured = providers.map((provider) =>
    provider.type === "customJwt"
      ? `CustomJWT(issuer=${provider.issuer}, app_id=${provider.applicationID ?? "none"})`
      : `OIDC(domain=${provider.domain}, app_id=${provider.applicationID})`,
  );
  return `No auth provider found matching the given token. Check that your JWT's issuer and audience match one of your configured providers: [${configured.join(", ")}]`;
}
