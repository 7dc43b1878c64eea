// A machine that lacks something: a busy port, no Redis, no espeak-ng. Each is said in one sentence.
import { mkdir, readdir, symlink } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTestHome, runningStack, type Said, type TestHome, type TestStack } from "./testStack.ts";

/** Somebody else's program on this port of 127.0.0.1 (0: any); null where one holds it already. */
function occupy(port: number): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function portOf(server: Server | null): number {
  const address = server?.address();
  if (typeof address !== "object" || !address) throw new Error("The test's server does not listen.");
  return address.port;
}

/** A PATH with every program of this machine's but one. */
async function pathWithout(program: string, folder: string): Promise<string> {
  await mkdir(folder);
  const seen = new Set([program]);
  for (const from of (process.env.PATH ?? "").split(delimiter).filter(Boolean)) {
    const names = await readdir(from).catch(() => []);
    for (const name of names) {
      if (seen.has(name)) continue;
      seen.add(name);
      await symlink(join(from, name), join(folder, name));
    }
  }
  return folder;
}

const lastLine = ({ stderr }: Said): string => stderr.trimEnd().split("\n").at(-1) ?? "";

describe("a stack that finds every port taken, on a machine without espeak-ng", () => {
  const taken: (Server | null)[] = [];
  let stack: TestStack;
  beforeAll(async () => {
    for (const port of [3210, 3211, 8000, 6379]) taken.push(await occupy(port));
    const tools = await makeTestHome();
    const PATH = await pathWithout("espeak-ng", join(tools.folder, "programs"));
    const made = await makeTestHome({ PATH, PROOFREEL_SPARE_PORTS: "" });
    const stop = () => Promise.all([made.stop(), tools.stop()]).then(() => undefined);
    stack = await runningStack({ ...made, stop }, await made.proofreel("start", "--detach"));
  });
  afterAll(async () => {
    await stack?.stop();
    for (const server of taken) server?.close();
  });

  test("takes spare ports and says so", async () => {
    const { parts } = stack.state();
    const used = (name: string): number | undefined => parts.find((part) => part.name === name)?.port;
    expect(stack.started.stderr).toContain(`Port 3210 is busy: Convex uses ${used("convex")}.`);
    expect(stack.started.stderr).toMatch(/Port 3211 is busy: Convex's HTTP actions uses? \d+\./);
    expect(stack.started.stderr).toContain(`Port 8000 is busy: the runner uses ${used("runner")}.`);
    expect(stack.started.stderr).toContain(`Port 6379 is busy: Redis uses ${used("redis")}.`);
    expect((await stack.proofreel("status")).exitCode).toBe(0);
  });

  test("make says what is missing and how to get it", async () => {
    const said = await stack.proofreel("make", "Solve 2 x = 6", "--quality", "draft");
    expect(said).toMatchObject({ exitCode: 1, stdout: "" });
    expect(lastLine(said)).toBe(
      "The voice can't be used because espeak-ng is missing: install it with apt-get install espeak-ng.",
    );
  });

  test("doctor names it", async () => {
    const said = await stack.proofreel("doctor");
    expect(said.exitCode).toBe(1);
    expect(said.stdout).toMatch(/^MISSING espeak-ng\b.*\n.*apt-get install espeak-ng$/m);
    expect(lastLine(said)).toBe("Not everything is there: espeak-ng.");
  });
});

describe("a start that can't be", () => {
  let busy: Server | null;
  let port: number;
  const homes: TestHome[] = [];
  beforeAll(async () => {
    busy = await occupy(0);
    port = portOf(busy);
  });
  afterAll(async () => {
    busy?.close();
    for (const home of homes) await home.stop();
  });
  const home = async (environment: Record<string, string>): Promise<TestHome> => {
    const made = await makeTestHome(environment);
    homes.push(made);
    return made;
  };

  test("without Redis says how to get it", async () => {
    const { folder } = await home({});
    const PATH = await pathWithout("redis-server", join(folder, "programs"));
    const said = await (await home({ PATH })).proofreel("make", "Solve 2 x = 6");
    expect(said).toMatchObject({ exitCode: 1, stdout: "" });
    expect(lastLine(said)).toMatch(/^Redis is missing: install it with `apt-get install redis-server`.*REDIS_URL\.$/);
  });

  test.each([
    ["answers something else", () => `redis://somebody:secret@127.0.0.1:${port}`],
    ["is not there", () => "redis://127.0.0.1:1"],
  ])("with a REDIS_URL that %s names it, without its password", async (_, url) => {
    const said = await (await home({ REDIS_URL: url() })).proofreel("make", "Solve 2 x = 6");
    expect(said).toMatchObject({ exitCode: 1, stdout: "" });
    expect(lastLine(said)).toMatch(
      /^Redis does not answer at 127\.0\.0\.1:\d+ \(.+\): start it there, or unset REDIS_URL to have one started here\.$/,
    );
    expect(said.stderr).not.toContain("secret");
  });

  test("on a PORT that was asked for and is busy takes no other one", async () => {
    const said = await (await home({ PORT: String(port) })).proofreel("start", "--detach");
    expect(said).toMatchObject({ exitCode: 1, stdout: "" });
    expect(lastLine(said)).toBe(`Port ${port} is in use: stop what uses it, or set PORT to another one.`);
  });

  test.each([
    ["runner/main.ts", []],
    ["embedded/main.ts", ["--site-port", "0"]],
  ])("%s alone says that its port is busy", async (program, args) => {
    const { home: place, folder } = await home({});
    const data = join(folder, "data");
    const own = program.startsWith("runner") ? [] : ["--port", String(port), "--data-dir", data];
    const env = { PORT: String(port), DATA_DIR: data, WEBHOOK_SECRET: "x".repeat(16) };
    const ended = await execa(process.execPath, [join(place.root, program), ...own, ...args], { env, reject: false });
    expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ended.stderr).toMatch(new RegExp(`^Port ${port} is in use: [^\\n]+\\.$`));
  });
});
