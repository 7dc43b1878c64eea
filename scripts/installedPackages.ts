// Exits 0 when node_modules holds what package-lock.json asks for, so that set-up need not install it again.
import { existsSync, readFileSync } from "node:fs";

type Lock = { packages: Record<string, { version?: string; optional?: boolean; link?: boolean }> };

function read(path: string): Lock | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Lock) : null;
}

const wanted = read("package-lock.json");
const installed = read("node_modules/.package-lock.json");
const complete =
  wanted !== null &&
  installed !== null &&
  Object.entries(wanted.packages).every(
    ([path, { version, optional, link }]) =>
      !path.startsWith("node_modules/") ||
      optional === true ||
      link === true ||
      (installed.packages[path]?.version === version && existsSync(path)),
  );
process.exit(complete ? 0 : 1);
