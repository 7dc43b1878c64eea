// Puts the functions of convex/ and their environment into a deployment, by the official CLI, when something changed.
import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { Environment } from "./home.ts";

export type Deployment = {
  url: string;
  adminKey: string;
  root: string /** Remembers the last push. */;
  memory: string;
};

/** Returns whether a push was needed. */
export async function push(
  deployment: Deployment,
  variables: Record<string, string>,
  environment: Environment,
  signal?: AbortSignal,
): Promise<boolean> {
  const fingerprint = fingerprintOf(deployment.root, deployment.url, variables);
  if (remembered(deployment.memory) === fingerprint) return false;
  // auth.config.ts is evaluated with the environment while it is pushed, so the environment comes first.
  await setVariables(deployment, variables);
  await pushFunctions(deployment, environment, signal);
  mkdirSync(dirname(deployment.memory), { recursive: true });
  writeFileSync(deployment.memory, fingerprint);
  return true;
}

async function setVariables({ url, adminKey }: Deployment, variables: Record<string, string>): Promise<void> {
  // The call that `npx convex env set` makes, without the second it takes to start.
  const response = await fetch(`${url}/api/update_environment_variables`, {
    method: "POST",
    headers: { authorization: `Convex ${adminKey}`, "content-type": "application/json" },
    // A change without a value takes the variable away.
    body: JSON.stringify({
      changes: Object.entries(variables).map(([name, value]) => (value ? { name, value } : { name })),
    }),
  }).catch((cause: unknown) => {
    throw new Error(`Convex can't be reached at ${url}: is that address right, and does it run?`, { cause });
  });
  if (!response.ok) throw new Error(`Convex refused its environment (${response.status}): ${await response.text()}`);
}

async function pushFunctions(
  { url, adminKey, root }: Deployment,
  environment: Environment,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { CONVEX_DEPLOYMENT: _, CONVEX_DEPLOY_KEY: __, ...rest } = environment;
  const cli = join(root, "node_modules/convex/bin/main.js");
  // Generated code is kept in the repository: pushing must not touch a clone.
  const args = ["dev", "--once", "--typecheck", "disable", "--tail-logs", "disable", "--codegen", "disable"];
  const result = await execa(process.execPath, [cli, ...args], {
    cwd: root,
    // CI: a CLI that may ask and report stays alive after a failure where there is no internet.
    env: { ...rest, CI: "1", CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey } as NodeJS.ProcessEnv,
    extendEnv: false,
    all: true,
    stdin: "ignore",
    reject: false,
    timeout: 120_000,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  if (result.exitCode !== 0)
    throw new Error(`The functions could not be pushed to Convex:\n${(result.all ?? "").slice(-2000)}`);
}

function fingerprintOf(root: string, url: string, variables: Record<string, string>): string {
  const hash = createHash("sha256").update(JSON.stringify([url, variables]));
  const files = globSync(["convex/**/*.ts", "convex/*.json", "shared/*.ts"], { cwd: root })
    .filter((path) => !path.endsWith(".test.ts") && !path.includes("_generated"))
    .sort();
  for (const path of [...files, "package-lock.json"]) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

function remembered(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
