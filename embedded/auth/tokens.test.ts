// Tokens as clients present them: the same ones on HTTP and on the WebSocket of a running deployment.
import { createHmac } from "node:crypto";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bareSocket, noteFunctions, queries } from "../sync/testClient.ts";
import { startTestServer, type TestServer } from "../testServer.ts";
import { testIssuer } from "./testIssuer.ts";

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

it.each<[string, string, () => string | Promise<string>]>([
  ["AUTH3", "of another issuer", () => issuer.token({ iss: "https://else.test" })],
  ["AUTH3", "whose issuer only begins like one", () => issuer.token({ iss: `${issuer.issuerOf("ES256")}.else.test` })],
  ["AUTH3", "for another audience", () => issuer.token({ aud: "else" })],
  ["AUTH3", "for no audience", () => issuer.token({ aud: undefined })],
  ["AUTH3", "that has expired", () => issuer.token({ exp: second - 60 })],
  ["AUTH3", "that is not valid yet", () => issuer.token({ nbf: second + 600 })],
  ["AUTH3", "without an expiry", () => issuer.token({ exp: undefined })],
  ["AUTH3", "without a subject", () => issuer.token({ sub: undefined })],
  ["AUTH5", "that says it needs no signature", () => `${encoded({ alg: "none" })}.${encoded(goodClaims)}.`],
  ["AUTH5", "signed by HS256 with the public key", signedWithPublicKey],
  ["AUTH5", "of an algorithm that is another provider's", () => issuer.token(goodClaims, { alg: "ES256" })],
  [
    "AUTH5",
    "of EdDSA where the provider says ES256",
    () => issuer.token({ iss: issuer.issuerOf("ES256") }, { alg: "EdDSA" }),
  ],
  ["AUTH6", "whose claims were changed", changed],
  ["AUTH6", "that is no token", () => "nonsense"],
  ["AUTH7", "of a key that nobody has", () => issuer.token({}, { kid: "unheard" })],
  ["AUTH7", "that names another's key", () => issuer.token({}, { kid: "RS256" })],
])("[%s] a token %s is refused, on HTTP and on the WebSocket", async (_rule, _what, make) => {
  const token = await make();
  const answer = await onHttp(token);
  expect(JSON.parse(String(answer))).toMatchObject({ code: "InvalidAuthHeader" });
  expect(await onSocket(token)).toMatch(/^Could not verify the token: /);
});

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
