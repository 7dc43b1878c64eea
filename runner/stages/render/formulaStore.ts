// Formulas that were set before, across scenes, jobs and users: SVGs named by the hash of the TeX that they came from.
// Only this side reads and writes the folder; a scene never sees it, so it can neither spoil it nor look through it.
import { createHash, randomUUID } from "node:crypto";
import { realpathSync, statSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type FormulaStore = {
  /** Holds formats for TeX beside the formulas; made when it is first needed. */
  folder: string;
  fetch(key: string): Promise<Buffer | null>;
  keep(key: string, svg: Buffer): Promise<void>;
};

/** About six thousand formulas. */
const defaultBytes = 64 * 1024 ** 2;
/** Looking through the folder takes longer than setting it in order now and then. */
const keepsBetweenLooks = 64;

export const formulaKey = (tex: string): string => createHash("sha256").update(tex).digest("hex");

/** Bounded: what nobody has asked for longest goes first. Formulas of another TeX installation are not found. */
export function openFormulaStore(root: string, mostBytes = defaultBytes): FormulaStore {
  const folder = join(root, installation());
  const pathOf = (key: string) => join(folder, `${key}.svg`);
  let keeps = 0;
  return {
    folder,
    async fetch(key) {
      try {
        const svg = await readFile(pathOf(key));
        const now = new Date();
        await utimes(pathOf(key), now, now);
        return svg;
      } catch {
        return null;
      }
    },
    async keep(key, svg) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = join(folder, `.incoming-${randomUUID()}`);
      await writeFile(temporary, svg);
      await rename(temporary, pathOf(key));
      if (keeps++ % keepsBetweenLooks === 0) await bound(root, folder, mostBytes);
    },
  };
}

/** What decides how TeX sets a formula beside its text: the programs and the packages there are. */
function installation(): string {
  const hash = createHash("sha256");
  for (const path of ["/usr/bin/latex", "/usr/bin/dvisvgm", "/usr/share/texlive/texmf-dist/ls-R"])
    try {
      const { size, mtimeMs } = statSync(realpathSync(path));
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    } catch {
      hash.update(`${path} is elsewhere\n`);
    }
  return hash.digest("hex").slice(0, 16);
}

async function bound(root: string, folder: string, mostBytes: number): Promise<void> {
  for (const name of await readdir(root))
    if (join(root, name) !== folder) await rm(join(root, name), { recursive: true, force: true });
  const files: { path: string; bytes: number; used: number }[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const facts = entry.isFile() ? await stat(path).catch(() => null) : null;
    if (facts) files.push({ path, bytes: facts.size, used: facts.mtimeMs });
  }
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { path, bytes } of files.sort((left, right) => left.used - right.used)) {
    if (total <= mostBytes) return;
    await rm(path, { force: true });
    total -= bytes;
  }
}
