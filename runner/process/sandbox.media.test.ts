// Real programs in a real sandbox; what each would do outside, it must not do inside.
import { existsSync } from "node:fs";
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cgroupSupport, createCgroup } from "./cgroup.ts";
import { ProcessError, run } from "./run.ts";
import { runsAsRoot, type SandboxLimits, sandboxed, takeSandboxUser } from "./sandbox.ts";
import { sandboxSelfTest } from "./sandboxSelfTest.ts";

let folder: string;
let scratch: string;
const user = takeSandboxUser();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofreel-sandbox-"));
  scratch = join(folder, "scratch");
  await mkdir(scratch);
  if (runsAsRoot()) await chown(scratch, user, user);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inside = async (script: string, limits: Partial<SandboxLimits> = {}, readable: string[] = []) => {
  const access = { readable, writable: [scratch], cwd: scratch, limits, user };
  const { command, args, env } = sandboxed("/bin/bash", ["--norc", "-c", script], access);
  return (await run(command, args, { env, timeoutMs: 20_000 })).stdout.trim();
};

test("its own self-test finds no way out", async () => {
  expect(await sandboxSelfTest()).toMatchObject({ holds: true, problems: [] });
});

test("the self-test holds where the project lies in somebody's home", async () => {
  const scratchDir = await mkdtemp(join(homedir(), ".proofreel-sandbox-"));
  try {
    expect(await sandboxSelfTest({ scratchDir })).toMatchObject({ holds: true, problems: [] });
  } finally {
    await rm(scratchDir, { recursive: true });
  }
});

test("the self-test does not hold where its program can't run", async () => {
  const { holds, problems } = await sandboxSelfTest({ python: "/nowhere/bin/python", scratchDir: folder });
  expect(holds).toBe(false);
  expect(problems).toHaveLength(1);
});

describe("files", () => {
  test("what it writes into its scratch folder is there afterwards", async () => {
    await inside("echo kept > result");
    expect(await readFile(join(scratch, "result"), "utf8")).toBe("kept\n");
  });

  test("it reads what it is given and can't change it", async () => {
    const given = join(folder, "given");
    await mkdir(given);
    await writeFile(join(given, "file"), "content");
    expect(await inside(`cat ${given}/file; echo x 2>&1 >> ${given}/file || echo refused`, {}, [given])).toContain(
      "content",
    );
    expect(await readFile(join(given, "file"), "utf8")).toBe("content");
  });

  test("a file beside its folder, the home folder and the system's users don't exist", async () => {
    await writeFile(join(folder, "secret"), "secret");
    expect(
      await inside(`cat ${folder}/secret /etc/passwd /etc/shadow ${process.env.HOME}/.bashrc 2>/dev/null; echo end`),
    ).toBe("end");
  });

  test("a file larger than allowed is cut off", async () => {
    await inside("head -c 3000000 /dev/zero > large; true", { fileBytes: 1_000_000 });
    expect((await readFile(join(scratch, "large"))).length).toBe(1_000_000);
  });
});

test("the runner's environment stays outside", async () => {
  process.env.PROOFREEL_TEST_SECRET = "canary";
  const seen = await inside("env; cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n'");
  delete process.env.PROOFREEL_TEST_SECRET;
  expect(seen).not.toContain("canary");
  expect(seen).toContain("PATH=/usr/bin:/bin");
});

test("a port of this machine can't be reached", async () => {
  let visits = 0;
  const server = createServer(() => visits++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  expect(await inside(`(exec 9<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null && echo reached || echo refused`)).toBe(
    "refused",
  );
  server.close();
  expect(visits).toBe(0);
});

test("processes can't be started without end, and all of them end with it", async () => {
  const bomb =
    "my $n = 0; while (defined(my $pid = fork)) { if (!$pid) { sleep 60; exit } $n++; last if $n > 500 } print $n";
  const started = Number(await inside(`perl -e '${bomb}'`, { processes: 24 }));
  expect(started).toBeGreaterThan(0);
  expect(started).toBeLessThan(24);
});

test("memory beyond the limit is not given", async () => {
  const grab = 'my $x = "x" x (400 * 1024 * 1024); print length $x';
  await expect(inside(`perl -e '${grab}'`, { memoryBytes: 128 * 1024 ** 2 })).rejects.toBeInstanceOf(ProcessError);
});

describe.runIf(cgroupSupport() !== null)("where there are control groups", () => {
  const inGroup = async (script: string) => {
    const cgroup = createCgroup({ memoryBytes: 96 * 1024 ** 2, processes: 24 });
    const access = { readable: [], writable: [scratch], cwd: scratch, user, cgroup };
    const { command, args, env } = sandboxed("/bin/bash", ["--norc", "-c", script], access);
    try {
      const { stdout } = await run(command, args, { env, timeoutMs: 20_000 });
      return { printed: stdout.trim(), ranOut: cgroup?.ranOutOfMemory() };
    } finally {
      cgroup?.remove();
    }
  };

  test("memory is counted of all processes together, and who wants more is ended and told so", async () => {
    const part = 'my $x = "x" x (24 * 1024 * 1024); sleep 5';
    const many = `for i in 1 2 3 4 5 6; do perl -e '${part}' & done; wait -n; echo $?; kill $(jobs -p)`;
    expect(await inGroup(many)).toEqual({ printed: "137", ranOut: true });
    expect(await inGroup("perl -e 'print 1'")).toEqual({ printed: "1", ranOut: false });
  });

  test("processes are counted whatever limit each has", async () => {
    const bomb = "my $n = 0; while (defined(my $pid = fork)) { if (!$pid) { sleep 9; exit } $n++ } print $n; kill 9, 0";
    const { printed } = await inGroup(`setsid perl -e '${bomb}' & wait; true`);
    expect(Number(printed)).toBeLessThan(24);
  });

  test("a group goes with its sandbox", async () => {
    const cgroup = createCgroup({ memoryBytes: 96 * 1024 ** 2, processes: 24 });
    expect(cgroup?.entrances.every((file) => existsSync(file))).toBe(true);
    cgroup?.remove();
    expect(cgroup?.entrances.filter((file) => existsSync(file))).toEqual([]);
  });

  test("nothing is started where its group can't be entered", async () => {
    const entrances = [join(folder, "nowhere", "cgroup.procs")];
    const gone = { entrances, ranOutOfMemory: () => false, remove: () => undefined };
    const { command, args, env } = sandboxed("/bin/echo", ["started"], { readable: [], writable: [], cgroup: gone });
    await expect(run(command, args, { env, timeoutMs: 5000 })).rejects.toMatchObject({ exitCode: 125 });
  });
});

test("processor time beyond the limit ends it", async () => {
  const error: unknown = await inside("while :; do :; done", { cpuSeconds: 1 }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProcessError);
});

test("when its time is over nothing of it is left, not even what made itself a session", async () => {
  const access = { readable: [], writable: [scratch], cwd: scratch, user };
  const { command, args, env } = sandboxed(
    "/bin/bash",
    ["--norc", "-c", "setsid sleep 4242 & setsid sleep 4242"],
    access,
  );
  await expect(run(command, args, { env, timeoutMs: 400 })).rejects.toMatchObject({ timedOut: true });
  const left = () => run("sh", ["-c", "pgrep -fx 'sleep 4242' || true"], { timeoutMs: 5000 });
  await expect.poll(async () => (await left()).stdout, { timeout: 5000 }).toBe("");
});
