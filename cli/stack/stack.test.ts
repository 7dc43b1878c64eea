import { existsSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Home, homeOf } from "./home.ts";
import { secretsOf } from "./secrets.ts";
import { startStack } from "./stack.ts";

let home: Home;
beforeEach(async () => {
  home = homeOf({ PROOFREEL_HOME: await mkdtemp(join(tmpdir(), "stack-")) });
});
afterEach(() => rm(home.dir, { recursive: true }));

test("without Redis nothing is started, and one sentence says how to get it", async () => {
  await expect(startStack(home, { PATH: "/nowhere" }, () => undefined, new AbortController().signal)).rejects.toThrow(
    /Redis is missing: install it with `apt-get install redis-server`/,
  );
  expect(existsSync(home.stateFile)).toBe(false);
});

test("secrets are made once, for the owner alone, and a secret from the environment wins", () => {
  const made = secretsOf(home, {});
  expect(statSync(home.secretsFile).mode & 0o777).toBe(0o600);
  expect(secretsOf(home, {})).toEqual(made);
  expect(secretsOf(home, { WEBHOOK_SECRET: "another secret of mine" }).webhookSecret).toBe("another secret of mine");
});
