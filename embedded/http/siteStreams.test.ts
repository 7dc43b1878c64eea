import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../testServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.dispose());

it("[HT9] an HTTP action answers while its request is still coming", async () => {
  const pieces: string[] = [];
  const arrived = (text: string) => expect.poll(() => pieces.join(""), { timeout: 10_000 }).toBe(text);
  const request = httpRequest(`${server.siteUrl}/letterByLetter`, { method: "POST" });
  const ended = new Promise<void>((resolve, reject) => {
    request.once("error", reject);
    request.once("response", (response) => {
      response.setEncoding("utf8").on("data", (text: string) => pieces.push(text));
      response.once("end", resolve);
    });
  });
  request.write("ab");
  await arrived("AB");
  request.write("cd");
  await arrived("ABCD");
  request.end();
  await ended;
});

it("[HT10] a body may have 20 MiB; with or without an announced length a larger one is refused", async () => {
  const size = async (body: BodyInit, duplex?: "half") =>
    fetch(`${server.siteUrl}/size`, { method: "POST", body, ...(duplex ? { duplex } : {}) } as RequestInit);
  const limit = 20 * 1024 * 1024;
  expect(await (await size(new Uint8Array(limit))).text()).toBe(String(limit));
  const refused = await size(new Uint8Array(limit + 1));
  expect([refused.status, await refused.json()]).toEqual([413, expect.objectContaining({ code: "RequestTooLarge" })]);
  let sent = 0;
  const unannounced = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new Uint8Array(1024 * 1024));
      if (++sent === 21) controller.close();
    },
  });
  expect((await size(unannounced, "half")).status).toBe(413);
});

it("[HT11] HEAD gets what GET would, without the body", async () => {
  const head = await fetch(`${server.siteUrl}/large`, { method: "HEAD" });
  expect([head.status, head.headers.get("x-large"), await head.text()]).toEqual([200, "yes", ""]);
  expect((await (await fetch(`${server.siteUrl}/large`)).arrayBuffer()).byteLength).toBe(5_000_000);
});

it("[HT12] a failing HTTP action is a 500 with its trace; a client that leaves disturbs nobody", async () => {
  const failed = await fetch(`${server.siteUrl}/failing`);
  expect([failed.status, await failed.json()]).toEqual([
    500,
    {
      code: expect.stringMatching(/^\[Request ID: \w+\] Server Error: Uncaught TypeError: in an HTTP action$/),
      trace: expect.stringContaining("../convex/model/refusing.ts"),
    },
  ]);
  const leaving = await fetch(`${server.siteUrl}/large`);
  await leaving.body?.cancel();
  expect((await fetch(`${server.siteUrl}/echo`, { method: "POST", body: "still here" })).status).toBe(201);
});
