import { createHash } from "node:crypto";
import { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../testServer.ts";

const content = "0123456789";
let server: TestServer;
let address: string;

beforeAll(async () => {
  server = await startTestServer();
  const upload = await uploadAddress();
  const headers = { "Content-Type": "text/plain", Digest: `sha-256=${digestOf(content)}` };
  const stored = await (await fetch(upload, { method: "POST", body: content, headers })).json();
  address = await fileAddress(stored.storageId);
});
afterAll(() => server.dispose());

const fn = (module: string, name: string) => (anyApi[module] as Record<string, never>)[name] as never;
const digestOf = (text: string) => createHash("sha256").update(text).digest("base64");

async function uploadAddress(): Promise<string> {
  return (await new ConvexHttpClient(server.url).mutation(fn("runtime", "uploadUrl"))) as string;
}
async function fileAddress(storageId: string): Promise<string> {
  return (await new ConvexHttpClient(server.url).query(fn("runtime", "fileUrl"), { storageId } as never)) as string;
}
const get = (headers: Record<string, string> = {}, method = "GET") => fetch(address, { headers, method });

it("[HT21] a file comes with its type, length, hash and a tag", async () => {
  const response = await get();
  expect(await response.text()).toBe(content);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/plain",
    "content-length": "10",
    "accept-ranges": "bytes",
    digest: `sha-256=${digestOf(content)}`,
    etag: `"${Buffer.from(digestOf(content), "base64").toString("hex")}"`,
    "cache-control": "private, max-age=2592000",
  });
  const head = await get({}, "HEAD");
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "10", ""]);
});

it.each([
  ["bytes=2-5", 206, "2345", "bytes 2-5/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-3", 206, "789", "bytes 7-9/10"],
  ["bytes=-50", 206, content, "bytes 0-9/10"],
  ["bytes=8-500", 206, "89", "bytes 8-9/10"],
  ["bytes=10-", 416, "", "bytes */10"],
  ["bytes=-0", 416, "", "bytes */10"],
  ["bytes=5-2", 416, "", "bytes */10"],
  ["bytes=0-1,4-5", 416, "", "bytes */10"],
  ["lines=1-2", 200, content, null],
  ["bytes=a-b", 200, content, null],
])("[HT22] the range %s", async (range, status, body, contentRange) => {
  const response = await get({ Range: range });
  expect([response.status, await response.text(), response.headers.get("content-range")]).toEqual([
    status,
    body,
    contentRange,
  ]);
});

it("[HT23] a file that the client has already is not sent again; a range of another file is not mixed in", async () => {
  const etag = (await get()).headers.get("etag") ?? "";
  const known = await get({ "If-None-Match": `"other", ${etag}` });
  expect([known.status, await known.text()]).toEqual([304, ""]);
  expect(await (await get({ Range: "bytes=0-1", "If-Range": etag })).text()).toBe("01");
  expect(await (await get({ Range: "bytes=0-1", "If-Range": '"older"' })).text()).toBe(content);
});

it("[HT24] what is no file's address, an unknown one, and bytes that are not those of the Digest are refused", async () => {
  expect((await fetch(`${server.url}/api/storage/nonsense`)).status).toBe(400);
  expect((await fetch(`${server.url}/api/storage/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
  const wrong = await fetch(await uploadAddress(), {
    method: "POST",
    body: "other",
    headers: { Digest: `sha-256=${digestOf(content)}` },
  });
  expect([wrong.status, (await wrong.json()).code]).toEqual([400, "Sha256Mismatch"]);
  const malformed = await fetch(await uploadAddress(), { method: "POST", body: "x", headers: { Digest: "md5=x" } });
  expect([malformed.status, (await malformed.json()).code]).toEqual([400, "BadHeader"]);
});
