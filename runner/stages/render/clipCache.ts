// Clips that were rendered before, by the hash of all that decides how they look. Complete or absent: written under
// another name, then renamed; read back only when size and hash are what they were. Several commands may use one folder.
import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ClipPart } from "./messages.ts";
import type { KeptParts } from "./renderRequest.ts";

const KeptClip = z.object({
  file: z.string().regex(/^[0-9a-f]{64}\.(mp4|png)$/),
  bytes: z.int().positive(),
  sha256: z.string(),
  durationMs: z.number().nonnegative(),
  frames: z.int().nonnegative(),
  warnings: z.array(z.string()),
  notes: z.record(z.string(), z.json()),
  parts: z.array(ClipPart).optional(),
});

/** `notes`: what else is told of a clip, given back as it was; `parts`: what it is made of, where that is known. */
export type CachedClip = Pick<z.infer<typeof KeptClip>, "durationMs" | "frames" | "warnings" | "notes" | "parts"> & {
  kind: "mp4" | "png";
};

export type ClipCache = {
  /** Puts the clip of this hash at `target` and tells what it is; null where there is none. */
  fetch(hash: string, target: string): Promise<CachedClip | null>;
  /** `lineage`: of the scene, whatever becomes of its code. */
  keep(hash: string, path: string, clip: CachedClip, lineage?: string): Promise<void>;
  /** Puts the clip that was kept last of this lineage at `target`; null where there is none that has parts. */
  fetchBefore(lineage: string, target: string): Promise<KeptParts | null>;
};

/** Some hours of lessons in full HD. */
const defaultBytes = 2 * 1024 ** 3;
/** What a command that was killed left behind is nobody's after this time. */
const leftOverMs = 60 * 60 * 1000;
/** Of a file that names the clip which a scene had last. */
const lastEnding = ".last";

/** Bounded: the clips that nobody has asked for longest go first. */
export function openClipCache(folder: string, mostBytes = defaultBytes): ClipCache {
  const fetch: ClipCache["fetch"] = async (hash, target) => {
    const kept = await readKept(folder, hash);
    if (kept === null) return null;
    const { file, bytes, sha256, ...clip } = kept;
    // On file systems that can, the copy shares its blocks with the original.
    const copied = await copyFile(join(folder, file), target, constants.COPYFILE_FICLONE).then(
      async () => (await stat(target)).size === bytes && (await sha256Of(target)) === sha256,
      () => false,
    );
    if (!copied) {
      await remove(folder, hash);
      await rm(target, { force: true });
      return null;
    }
    const now = new Date();
    await utimes(join(folder, `${hash}.json`), now, now).catch(() => undefined);
    return { ...clip, kind: file.endsWith(".png") ? "png" : "mp4" };
  };
  return {
    fetch,

    async keep(hash, path, { kind, ...clip }, lineage) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = `${hash}.${kind}`;
      const temporary = join(folder, `.incoming-${randomUUID()}`);
      try {
        await copyFile(path, temporary, constants.COPYFILE_FICLONE);
        const kept = { ...clip, file, bytes: (await stat(temporary)).size, sha256: await sha256Of(temporary) };
        await rename(temporary, join(folder, file));
        await writeFile(temporary, JSON.stringify(kept));
        await rename(temporary, join(folder, `${hash}.json`));
        if (lineage !== undefined) {
          await writeFile(temporary, hash);
          await rename(temporary, join(folder, `${lineage}${lastEnding}`));
        }
        await bound(folder, mostBytes);
      } finally {
        await rm(temporary, { force: true });
      }
    },

    async fetchBefore(lineage, target) {
      const hash = await lastOf(folder, `${lineage}${lastEnding}`);
      const clip = hash === null ? null : await fetch(hash, target);
      if (clip?.kind !== "mp4" || !clip.parts?.length) return null;
      return { path: target, parts: clip.parts };
    },
  };
}

async function readKept(folder: string, hash: string): Promise<z.infer<typeof KeptClip> | null> {
  try {
    return KeptClip.parse(JSON.parse(await readFile(join(folder, `${hash}.json`), "utf8")));
  } catch {
    // Absent, or damaged, which is the same to whoever asks.
    return null;
  }
}

async function bound(folder: string, mostBytes: number): Promise<void> {
  const entries: { hash: string; bytes: number; used: number }[] = [];
  for (const name of await readdir(folder)) {
    const facts = await stat(join(folder, name)).catch(() => null);
    if (name.startsWith(".incoming-") && facts && facts.mtimeMs < Date.now() - leftOverMs)
      await rm(join(folder, name), { force: true });
    if (name.endsWith(lastEnding) && facts) {
      const last = await lastOf(folder, name);
      if (last === null || (await readKept(folder, last)) === null) await rm(join(folder, name), { force: true });
    }
    if (!facts || !name.endsWith(".json")) continue;
    const hash = name.slice(0, -".json".length);
    entries.push({ hash, bytes: (await readKept(folder, hash))?.bytes ?? 0, used: facts.mtimeMs });
  }
  let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { hash, bytes } of entries.sort((left, right) => left.used - right.used)) {
    if (total <= mostBytes) return;
    await remove(folder, hash);
    total -= bytes;
  }
}

/** The hash of the clip that such a file names. */
async function lastOf(folder: string, name: string): Promise<string | null> {
  const hash = await readFile(join(folder, name), "utf8").catch(() => "");
  return /^[0-9a-f]{64}$/.test(hash) ? hash : null;
}

async function remove(folder: string, hash: string): Promise<void> {
  for (const ending of ["json", "mp4", "png"]) await rm(join(folder, `${hash}.${ending}`), { force: true });
}

const sha256Of = async (path: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
