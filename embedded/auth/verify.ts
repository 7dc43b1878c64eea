// Whether a token comes from one of the providers in auth.config. The algorithm is the provider's, never the token's choice.
import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import { AuthError } from "./authError.ts";
import { identityOf, type UserIdentity } from "./identity.ts";
import { canonicalIssuer, keysAt, keysOfDomain, sameIssuer } from "./keys.ts";

export { AuthError } from "./authError.ts";
export type { UserIdentity } from "./identity.ts";

export type AuthProvider =
  | { domain: string; applicationID: string; type?: "oidc" }
  | { type: "customJwt"; issuer: string; jwks: string; algorithm: "RS256" | "ES256"; applicationID?: string };

const clockToleranceSeconds = 5;
const openIdAlgorithms = ["RS256", "EdDSA"];
const customAlgorithms = ["RS256", "ES256"];

/** Throws AuthError with one sentence when the token is not to be trusted. */
export async function verifyToken(token: string, providers: AuthProvider[], nowMs: number): Promise<UserIdentity> {
  const claimed = decoded(token);
  if (!claimed) throw new AuthError("Could not parse JWT payload. Check that the token is a valid JWT format.");
  const provider = providers.find((candidate) => isFor(candidate, claimed));
  if (!provider) {
    throw new AuthError(
      `No auth provider found matching the given token (issuer ${claimed.iss}, audience ${audiences(claimed).join(", ")}). Check that auth.config has it.`,
    );
  }
  const custom = provider.type === "customJwt" ? provider : null;
  if (custom && !customAlgorithms.includes(custom.algorithm)) {
    throw new AuthError(`The algorithm ${custom.algorithm} of a provider is not supported: use RS256 or ES256.`);
  }
  const keys =
    provider.type === "customJwt" ? keysAt(provider.jwks) : await keysOfDomain(canonicalIssuer(provider.domain));
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: custom ? [custom.algorithm] : openIdAlgorithms,
      currentDate: new Date(nowMs),
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ["iss", "sub", "exp"],
    });
    return identityOf(payload, custom ? "customJwt" : "oidc");
  } catch (error) {
    throw new AuthError(reason(error), { cause: error });
  }
}

/** Until when `verifyToken` takes a token that it takes now, in ms; read without a check. */
export function validUntil(token: string): number | null {
  const expiry = decoded(token)?.exp;
  return typeof expiry === "number" ? (expiry + clockToleranceSeconds) * 1000 : null;
}

function decoded(token: string): JWTPayload | null {
  try {
    return decodeJwt(token);
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return null;
    throw error;
  }
}

function isFor(provider: AuthProvider, claimed: JWTPayload): boolean {
  const issuer = provider.type === "customJwt" ? provider.issuer : provider.domain;
  if (typeof claimed.iss !== "string" || !sameIssuer(issuer, claimed.iss)) return false;
  return provider.applicationID === undefined || audiences(claimed).includes(provider.applicationID);
}

function audiences(claimed: JWTPayload): string[] {
  return typeof claimed.aud === "string" ? [claimed.aud] : (claimed.aud ?? []);
}

function reason(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "The token has expired.";
  if (error instanceof errors.JWTClaimValidationFailed) return `The token's claim "${error.claim}" can't be accepted.`;
  if (error instanceof errors.JOSEAlgNotAllowed) return "The token is not signed with the algorithm of its provider.";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "The token's signature does not match.";
  if (error instanceof errors.JWKSNoMatchingKey) return "The token names a key that its provider does not have.";
  if (error instanceof errors.JOSEError) return `The token can't be verified: ${error.message}`;
  return "The keys of the token's provider could not be fetched.";
}
