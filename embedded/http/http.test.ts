import { generateKeyPairSync } from "node:crypto";
import { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { exportJWK, SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminKey, startTestServer, type TestServer } from "../testServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.dispose());

const fn = (module: string, name: string) => (anyApi[module] as Record<string, never>)[name] as never;

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const asAdmin = { Authorization: `Convex ${adminKey}` };

async function setEnvironment(name: string, value: string | null) {
  const answer = await post("/api/update_environment_variables", { changes: [{ name, value }] }, asAdmin);
  expect(answer.status).toBe(200);
}

it("[HT1] /version answers", async () => {
  expect((await fetch(`${server.url}/version`)).status).toBe(200);
});

it("[HT2] a body that is not JSON is a 400 with a code", async () => {
  expect(await post("/api/query", "{")).toMatchObject({ status: 400, body: { code: "BadJsonBody" } });
});

it("[HT3] the admin's calls refuse a wrong key, and internal functions run with the right one", async () => {
  const call = { path: "counters:add", args: { name: "admin", by: 3 } };
  expect((await post("/api/function", call, { Authorization: "Convex wrong" })).status).toBe(401);
  expect((await post("/api/function", call, asAdmin)).body).toMatchObject({ status: "success", value: 3 });
});

it("[HT4] log lines come with the answer", async () => {
  const answer = await post("/api/mutation", { path: "messages:send", args: { channel: "log", text: "hi" } });
  expect(answer.body["logLines"]).toEqual(["[LOG] 'sending' 'hi'"]);
});

it("[HT5] environment variables reach functions at once, and can be deleted", async () => {
  const client = new ConvexHttpClient(server.url);
  await setEnvironment("COLOUR", "red");
  expect(await client.query(fn("runtime", "environment"), { name: "COLOUR" } as never)).toBe("red");
  await setEnvironment("COLOUR", null);
  expect(await client.query(fn("runtime", "environment"), { name: "COLOUR" } as never)).toBeNull();
  expect(await client.query(fn("runtime", "environment"), { name: "CONVEX_SITE_URL" } as never)).toBe(server.siteUrl);
});

it("[HT6] the site port serves the app's router: status, headers, body, prefixes", async () => {
  const echo = await fetch(`${server.siteUrl}/echo`, { method: "POST", body: "hello", headers: { "x-sent": "yes" } });
  expect([echo.status, echo.headers.get("x-seen"), await echo.text()]).toEqual([201, "yes", "echo hello"]);
  await post("/api/mutation", { path: "messages:send", args: { channel: "site", text: "one" } });
  expect(await (await fetch(`${server.siteUrl}/channels/site`)).json()).toEqual(["one"]);
  const missing = await fetch(`${server.siteUrl}/nothing`);
  expect([missing.status, await missing.text()]).toEqual([404, "No HttpAction routed for /nothing"]);
});

it("[HT7] a JWT of a configured provider is the identity, any other is refused", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = { ...(await exportJWK(publicKey)), kid: "k", alg: "ES256", use: "sig" };
  await setEnvironment("TEST_JWKS", `data:application/json,${encodeURIComponent(JSON.stringify({ keys: [jwk] }))}`);
  const token = (issuer: string) =>
    new SignJWT({})
      .setProtectedHeader({ alg: "ES256", kid: "k", typ: "JWT" })
      .setIssuer(issuer)
      .setAudience("convex")
      .setSubject("ada")
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(privateKey);
  const client = new ConvexHttpClient(server.url);
  expect(await client.query(fn("runtime", "whoAmI"))).toBeNull();
  client.setAuth(await token("https://issuer.test"));
  expect(await client.query(fn("runtime", "whoAmI"))).toBe("https://issuer.test|ada");
  client.setAuth(await token("https://other.test"));
  await expect(client.query(fn("runtime", "whoAmI"))).rejects.toThrow(/token/);
});

it("[HT8] a file uploaded to an upload address is stored", async () => {
  const client = new ConvexHttpClient(server.url);
  const address = (await client.mutation(fn("runtime", "uploadUrl"))) as string;
  const uploaded = await fetch(address, { method: "POST", body: "bytes", headers: { "Content-Type": "text/plain" } });
  expect(await uploaded.json()).toMatchObject({ storageId: expect.any(String) });
  expect((await fetch(`${server.url}/api/storage/upload?token=forged`, { method: "POST", body: "x" })).status).toBe(
    400,
  );
});
