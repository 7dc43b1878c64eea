// The deployment's environment variables: what a change of them may be, in Convex's words.
import type { Deployment } from "../functions/deployment.ts";
import { checkChange } from "../push/appDefinition.ts";
import type { Push } from "../push/push.ts";
import { HttpError } from "./httpError.ts";

type Change = { name: string; value: string | null };

const maxNameBytes = 256;
const maxValueBytes = 8 * 1024;
const maxVariables = 512;
const maxTotalBytes = 512 * 1024;
const builtIn = new Set(["CONVEX_CLOUD_URL", "CONVEX_SITE_URL"]);

/** All changes or none; a value null deletes. Refused where auth.config could not be read any more. */
export async function changeEnvironment(deployment: Deployment, push: Push, changes: unknown): Promise<void> {
  const wanted = readChanges(changes);
  for (;;) {
    const { environment, code } = deployment;
    const changed = withChanges(environment, wanted);
    checkChange(code.app ?? {}, new Map(wanted.map(({ name, value }) => [name, value])));
    const providers = await push.providersWith(changed);
    // What came meanwhile is kept: this change is made again, on top of it.
    if (deployment.environment !== environment || deployment.code !== code) continue;
    deployment.setEnvironment(changed, providers);
    return;
  }
}

function withChanges(environment: ReadonlyMap<string, string>, changes: Change[]): Map<string, string> {
  const changed = new Map(environment);
  for (const { name, value } of changes) {
    if (value === null) changed.delete(name);
    else changed.set(name, value);
  }
  if (changed.size > maxVariables) {
    throw new HttpError(400, "EnvVarLimitMet", `The environment variable limit (${maxVariables}) has been met.`);
  }
  const total = [...changed].reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (total > maxTotalBytes) {
    throw new HttpError(
      400,
      "EnvVarTotalSizeLimitMet",
      `The total size of all environment variables (${total} bytes) exceeds the limit (${maxTotalBytes} bytes).`,
    );
  }
  return changed;
}

function readChanges(changes: unknown): Change[] {
  if (!Array.isArray(changes)) throw new HttpError(400, "BadJsonBody", "`changes` must be a list of {name, value}.");
  return changes.map((change: unknown) => {
    const { name, value = null } = Object(change) as { name?: unknown; value?: unknown };
    if (typeof name !== "string" || (value !== null && typeof value !== "string")) {
      throw new HttpError(400, "BadJsonBody", "A change must have a name and a value, which are texts; null deletes.");
    }
    checkName(name);
    if (value !== null) checkSetting(name, value);
    return { name, value };
  });
}

function checkName(name: string): void {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
    throw new HttpError(
      400,
      "EnvironmentVariableNameInvalid",
      `The environment variable name ${name} is invalid. Environment variable names must begin with a letter and may only include characters a-z, A-Z, 0-9, and underscores.`,
    );
  }
  if (Buffer.byteLength(name) > maxNameBytes) {
    throw new HttpError(
      400,
      "EnvironmentVariableNameTooLong",
      `The environment variable name ${name} is too long. Environment variable names must be less than ${maxNameBytes}.`,
    );
  }
}

function checkSetting(name: string, value: string): void {
  const bytes = Buffer.byteLength(value);
  if (bytes > maxValueBytes) {
    throw new HttpError(
      400,
      "EnvironmentVariableValueTooLarge",
      `The environment variable value is ${bytes} bytes, which is too large. (max size: ${maxValueBytes})`,
    );
  }
  if (builtIn.has(name)) {
    throw new HttpError(
      400,
      "EnvVarNameForbidden",
      `Environment variable with name "${name}" is built-in and cannot be overridden`,
    );
  }
}
