import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Keeper, keep, type Part } from "./keeper.ts";
import { answers } from "./parts.ts";
import { freePort } from "./ports.ts";
import { runs } from "./processes.ts";

let folder: string;
let kept: Keeper | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keeper-"));
});
afterEach(async () => {
  await kept?.stop();
  await rm(folder, { recursive: true });
});

async function part(code: string): Promise<Part> {
  const port = await freePort(0);
  return {
    name: "thing",
    port,
    command: process.execPath,
    args: ["-e", code, String(port)],
    cwd: folder,
    environment: process.env,
    logFile: join(folder, "thing.log"),
    isReady: () => answers(`http://127.0.0.1:${port}/`),
    stopWithinMs: 300,
  };
}

const server = `require("node:http").createServer((_, response) => response.end("ok")).listen(Number(process.argv[1]));`;

test("starts a program again when it is killed, on the same port", async () => {
  let again: () => void = () => undefined;
  const restarted = new Promise<void>((resolve) => {
    again = resolve;
  });
  kept = keep(await part(server), () => {
    if (kept && kept.restarts() === 1 && kept.mark()) again();
  });
  await kept.whenReady(10_000);
  const first = kept.mark();
  expect(first).not.toBeNull();
  process.kill(first?.pid ?? 0, "SIGKILL");
  await restarted;
  await kept.whenReady(10_000);
  expect(kept.mark()?.pid).not.toBe(first?.pid);
});

test("kills a program that ignores SIGTERM, with its children", async () => {
  const stubborn = `
    process.on("SIGTERM", () => {});
    const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    console.log(child.pid);
    ${server}`;
  kept = keep(await part(stubborn), () => undefined);
  await kept.whenReady(10_000);
  const mark = kept.mark();
  const child = Number((await readFile(join(folder, "thing.log"), "utf8")).trim());
  await kept.stop();
  expect(mark && runs(mark)).toBe(false);
  expect(() => process.kill(child, 0)).toThrow("ESRCH");
});

test("a program that keeps ending is given up with the last thing it said", async () => {
  kept = keep(await part(`console.error("no such setting"); process.exit(1);`), () => undefined);
  await expect(kept.whenReady(20_000)).rejects.toThrow(/thing does not start: no such setting/);
});

test("a port that somebody else holds does not count as ready", async () => {
  const other = createServer((socket) => socket.destroy());
  const made = await part("setInterval(() => {}, 1000)");
  await new Promise<void>((resolve) => other.listen(made.port, "127.0.0.1", resolve));
  kept = keep(made, () => undefined);
  await expect(kept.whenReady(300)).rejects.toThrow(/does not start/);
  other.close();
});
