// Puts convex/ and its environment into a self-hosted deployment: what ./proofreel start does, for containers.
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { convexEnvironment } from "../cli/stack/convexEnvironment.ts";
import { push } from "../cli/stack/push.ts";

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    console.error(`${name} is not set: see env.example.`);
    process.exit(2);
  }
  return value;
}

const { ADMIN_KEY_FILE: keyFile } = process.env;
const adminKey = keyFile ? readFileSync(keyFile, "utf8").trim() : required("CONVEX_SELF_HOSTED_ADMIN_KEY");
const root = resolve(import.meta.dirname, "..");
try {
  await push(
    { url: required("CONVEX_URL"), adminKey, root, memory: join(tmpdir(), "proofreel-pushed") },
    convexEnvironment(process.env, {
      webhookSecret: required("WEBHOOK_SECRET"),
      runnerUrl: required("RUNNER_URL"),
    }),
    process.env,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
console.log("The functions are in place.");
