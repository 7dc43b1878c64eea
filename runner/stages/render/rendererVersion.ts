import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What writes scripts, and tests, have no say in how code looks. */
const silent = /(^|\/)(solver|tests|__pycache__)\//;

/** A hash over everything that decides how a scene's code looks: the Python package and its pinned requirements. */
export async function rendererVersion(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => /\.(py|txt|toml)$/.test(name) && !silent.test(name))
    .sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(`${name}\0`).update(await readFile(join(folder, name)));
  return hash.digest("hex").slice(0, 16);
}
