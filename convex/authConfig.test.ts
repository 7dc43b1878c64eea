// @vitest-environment edge-runtime
import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The providers where the environment holds these variables and reading any other throws, as it does while Convex evaluates them. */
async function providersWith(environment: Record<string, string>) {
  const env = new Proxy(environment, {
    get(set, name: string) {
      if (name in set) return set[name];
      throw new Error(`Environment variable ${name} is used in auth config file but its value was not set`);
    },
  });
  vi.stubGlobal("process", { env });
  return (await import("./auth.config.ts")).default.providers;
}

const issuer = "https://runner.test";
const local = { type: "customJwt", issuer, algorithm: "ES256", applicationID: "convex" };

describe("auth.config", () => {
  it("trusts nobody where nothing is set, or set to nothing", async () => {
    expect(await providersWith({})).toEqual([]);
    expect(await providersWith({ LOCAL_ISSUER: "", CLERK_JWT_ISSUER_DOMAIN: "" })).toEqual([]);
  });

  it("gets the local issuer's keys from the runner, wherever Convex reaches it", async () => {
    expect(await providersWith({ LOCAL_ISSUER: issuer, RUNNER_URL: "http://runner:8000/" })).toEqual([
      { ...local, jwks: "http://runner:8000/.well-known/jwks.json" },
    ]);
  });

  it("takes the local issuer's keys from the environment where they are there", async () => {
    const jwks = "data:text/plain;base64,e30=";
    expect(await providersWith({ LOCAL_ISSUER: issuer, LOCAL_ISSUER_JWKS: jwks })).toEqual([{ ...local, jwks }]);
  });

  it("trusts Clerk where it is set, for tokens made for Convex", async () => {
    expect(await providersWith({ CLERK_JWT_ISSUER_DOMAIN: "https://x.clerk.accounts.dev" })).toEqual([
      { domain: "https://x.clerk.accounts.dev", applicationID: "convex" },
    ]);
  });
});
