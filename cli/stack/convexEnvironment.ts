import { defaultLocalIssuer } from "../../shared/localIssuer.ts";
import type { Environment } from "./home.ts";

/** What the functions in convex/ read from their deployment's environment (convex/README.md); empty is not set. */
export function convexEnvironment(
  environment: Environment,
  { webhookSecret, runnerUrl }: { webhookSecret: string; runnerUrl: string },
): Record<string, string> {
  return {
    WEBHOOK_SECRET: webhookSecret,
    RUNNER_URL: environment.RUNNER_URL || runnerUrl,
    RUNNER_PUBLIC_URL: environment.RUNNER_PUBLIC_URL || "",
    LOCAL_ISSUER: environment.LOCAL_ISSUER || defaultLocalIssuer,
    LOCAL_ISSUER_JWKS: environment.LOCAL_ISSUER_JWKS || "",
    CLERK_JWT_ISSUER_DOMAIN: environment.CLERK_JWT_ISSUER_DOMAIN || "",
  };
}
