// @vitest-environment edge-runtime
import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function providersWith(environment: Record<string, string>) {
  for (const name of ["LOCAL_ISSUER", "LOCAL_ISSUER_JWKS", "CLERK_JWT_ISSUER_DOMAIN"])
    vi.stubEnv(name, environment[name] ?? "");
  return (await import("./auth.config.ts")).default.providers;
}

const local = { type: "customJwt", issuer: "http://127.0.0.1:8000", algorithm: "ES256", applicationID: "convex" };

describe("auth.config", () => {
  it("trusts nobody where nothing is set", async () => {
    expect(await providersWith({})).toEqual([]);
  });

  it("finds the local issuer's keys beside it", async () => {
    expect(await providersWith({ LOCAL_ISSUER: "http://127.0.0.1:8000" })).toEqual([
      { ...local, jwks: "http://127.0.0.1:8000/.well-known/jwks.json" },
    ]);
  });

  it("takes the local issuer's keys from the environment where they are there", async () => {
    const jwks = "data:text/plain;base64,e30=";
    expect(await providersWith({ LOCAL_ISSUER: "http://127.0.0.1:8000", LOCAL_ISSUER_JWKS: jwks })).toEqual([
      { ...local, jwks },
    ]);
  });

  it("trusts Clerk where it is set, for tokens made for Convex", async () => {
    expect(await providersWith({ CLERK_JWT_ISSUER_DOMAIN: "https://x.clerk.accounts.dev" })).toEqual([
      { domain: "https://x.clerk.accounts.dev", applicationID: "convex" },
    ]);
  });
});
