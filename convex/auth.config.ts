import type { AuthConfig } from "convex/server";

const issuer = optional(() => process.env.LOCAL_ISSUER);
const runnerUrl = optional(() => process.env.RUNNER_URL) ?? "http://127.0.0.1:8000";
const jwks = optional(() => process.env.LOCAL_ISSUER_JWKS) ?? `${runnerUrl.replace(/\/+$/, "")}/.well-known/jwks.json`;
const clerkDomain = optional(() => process.env.CLERK_JWT_ISSUER_DOMAIN);

// The runner's own issuer for a machine without an account, and Clerk where it is set up: both may be on.
export default {
  providers: [
    ...(issuer
      ? [{ type: "customJwt" as const, issuer, jwks, algorithm: "ES256" as const, applicationID: "convex" }]
      : []),
    ...(clerkDomain ? [{ domain: clerkDomain, applicationID: "convex" }] : []),
  ],
} satisfies AuthConfig;

/**
 * In this file alone, Convex throws where a variable is read that is not set, so that nobody trusts an undefined issuer
 * (AuthConfigMissingEnvironmentVariable in crates/isolate/src/environment/auth_config.rs). Here each may be missing.
 */
function optional(read: () => string | undefined): string | undefined {
  try {
    return read() || undefined;
  } catch (error) {
    if (String(error).includes("is used in auth config file")) return undefined;
    throw error;
  }
}
