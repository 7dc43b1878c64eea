import type { Deployment } from "../functions/deployment.ts";
import { HttpError } from "./httpError.ts";

type Change = { name: string; value: string | null };

const maxValueBytes = 8 * 1024;
const reserved = new Set(["CONVEX_CLOUD_URL", "CONVEX_SITE_URL"]);

/** All changes or none; a value null deletes. */
export function changeEnvironment(deployment: Deployment, changes: unknown): void {
  if (!Array.isArray(changes)) throw new HttpError(400, "BadRequest", "`changes` must be a list of {name, value}.");
  const environment = new Map(deployment.environment);
  for (const { name, value } of changes as Change[]) {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,255}$/.test(name)) {
      throw new HttpError(
        400,
        "InvalidEnvVarName",
        `"${name}" is not a name for an environment variable: letters, digits and _, at most 256.`,
      );
    }
    if (reserved.has(name)) throw new HttpError(400, "EnvVarNameForbidden", `${name} is set by the deployment itself.`);
    if (value === null || value === undefined) environment.delete(name);
    else if (Buffer.byteLength(value) > maxValueBytes) {
      throw new HttpError(400, "EnvVarTooLarge", `The value of ${name} is longer than ${maxValueBytes} bytes.`);
    } else environment.set(name, value);
  }
  deployment.setEnvironment(environment);
}
