// What every storage must do; each implementation's test runs this suite.
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "./storage.ts";

export function storageContract(name: string, create: (scratch: string) => Promise<Storage>): void {
  describe(`${name} as storage`, () => {
    let scratch: string;
    let storage: Storage;
    const content = "a clip, or so";
    const absent = `${"0".repeat(64)}.mp4`;

    beforeEach(async () => {
      scratch = await mkdtemp(join(tmpdir(), "proofreel-storage-"));
      storage = await create(scratch);
      await writeFile(join(scratch, "clip"), content);
    });
    afterEach(() => rm(scratch, { recursive: true }));

    it("keeps a file under the hash of its content", async () => {
      const hash = createHash("sha256").update(content).digest("hex");
      expect(await storage.put(join(scratch, "clip"), "mp4")).toEqual({ key: `${hash}.mp4`, bytes: content.length });
      expect(await storage.has(`${hash}.mp4`)).toBe(true);
    });

    it("gives the same key for the same content put twice at once", async () => {
      const [first, second] = await Promise.all([
        storage.put(join(scratch, "clip"), "mp4"),
        storage.put(join(scratch, "clip"), "mp4"),
      ]);
      expect(first).toEqual(second);
    });

    it("streams the whole content and a range with both ends", async () => {
      const { key } = await storage.put(join(scratch, "clip"), "mp4");
      const file = await storage.open(key);
      expect(file.bytes).toBe(content.length);
      expect(await text(file.stream())).toBe(content);
      expect(await text(file.stream({ start: 2, end: 5 }))).toBe("clip");
    });

    it("fetches a file to a path", async () => {
      const { key } = await storage.put(join(scratch, "clip"), "mp4");
      await storage.fetchTo(key, join(scratch, "fetched"));
      expect(await readFile(join(scratch, "fetched"), "utf8")).toBe(content);
    });

    it("says not_found for what is absent and for what is no key", async () => {
      for (const key of [absent, "../../etc/passwd", "", `${"0".repeat(64)}.mp4/..`]) {
        await expect(storage.open(key)).rejects.toMatchObject({ failure: { code: "not_found" } });
        expect(await storage.has(key)).toBe(false);
      }
    });

    it("removes a file that nobody has used since a time, and says whether it did", async () => {
      const { key } = await storage.put(join(scratch, "clip"), "mp4");
      expect(await storage.removeUnused(key, Date.now() - 60_000)).toBe(false);
      expect(await storage.has(key)).toBe(true);
      expect(await storage.removeUnused(key, Date.now() + 60_000)).toBe(true);
      expect(await storage.has(key)).toBe(false);
      expect(await storage.removeUnused(key, Date.now() + 60_000)).toBe(false);
    });

    it("counts a file that is renewed, or put once more, as used then", async () => {
      const { key } = await storage.put(join(scratch, "clip"), "mp4");
      for (const use of [() => storage.renew(key), () => storage.put(join(scratch, "clip"), "mp4")]) {
        await setTimeout(20);
        const before = Date.now() - 10;
        expect(await use()).toBeTruthy();
        expect(await storage.removeUnused(key, before)).toBe(false);
      }
      expect(await storage.renew(absent)).toBe(false);
    });

    it("lists every key and nothing else", async () => {
      await writeFile(join(scratch, "other"), "something else");
      const put = [await storage.put(join(scratch, "clip"), "mp4"), await storage.put(join(scratch, "other"), "wav")];
      const listed = await Array.fromAsync(storage.keys());
      expect(listed.sort()).toEqual(put.map(({ key }) => key).sort());
    });

    it("refuses to store what a symbolic link points to", async () => {
      await symlink("/etc/hostname", join(scratch, "planted"));
      await expect(storage.put(join(scratch, "planted"), "mp4")).rejects.toMatchObject({
        failure: { code: "publish_failed" },
      });
    });
  });
}
