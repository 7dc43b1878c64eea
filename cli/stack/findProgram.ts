import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Environment } from "./home.ts";

/** The path of a program in PATH, or null. */
export function findProgram(name: string, environment: Environment): string | null {
  for (const folder of (environment.PATH ?? "").split(delimiter).filter(Boolean)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
