// Puts convex/ and its environment into a self-hosted deployment: what ./proofreel start does, for containers.
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { push } from "../cli/stack/push.ts";

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    console.error(`${name} is not set: see env.example.`);
    process.exit(2);
  }
  return value;
}

const runnerUrl = required("RUNNER_URL");
const clerk = process.env.CLERK_JWT_ISSUER_DOMAIN;
await push(
  {
    url: required("CONVEX_URL"),
    adminKey: required("CONVEX_SELF_HOSTED_ADMIN_KEY"),
    root: resolve(import.meta.dirname, ".."),
    memory: join(tmpdir(), "proofreel-pushed"),
  },
  {
    WEBHOOK_SECRET: required("WEBHOOK_SECRET"),
    RUNNER_URL: runnerUrl,
    LOCAL_ISSUER: runnerUrl,
    ...(clerk ? { CLERK_JWT_ISSUER_DOMAIN: clerk } : {}),
  },
  process.env,
);
console.log("The functions are in place.");
