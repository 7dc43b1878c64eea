import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { asDiskFailure } from "./diskFailure.ts";
import { createDiskStorage } from "./diskStorage.ts";
import { storageContract } from "./storageContract.ts";

storageContract("a folder", (scratch) => createDiskStorage(join(scratch, "storage")));

it("a folder is cleared of what an interrupted put left", async () => {
  const folder = join(await mkdtemp(join(tmpdir(), "proofreel-storage-")), "storage");
  await mkdir(folder);
  await writeFile(join(folder, ".incoming-1"), "half");
  await createDiskStorage(folder);
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

it("a full disk is told as disk_full, however deep its cause lies", () => {
  const full = Object.assign(new Error("write"), { code: "ENOSPC" });
  expect(asDiskFailure(new Error("outer", { cause: full }), "internal").failure.code).toBe("disk_full");
  expect(asDiskFailure(new Error("other"), "publish_failed").failure.code).toBe("publish_failed");
});
