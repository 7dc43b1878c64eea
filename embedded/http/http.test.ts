import { generateKeyPairSync } from "node:crypto";
import { get } from "node:http";
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
  expect(await post("/api/function", call, { Authorization: "Convex wrong" })).toMatchObject({
    status: 401,
    body: { code: "BadAdminKey", message: "The provided admin key was invalid for this instance" },
  });
  expect(await post("/api/function", call)).toMatchObject({ status: 403, body: { code: "BadDeployKey" } });
  for (const header of ["Basic abc:def", "Bearer", "x"]) {
    expect((await post("/api/function", call, { Authorization: header })).status).toBe(400);
  }
  const inAddress = `/api/function?adminKey=${encodeURIComponent(adminKey)}`;
  expect((await post(inAddress, call)).body).toMatchObject({ status: "success" });
  expect((await post("/api/function", call, asAdmin)).body).toMatchObject({ status: "success", value: 6 });
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

it.each([
  [[{ name: "1ST", value: "x" }], "EnvironmentVariableNameInvalid", /^The environment variable name 1ST is invalid\./],
  [[{ name: "N".repeat(257), value: "x" }], "EnvironmentVariableNameTooLong", /must be less than 256\.$/],
  [
    [{ name: "LONG", value: "x".repeat(8_193) }],
    "EnvironmentVariableValueTooLarge",
    /is 8193 bytes, which is too large/,
  ],
  [[{ name: "CONVEX_SITE_URL", value: "x" }], "EnvVarNameForbidden", /is built-in and cannot be overridden$/],
  [
    Array.from({ length: 513 }, (_, n) => ({ name: `V${n}`, value: "" })),
    "EnvVarLimitMet",
    /limit \(512\) has been met/,
  ],
  [
    Array.from({ length: 65 }, (_, n) => ({ name: `V${n}`, value: "x".repeat(8_192) })),
    "EnvVarTotalSizeLimitMet",
    /exceeds the limit \(524288 bytes\)/,
  ],
  [[{ name: 7, value: "x" }], "BadJsonBody", /must have a name/],
  [null, "BadJsonBody", /must be a list/],
])("[HT25] environment variables: %# is refused as a whole", async (changes, code, message) => {
  const answer = await post("/api/update_environment_variables", { changes }, asAdmin);
  expect(answer).toMatchObject({ status: 400, body: { code, message: expect.stringMatching(message) } });
  expect(
    (await post("/api/function", { path: "_system/cli/queryEnvironmentVariables", args: {} }, asAdmin)).body["value"],
  ).toEqual([]);
});

it("[HT5] changes made side by side are all kept", async () => {
  const names = ["ONE", "TWO", "THREE"];
  await Promise.all(names.map((name) => setEnvironment(name, name)));
  const list = await fetch(`${server.url}/api/v1/list_environment_variables`, { headers: asAdmin });
  expect(await list.json()).toEqual({ environmentVariables: { ONE: "ONE", TWO: "TWO", THREE: "THREE" } });
  for (const name of names) await setEnvironment(name, null);
});

it("[HT6] the site port serves the app's router: status, headers, body, prefixes", async () => {
  const echo = await fetch(`${server.siteUrl}/echo`, { method: "POST", body: "hello", headers: { "x-sent": "yes" } });
  expect([echo.status, echo.headers.get("x-seen"), await echo.text()]).toEqual([201, "yes", "echo hello"]);
  await post("/api/mutation", { path: "messages:send", args: { channel: "site", text: "one" } });
  expect(await (await fetch(`${server.siteUrl}/channels/site`)).json()).toEqual(["one"]);
  const missing = await fetch(`${server.siteUrl}/nothing`);
  expect([missing.status, await missing.text()]).toEqual([404, "No HttpAction routed for /nothing"]);
  const onApiPort = await fetch(`${server.url}/http/echo`, { method: "POST", body: "there" });
  expect(await onApiPort.text()).toBe("echo there");
});

it("[HT30] an HTTP action sees the address that its client asked for, also through a proxy", async () => {
  const seen = async (headers: Record<string, string>) =>
    new Promise<string>((resolve, reject) => {
      get(`${server.siteUrl}/where?q=1`, { headers }, (response) => {
        response.setEncoding("utf8").once("data", resolve);
      }).once("error", reject);
    });
  expect(await seen({})).toBe(`${server.siteUrl}/where?q=1`);
  expect(await seen({ Host: "app.test" })).toBe("http://app.test/where?q=1");
  expect(await seen({ Host: "app.test", "X-Forwarded-Proto": "https" })).toBe("https://app.test/where?q=1");
  expect(await seen({ Host: "app.test", Forwarded: "for=1.2.3.4;proto=https, for=x" })).toBe(
    "https://app.test/where?q=1",
  );
  expect(await seen({ Host: "not a host" })).toBe(`${server.siteUrl}/where?q=1`);
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
  expect(await post("/api/storage/upload?token=forged", "x")).toMatchObject({
    status: 401,
    body: { code: "StorageTokenInvalid" },
  });
});

it("[HT26] /echo answers what it was sent, which the CLI tests a network with", async () => {
  const bytes = new Uint8Array(300_000).map((_, n) => n % 251);
  const echo = await fetch(`${server.url}/echo`, { method: "POST", body: bytes });
  expect(new Uint8Array(await echo.arrayBuffer())).toEqual(bytes);
});

it("[HT29] the schema and the tables are told to the CLI's MCP server", async () => {
  const schemas = await post("/api/function", { path: "_system/frontend/getSchemas", args: {} }, asAdmin);
  const { active } = schemas.body["value"] as { active: string };
  expect(JSON.parse(active).tables.map(({ tableName }: { tableName: string }) => tableName)).toContain("messages");
  const shapes = await (await fetch(`${server.url}/api/shapes2`, { headers: asAdmin })).json();
  expect(shapes).toMatchObject({ messages: { type: "Unknown" } });
});
