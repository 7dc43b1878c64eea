import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuthProvider, validUntil, verifyToken } from "./verify.ts";

const issuer = "https://issuer.test";
const now = Date.UTC(2030, 0, 1);
const second = now / 1000;

const es256 = await generateKeyPair("ES256", { extractable: true });
const rs256 = await generateKeyPair("RS256", { extractable: true });
const es256Jwk = { ...(await exportJWK(es256.publicKey)), kid: "es", alg: "ES256", use: "sig" };
const rs256Jwk = { ...(await exportJWK(rs256.publicKey)), kid: "rs", alg: "RS256", use: "sig" };
const jwks = `data:application/json;base64,${Buffer.from(JSON.stringify({ keys: [es256Jwk, rs256Jwk] })).toString("base64")}`;
const custom: AuthProvider = { type: "customJwt", issuer, jwks, algorithm: "ES256", applicationID: "convex" };

function token(
  claims: { [claim: string]: unknown } = {},
  header: { alg: string; kid: string } = { alg: "ES256", kid: "es" },
) {
  const key = header.alg === "RS256" ? rs256.privateKey : es256.privateKey;
  const standard = { iss: issuer, sub: "user1", aud: "convex", iat: second, exp: second + 60 };
  return new SignJWT({ ...standard, ...claims }).setProtectedHeader(header).sign(key);
}

describe("custom tokens", () => {
  it("[AUTH1] a good token gives the identity, its claims under their own names", async () => {
    const identity = await verifyToken(await token({ email: "a@b.c", org: { id: 7 } }), [custom], now);
    expect(identity).toEqual({
      tokenIdentifier: `${issuer}|user1`,
      subject: "user1",
      issuer,
      email: "a@b.c",
      "org.id": 7,
    });
  });

  it("[AUTH2] a claim can't pass itself off as the identity", async () => {
    const identity = await verifyToken(await token({ tokenIdentifier: "x|admin", subject: "admin" }), [custom], now);
    expect(identity).toMatchObject({ tokenIdentifier: `${issuer}|user1`, subject: "user1" });
  });

  it.each<[string, { [claim: string]: unknown }, string]>([
    ["expired", { exp: second - 6 }, "has expired"],
    ["not yet valid", { nbf: second + 60 }, '"nbf"'],
    ["for another audience", { aud: "else" }, "No auth provider found"],
    ["of another issuer", { iss: "https://other.test" }, "No auth provider found"],
    ["without an expiry", { exp: undefined }, '"exp"'],
    ["without a subject", { sub: undefined }, '"sub"'],
  ])("[AUTH3] a token that is %s is refused", async (_what, claims, message) => {
    await expect(verifyToken(await token(claims), [custom], now)).rejects.toThrow(message);
  });

  it("[AUTH4] the clocks may be five seconds apart", async () => {
    await expect(verifyToken(await token({ exp: second - 3 }), [custom], now)).resolves.toMatchObject({});
  });

  it("[AUTH5] the token does not choose its algorithm: none, a secret made of the public key, another of the keys", async () => {
    const [, body] = (await token()).split(".");
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${body}.`;
    await expect(verifyToken(unsigned, [custom], now)).rejects.toThrow();
    const secret = new TextEncoder().encode(JSON.stringify(es256Jwk));
    const forged = await new SignJWT({ iss: issuer, sub: "x", aud: "convex", exp: second + 60 })
      .setProtectedHeader({ alg: "HS256", kid: "es" })
      .sign(secret);
    await expect(verifyToken(forged, [custom], now)).rejects.toThrow("not signed with the algorithm");
    const other = await token({}, { alg: "RS256", kid: "rs" });
    await expect(verifyToken(other, [custom], now)).rejects.toThrow("not signed with the algorithm");
  });

  it("[AUTH6] a token whose body was changed is refused, and so is what is no token", async () => {
    const [head, , signature] = (await token()).split(".");
    const claims = { iss: issuer, sub: "admin", aud: "convex", exp: second + 60 };
    const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
    await expect(verifyToken(`${head}.${body}.${signature}`, [custom], now)).rejects.toThrow("signature");
    await expect(verifyToken("nonsense", [custom], now)).rejects.toThrow("Could not parse");
  });

  it("[AUTH7] a key that the provider does not have is refused", async () => {
    const header = { alg: "ES256", kid: "unknown" };
    await expect(verifyToken(await token({}, header), [custom], now)).rejects.toThrow("names a key");
  });

  it("[AUTH8] a token tells until when it is taken", async () => {
    expect(validUntil(await token())).toBe(now + 65_000);
    expect(validUntil("nonsense")).toBeNull();
  });
});

describe("OpenID providers", () => {
  let server: Server;
  let domain: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader("Content-Type", "application/json");
      const configuration = { issuer: domain, jwks_uri: `${domain}/keys` };
      response.end(JSON.stringify(request.url === "/keys" ? { keys: [rs256Jwk] } : configuration));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    domain = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("[AUTH9] keys are found by discovery, claims get Convex's names", async () => {
    const claims = { iss: `${domain}/`, given_name: "Ada", email_verified: true, picture: "p", role: "admin" };
    const jwt = await token(claims, { alg: "RS256", kid: "rs" });
    const identity = await verifyToken(jwt, [custom, { domain, applicationID: "convex" }], now);
    expect(identity).toMatchObject({ givenName: "Ada", emailVerified: true, pictureUrl: "p", role: "admin" });
    expect(identity.tokenIdentifier).toBe(`${domain}/|user1`);
  });

  it("[AUTH10] a provider that can't be reached is said to be", async () => {
    const down = { domain: "http://127.0.0.1:1", applicationID: "convex" };
    const jwt = await token({ iss: down.domain });
    await expect(verifyToken(jwt, [down], now)).rejects.toThrow("could not be read");
  });
});
