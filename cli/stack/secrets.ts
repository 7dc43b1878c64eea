// Secrets that nobody set: made on first start, kept for the owner's eyes only.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Environment, Home } from "./home.ts";

const Secrets = z.object({
  webhookSecret: z.string().min(16),
  /** The account with which this machine's command line signs in at the runner. */
  account: z.object({ email: z.string(), password: z.string() }),
});
export type Secrets = z.infer<typeof Secrets>;

export function secretsOf(home: Home, environment: Environment): Secrets {
  const kept = readOrMake(home);
  return environment.WEBHOOK_SECRET ? { ...kept, webhookSecret: environment.WEBHOOK_SECRET } : kept;
}

function readOrMake(home: Home): Secrets {
  if (existsSync(home.secretsFile)) {
    chmodSync(home.secretsFile, 0o600);
    return Secrets.parse(JSON.parse(readFileSync(home.secretsFile, "utf8")));
  }
  const made: Secrets = {
    webhookSecret: randomBytes(32).toString("hex"),
    account: { email: "me@proofreel.local", password: randomBytes(24).toString("base64url") },
  };
  mkdirSync(dirname(home.secretsFile), { recursive: true });
  const temporary = `${home.secretsFile}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, home.secretsFile);
  return made;
}
