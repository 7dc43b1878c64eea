import type { AuthConfig } from "convex/server";

const localIssuer = process.env.LOCAL_ISSUER;
const clerkDomain = process.env.CLERK_JWT_ISSUER_DOMAIN;

// The runner's own issuer for a machine without an account, and Clerk where it is set up: both may be on.
export default {
  providers: [
    ...(localIssuer
      ? [
          {
            type: "customJwt" as const,
            issuer: localIssuer,
            jwks: process.env.LOCAL_ISSUER_JWKS || `${localIssuer.replace(/\/+$/, "")}/.well-known/jwks.json`,
            algorithm: "ES256" as const,
            applicationID: "convex",
          },
        ]
      : []),
    ...(clerkDomain ? [{ domain: clerkDomain, applicationID: "convex" }] : []),
  ],
} satisfies AuthConfig;
