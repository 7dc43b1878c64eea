import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { json } from "node:stream/consumers";
import { expect, test } from "vitest";
import { convexEnvironment } from "./convexEnvironment.ts";
import { push } from "./push.ts";

const own = { webhookSecret: "a secret", runnerUrl: "http://127.0.0.1:8000" };

test("Convex is told the runner's own address unless another is set, and one for browsers only where they need it", () => {
  expect(convexEnvironment({}, own)).toMatchObject({
    ...{ WEBHOOK_SECRET: "a secret", RUNNER_URL: "http://127.0.0.1:8000", RUNNER_PUBLIC_URL: "" },
    LOCAL_ISSUER: "https://runner.proofreel.internal",
  });
  const set = {
    RUNNER_URL: "http://runner:8000",
    RUNNER_PUBLIC_URL: "https://videos.test",
    LOCAL_ISSUER: "https://us.test",
  };
  expect(convexEnvironment(set, own)).toMatchObject(set);
});

const deployment = (url: string) => ({
  ...{ url, adminKey: "key", root: resolve(import.meta.dirname, "../..") },
  memory: join(tmpdir(), "proofreel-never-pushed"),
});

test("what is not set is taken away from the deployment, and a refusal is told", async () => {
  let asked: unknown;
  const server = createServer(async (request, response) => {
    asked = await json(request);
    response.writeHead(400).end("no");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    const { port } = server.address() as AddressInfo;
    const pushed = push(deployment(`http://127.0.0.1:${port}`), { SET: "1", NOT_SET: "" }, {});
    await expect(pushed).rejects.toThrow("Convex refused its environment (400): no");
    expect(asked).toEqual({ changes: [{ name: "SET", value: "1" }, { name: "NOT_SET" }] });
  } finally {
    server.close();
  }
});

test("a deployment that can't be reached is named in one sentence", async () => {
  await expect(push(deployment("http://127.0.0.1:1"), {}, {})).rejects.toThrow(
    "Convex can't be reached at http://127.0.0.1:1: is that address right, and does it run?",
  );
});
