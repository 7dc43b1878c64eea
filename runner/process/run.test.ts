import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ProcessError, run } from "./run.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofreel-run-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const failureOf = async (ending: Promise<unknown>): Promise<ProcessError> => {
  const error = await ending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProcessError)) throw new Error(`expected a ProcessError, not ${String(error)}`);
  return error;
};

/** Resolves when the process has ended, whether or not somebody has collected it yet. */
const gone = async (pid: number): Promise<void> => {
  const state = async () => (await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z")).split(") ")[1]?.[0];
  await expect.poll(state, { timeout: 5000, interval: 20 }).toBe("Z");
};

test("gives what a program prints", async () => {
  const { stdout, stderr } = await run("sh", ["-c", "cat; echo aside >&2"], { input: "given", timeoutMs: 5000 });
  expect(stdout).toBe("given");
  expect(stderr).toBe("aside\n");
});

test("a failing program's error tells its exit code and its last words", async () => {
  const error = await failureOf(run("sh", ["-c", "echo first >&2; echo why >&2; exit 3"], { timeoutMs: 5000 }));
  expect(error.exitCode).toBe(3);
  expect(error.message).toBe("sh ended with 3: why");
  expect(error.stderrTail).toContain("first");
});

test("a program that is not there is told from one that fails", async () => {
  const error = await failureOf(run("/nowhere/program", [], { timeoutMs: 5000 }));
  expect(error.exitCode).toBeNull();
  expect(error.message).toContain("could not be started");
});

test("a program that hangs is ended with its children when its time is over", async () => {
  const pidFile = join(folder, "child");
  const script = `sleep 60 & echo $! > ${pidFile}; wait`;
  const error = await failureOf(run("sh", ["-c", script], { timeoutMs: 300 }));
  expect(error.timedOut).toBe(true);
  await gone(Number(await readFile(pidFile, "utf8")));
});

test("a program that ended in time has, though its caller was frozen past it", async () => {
  const running = run("sh", ["-c", "echo done"], { timeoutMs: 200 });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  expect((await running).stdout).toBe("done\n");
});

test("a child that outlives its parent and holds the pipe does not hold the caller", async () => {
  const { stdout } = await run("sh", ["-c", "sleep 60 & echo done"], { timeoutMs: 10_000 });
  expect(stdout).toBe("done\n");
});

test("a cancel ends the program, also one that came before the start", async () => {
  const controller = new AbortController();
  const running = failureOf(run("sleep", ["60"], { timeoutMs: 60_000, signal: controller.signal }));
  controller.abort();
  expect((await running).canceled).toBe(true);
  const late = await failureOf(run("sleep", ["60"], { timeoutMs: 60_000, signal: controller.signal }));
  expect(late.canceled).toBe(true);
});

test("output without end is ended, errors without end are kept to their tail", async () => {
  const flood = await failureOf(run("yes", [], { timeoutMs: 10_000, maxOutputBytes: 100_000 }));
  expect(flood.outputTooLong).toBe(true);
  const { stderr } = await run("sh", ["-c", "yes | head -c 300000 >&2; echo last >&2"], { timeoutMs: 10_000 });
  expect(stderr.length).toBeLessThanOrEqual(64 * 1024);
  expect(stderr.endsWith("last\n")).toBe(true);
});

test("a program that ends without reading its input is no error", async () => {
  await expect(run("true", [], { input: "x".repeat(1_000_000), timeoutMs: 5000 })).resolves.toBeDefined();
});
