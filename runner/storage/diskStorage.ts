// Storage in a folder. Files are complete or absent: written under a temporary name, synced, then renamed.
import { createHash, randomUUID } from "node:crypto";
import { constants, createReadStream, createWriteStream, statSync, unlinkSync, utimesSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { PipelineError } from "../../shared/failures.ts";
import { StoredFile } from "../../shared/scene.ts";
import { asDiskFailure } from "./diskFailure.ts";
import type { OpenFile, Storage } from "./storage.ts";

const temporaryPrefix = ".incoming-";

/** Opens the folder and removes what an earlier, interrupted put left in it. */
export async function createDiskStorage(folder: string): Promise<Storage> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder))
    if (name.startsWith(temporaryPrefix)) await rm(join(folder, name), { force: true });

  const pathOf = (key: string): string => {
    if (!StoredFile.shape.key.safeParse(key).success) throw new PipelineError("not_found");
    // Two letters of the hash as a folder keep the folders small.
    return join(folder, key.slice(0, 2), key);
  };

  const storage: Storage = {
    async put(path, extension) {
      const temporary = join(folder, `${temporaryPrefix}${randomUUID()}`);
      try {
        const { hash, bytes } = await copyHashing(path, temporary);
        const key = `${hash}.${extension}`;
        const target = pathOf(key);
        await mkdir(join(folder, key.slice(0, 2)), { recursive: true, mode: 0o700 });
        await rename(temporary, target);
        await syncFolder(join(folder, key.slice(0, 2)));
        return { key, bytes };
      } catch (error) {
        await rm(temporary, { force: true });
        throw asDiskFailure(error, "publish_failed");
      }
    },

    async open(key): Promise<OpenFile> {
      const path = pathOf(key);
      const handle = await openRegular(path);
      if (handle === null) throw new PipelineError("not_found");
      const { size } = await handle.stat();
      await handle.close();
      return {
        path,
        bytes: size,
        stream: (range) => createReadStream(path, range),
      };
    },

    async fetchTo(key, path) {
      const file = await storage.open(key);
      try {
        await pipeline(file.stream(), createWriteStream(path));
      } catch (error) {
        throw asDiskFailure(error, "internal");
      }
    },

    async has(key) {
      try {
        return (await stat(pathOf(key))).isFile();
      } catch (error) {
        if (isMissing(error) || error instanceof PipelineError) return false;
        throw error;
      }
    },

    async renew(key) {
      if (!(await storage.has(key))) return false;
      return onFile(() => {
        utimesSync(pathOf(key), new Date(), new Date());
        return true;
      });
    },

    async *keys() {
      for (const part of await readdir(folder, { withFileTypes: true })) {
        if (!part.isDirectory()) continue;
        for (const name of await readdir(join(folder, part.name)))
          if (StoredFile.shape.key.safeParse(name).success) yield name;
      }
    },

    async removeUnused(key, since) {
      const path = pathOf(key);
      // Without a pause between the look and the deed, so that no renewal comes between them.
      return onFile(() => {
        if (statSync(path).mtimeMs > since) return false;
        unlinkSync(path);
        return true;
      });
    },
  };
  return storage;
}

/** False where the file is not there. */
function onFile(work: () => boolean): boolean {
  try {
    return work();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function copyHashing(from: string, to: string): Promise<{ hash: string; bytes: number }> {
  const source = await openRegular(from);
  if (source === null)
    throw new PipelineError("publish_failed", "A finished file was missing when it was to be stored.");
  const hash = createHash("sha256");
  let bytes = 0;
  const target = await open(to, "wx", 0o600);
  try {
    for await (const chunk of source.createReadStream() as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      await target.writeFile(chunk);
    }
    await target.sync();
  } finally {
    // The source's stream closes it at the end; after a failure it may still be open.
    await source.close();
    await target.close();
  }
  return { hash: hash.digest("hex"), bytes };
}

/**
 * Opens a regular file and nothing else: rendered code could have left a symbolic link to a file of the host in place of
 * its result (Judge0, CVE-2024-28185). Null where there is none.
 */
async function openRegular(path: string) {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
    return null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && ["ENOENT", "ENOTDIR", "ELOOP"].includes(String(error.code));
