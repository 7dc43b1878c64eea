import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFolder, tryLock } from "./folderLock.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Another process that holds the lock until it is ended. */
async function holder() {
  const code = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, "folderLock.ts"))};
    lockFolder(process.argv[1], "runner");
    console.log("held");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

test("a second program is refused with the first one's process id, and kill -9 frees the folder", async () => {
  const child = await holder();
  expect(() => lockFolder(folder, "runner")).toThrow(
    `A runner already works in ${folder} (process ${child.pid}): end that one first, or use another folder.`,
  );
  child.kill("SIGKILL");
  await once(child, "exit");
  lockFolder(folder, "runner").release();
});

test("a released lock is free again, and locks of other names are apart", () => {
  const lock = lockFolder(folder, "runner");
  expect(tryLock(folder, "runner")).toEqual({ heldBy: process.pid });
  lockFolder(folder, "stack").release();
  lock.release();
  lockFolder(folder, "runner").release();
});
