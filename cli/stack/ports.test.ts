import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort } from "./ports.ts";

test("gives the wished port when it is free, and a spare one when it is busy", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const busy = typeof address === "object" && address ? address.port : 0;
  const spare = await freePort(busy);
  expect(spare).not.toBe(busy);
  expect(spare).toBeGreaterThan(1023);
  await new Promise((resolve) => server.close(resolve));
  expect(await freePort(busy)).toBe(busy);
});
