import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSandboxRecord } from "./sandboxRecord.ts";

let folder: string;
let file: string;
let python: string;
const held = () => openSandboxRecord(file, python).held;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofreel-record-"));
  file = join(folder, "data", "sandboxHeld");
  python = join(folder, "python");
  await writeFile(python, "one");
});
afterEach(() => rm(folder, { recursive: true }));

// Where there is no sandbox, nothing is noted of it.
describe.runIf(existsSync("/usr/bin/bwrap") && existsSync("/usr/bin/setpriv"))("with the sandbox's programs", () => {
  beforeEach(() => openSandboxRecord(file, python).keep());

  test("what was noted is believed", () => {
    expect(held()).toBe(true);
  });

  test("a program that changed is tried again, whatever its times say", async () => {
    const long = new Date(2020, 1, 1);
    await writeFile(python, "two");
    await utimes(python, long, long);
    expect(held()).toBe(false);
  });

  test("another Python is tried by itself", async () => {
    python = join(folder, "other");
    await writeFile(python, "one");
    expect(held()).toBe(false);
  });

  test("a note is worth nothing after a day, nor one from tomorrow", async () => {
    const hour = 60 * 60 * 1000;
    for (const [hours, believed] of [
      [-23, true],
      [-25, false],
      [2, false],
    ] as const) {
      const then = new Date(Date.now() + hours * hour);
      await utimes(file, then, then);
      expect([hours, held()]).toEqual([hours, believed]);
    }
  });

  test("a note that others can read or write is none", async () => {
    await chmod(file, 0o666);
    expect(held()).toBe(false);
  });

  test("another note than ours is none", async () => {
    await writeFile(file, `${await readFile(file, "utf8")} `);
    expect(held()).toBe(false);
  });
});

test("where something can't be found out, it is tried each time", () => {
  python = join(folder, "nowhere");
  openSandboxRecord(file, python).keep();
  expect(held()).toBe(false);
});

test("nothing is believed that was never noted", () => {
  expect(held()).toBe(false);
});
