// Tokens as clients present them: the same ones on HTTP and on the WebSocket of a running deployment.
import { createHmac } from "node:crypto";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bareSocket, noteFunctions, queries } from "../sync/testClient.ts";
import { startTestServer, type TestServer } from "../testServer.ts";
import { testIssuer } from "./testIssuer.ts";
import { type AuthProvider, validUntil, verifyToken } from "./verify.ts";

const whoAmI = makeFunctionReference<"query", Record<string, never>, string | null>("notes:whoAmI");
const second = Math.floor(Date.now() / 1000);

let server: TestServer;
const issuer = await testIssuer();
beforeAll(async () => {
  server = await startTestServer({ push: false });
  await server.pushDirectory(noteFunctions);
  await issuer.trustedBy(server);
});
afterAll(async () => {
  await server.dispose();
  await issuer.close();
});

/** Whom the server takes the bearer for, or what it says instead. */
async function onHttp(token: string): Promise<string | null> {
  const client = new ConvexHttpClient(server.url, { logger: false });
  client.setAuth(token);
  return client.query(whoAmI, {}).catch((error: Error) => error.message);
}

async function onSocket(token: string): Promise<unknown> {
  const bare = await bareSocket(server.url);
  bare.send({ type: "Authenticate", tokenType: "User", baseVersion: 0, value: token }, queries(["notes:whoAmI", {}]));
  const answer = await Promise.any([bare.first("AuthError"), bare.first("Transition")]);
  bare.socket.terminate();
  return answer.type === "AuthError" ? answer.error : bare.results(0)[0];
}

describe.each([
  ["by address", false],
  ["in a data: URI", true],
])("keys %s", (_where, inline) => {
  beforeAll(() => issuer.trustedBy(server, { inline }));

  it.each(["RS256", "ES256"] as const)("[AUTH3] a good %s token is taken on HTTP and on the WebSocket", async (alg) => {
    const token = await issuer.token({ sub: `ada by ${alg}` }, { alg });
    expect([await onHttp(token), await onSocket(token)]).toEqual([`ada by ${alg}`, `ada by ${alg}`]);
  });
});

it.each(["RS256", "EdDSA"] as const)("[AUTH9] a good %s token of an OpenID provider is taken", async (alg) => {
  const token = await issuer.token({ iss: issuer.domain, sub: alg }, { alg });
  expect([await onHttp(token), await onSocket(token)]).toEqual([alg, alg]);
});

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const goodClaims = { iss: issuer.issuerOf("RS256"), aud: "convex", sub: "mallory", exp: second + 600 };
const rsaKey = JSON.stringify(issuer.publicKeys[0]);

/** A token whose signature an attacker made with what everybody can read. */
function signedWithPublicKey(): string {
  const body = `${encoded({ alg: "HS256", kid: "RS256", typ: "JWT" })}.${encoded(goodClaims)}`;
  return `${body}.${createHmac("sha256", rsaKey).update(body).digest("base64url")}`;
}

const noProvider = "No auth provider found matching the given token";
const notItsKey = "Could not decode token. The JWT's 'kid' (key ID) header is";
const noClaim = "Could not validate token: the claim";

it.each<[string, string, () => string | Promise<string>]>([
  ["[AUTH3] a token of another issuer", noProvider, () => issuer.token({ iss: "https://else.test" })],
  [
    "[AUTH3] a token whose issuer only begins like one",
    noProvider,
    () => issuer.token({ iss: `${issuer.issuerOf("ES256")}.else.test` }),
  ],
  ["[AUTH3] a token of no issuer", "Missing issuer claim ('iss')", () => issuer.token({ iss: undefined })],
  ["[AUTH3] a token for another audience", noProvider, () => issuer.token({ aud: "else" })],
  ["[AUTH3] a token for no audience", noProvider, () => issuer.token({ aud: undefined })],
  [
    "[AUTH3] a token that has expired",
    "Could not validate token: Token expired",
    () => issuer.token({ exp: second - 60 }),
  ],
  ["[AUTH3] a token that is not valid yet", `${noClaim} 'nbf'`, () => issuer.token({ nbf: second + 600 })],
  ["[AUTH3] a token without an expiry", "Missing expiry", () => issuer.token({ exp: undefined })],
  ["[AUTH3] a token without a subject", "Missing subject", () => issuer.token({ sub: undefined })],
  ["[AUTH5] a token that says it needs no signature", "Could not decode token", unsigned],
  ["[AUTH5] a token signed by HS256 with the public key", notItsKey, signedWithPublicKey],
  [
    "[AUTH5] a token of an algorithm that is another provider's",
    notItsKey,
    () => issuer.token(goodClaims, { alg: "ES256" }),
  ],
  [
    "[AUTH5] a token of EdDSA where the provider says ES256",
    notItsKey,
    () => issuer.token({ iss: issuer.issuerOf("ES256") }, { alg: "EdDSA" }),
  ],
  ["[AUTH6] a token whose claims were changed", notItsKey, changed],
  ["[AUTH6] a token that is no token", "Could not parse JWT payload", () => "nonsense"],
  ["[AUTH7] a token of a key that nobody has", notItsKey, () => issuer.token({}, { kid: "unheard" })],
  ["[AUTH7] a token that names another's key", notItsKey, () => issuer.token({}, { kid: "RS256" })],
  [
    "[AUTH7] a token that names no key",
    "Could not decode token. JWT may be missing a 'kid'",
    () => issuer.token({}, { kid: null }),
  ],
  ["[AUTH9] a token of an OpenID provider for others as well", "Could not verify OIDC token claim", forOthersToo],
  [
    "[AUTH9] a token of an OpenID provider by an algorithm that those may not have",
    "Could not verify OIDC token claim",
    () => issuer.token({ iss: issuer.domain }, { alg: "ES256" }),
  ],
])("%s is refused, on HTTP and on the WebSocket", async (_title, message, make) => {
  const token = await make();
  const answer = JSON.parse(String(await onHttp(token)));
  expect(answer.message.slice(0, message.length)).toBe(message);
  expect(answer.code).toMatch(/^(InvalidAuthHeader|NoAuthProvider|Unauthenticated)$/);
  // The age of a token that has expired is told in seconds, and two may lie in different ones.
  const withoutAge = (text: unknown) => String(text).replace(/\d+ seconds/, "");
  expect(withoutAge(await onSocket(token))).toBe(withoutAge(answer.message));
});

function unsigned(): string {
  return `${encoded({ alg: "none" })}.${encoded(goodClaims)}.`;
}

function forOthersToo(): Promise<string> {
  return issuer.token({ iss: issuer.domain, aud: ["convex", "else"] }, { alg: "RS256" });
}

async function changed(): Promise<string> {
  const [head, , signature] = (await issuer.token()).split(".");
  return `${head}.${encoded({ ...goodClaims, iss: issuer.issuerOf("ES256") })}.${signature}`;
}

it("[AUTH3] an action knows who calls it", async () => {
  const client = new ConvexHttpClient(server.url, { logger: false });
  client.setAuth(await issuer.token({ sub: "grace" }));
  const who = makeFunctionReference<"action", Record<string, never>, string | null>("notes:whoActs");
  expect(await client.action(who, {})).toBe("grace");
  expect(await new ConvexHttpClient(server.url, { logger: false }).action(who, {})).toBeNull();
});

describe("the identity", () => {
  const now = second * 1_000;
  const custom: AuthProvider = {
    ...{ type: "customJwt", issuer: issuer.issuerOf("ES256"), jwks: `${issuer.domain}/keys`, algorithm: "ES256" },
    applicationID: "convex",
  };
  const openId: AuthProvider = { domain: issuer.domain, applicationID: "convex" };
  const identity = async (provider: AuthProvider, token: Promise<string>) => verifyToken(await token, [provider], now);

  it("[AUTH1] has the claims of a custom token under their own names", async () => {
    const claims = { email: "a@b.c", org: { id: 7, none: null }, roles: ["a"], fva: [1, 2], jti: "t" };
    expect(await identity(custom, issuer.token(claims))).toEqual({
      tokenIdentifier: `${custom.issuer}|ada`,
      subject: "ada",
      issuer: custom.issuer,
      email: "a@b.c",
      "org.id": 7,
      "org.none": null,
      roles: ["a"],
    });
  });

  it("[AUTH2] is not what a claim pretends that it is", async () => {
    const pretending = issuer.token({ tokenIdentifier: "x|admin", subject: "admin", issuer: "x" });
    expect(await identity(custom, pretending)).toEqual({
      tokenIdentifier: `${custom.issuer}|ada`,
      subject: "ada",
      issuer: custom.issuer,
    });
  });

  it("[AUTH4] may be five seconds late or early", async () => {
    const late = issuer.token({ exp: second - 3, nbf: second + 3 });
    await expect(identity(custom, late)).resolves.toMatchObject({ subject: "ada" });
    await expect(identity(custom, issuer.token({ exp: second - 6 }))).rejects.toThrow("Token expired 6 seconds ago");
  });

  it("[AUTH8] ends with its token", async () => {
    expect(validUntil(await issuer.token({ exp: second + 60 }))).toBe(now + 65_000);
    expect(validUntil("nonsense")).toBeNull();
  });

  it("[AUTH9] has the claims of an OpenID token under Convex's names", async () => {
    const about = { given_name: "Ada", email_verified: true, picture: "p", updated_at: 1_700_000_000, role: null };
    const claims = { iss: `${issuer.domain}/`, ...about, address: { formatted: "Here 1", region: "x" }, azp: "a" };
    expect(await identity(openId, issuer.token(claims, { alg: "RS256" }))).toEqual({
      tokenIdentifier: `${issuer.domain}/|ada`,
      subject: "ada",
      issuer: `${issuer.domain}/`,
      givenName: "Ada",
      emailVerified: true,
      pictureUrl: "p",
      address: "Here 1",
      updatedAt: "2023-11-14T22:13:20+00:00",
      role: null,
    });
  });

  it("[AUTH10] is nobody's when the provider can't be reached, or what it serves are no keys", async () => {
    const nowhere = "http://127.0.0.1:1";
    await expect(
      identity({ ...openId, domain: nowhere }, issuer.token({ iss: nowhere }, { alg: "RS256" })),
    ).rejects.toThrow(`Auth provider discovery of ${nowhere} failed`);
    const withKeys = (jwks: string) => identity({ ...custom, jwks }, issuer.token());
    await expect(withKeys(`${nowhere}/keys`)).rejects.toThrow(`Could not fetch JWKS from URL '${nowhere}/keys'`);
    await expect(withKeys(`${issuer.domain}/missing`)).rejects.toThrow(/: HTTP 404 Not Found\. Check that/);
    await expect(withKeys(`${issuer.domain}/page`)).rejects.toThrow(/^Invalid Content-Type 'text\/html' when/);
    await expect(withKeys("data:application/json,no")).rejects.toThrow("Invalid JWKS data URL");
  });
});
