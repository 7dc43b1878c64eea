import { expect, it } from "vitest";
import { ConfigurationError, readConfig } from "./config.ts";

const WEBHOOK_SECRET = "0123456789abcdef";

it("needs nothing but the webhook secret", () => {
  const config = readConfig({ WEBHOOK_SECRET, PORT: "" }, "/clone");
  expect(config).toMatchObject({
    port: 8000,
    issuer: "https://runner.proofreel.internal",
    storageDir: "/clone/.proofreel/data/storage",
    python: "/clone/.proofreel/venv/bin/python",
    secrets: [WEBHOOK_SECRET],
  });
});

it("reads several secrets while one is rotated", () => {
  expect(readConfig({ WEBHOOK_SECRET: `${WEBHOOK_SECRET}, fedcba9876543210` }, "/").secrets).toHaveLength(2);
});

it.each([
  [{}, "WEBHOOK_SECRET is not set"],
  [{ WEBHOOK_SECRET: "short" }, "at least 16 characters"],
  [{ WEBHOOK_SECRET, PORT: "eight" }, "PORT must be a port number"],
  [{ WEBHOOK_SECRET, REDIS_URL: "http://127.0.0.1" }, "REDIS_URL must be a redis:// address"],
  [{ WEBHOOK_SECRET, LOCAL_ISSUER: "me" }, "LOCAL_ISSUER must have the form of an address"],
  [{ WEBHOOK_SECRET, RENDER_PROCESSES: "many" }, "RENDER_PROCESSES must be a number"],
  [{ WEBHOOK_SECRET, STORAGE: "s3://bucket" }, "STORAGE must be a folder"],
])("refuses %j in one sentence", (environment, sentence) => {
  const read = () => readConfig(environment, "/");
  expect(read).toThrow(ConfigurationError);
  expect(read).toThrow(sentence);
});
