// What the scenes are after, on this side of the wall: a secret in a file and in the environment, servers that note who
// comes, the open folder of another scene, a process. Afterwards all of it must be as it was.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type ListenOptions, type Server } from "node:net";
import { join } from "node:path";
import { type Architecture, allowedCalls, refusedCalls } from "../../../process/seccompCalls.ts";

export type Bait = {
  /** What stands before a scene's code: `host` with the places of all this, and `escaped` for when it was reached. */
  prelude: string;
  secret: string;
  /** What was touched since the last time, in words. */
  touched(): Promise<string[]>;
  close(): Promise<void>;
};

const environmentName = "PROOFREEL_CANARY";

/** `folder`: where the runner's own files would lie; `scratchDir`: where the scenes' folders are. */
export async function layBait(folder: string, scratchDir: string): Promise<Bait> {
  const secret = randomBytes(12).toString("hex");
  const canary = join(folder, "canary");
  const victim = join(scratchDir, "victim");
  const visits: string[] = [];
  await mkdir(folder, { recursive: true });
  await mkdir(victim, { recursive: true });
  await writeFile(canary, secret, { mode: 0o644 });
  await chmod(victim, 0o777);
  process.env[environmentName] = secret;
  const bystander: ChildProcess = spawn("sleep", ["3600"], { stdio: "ignore" });
  const tcp = await serve({ port: 0, host: "127.0.0.1" }, () => visits.push("the TCP server"));
  const address = tcp.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const udp = createSocket("udp4", () => visits.push("the UDP server"));
  await new Promise<void>((resolve) => udp.bind(port, "127.0.0.1", resolve));
  const abstract = await serve({ path: `\0${canary}` }, () => visits.push("the abstract socket"));
  const socket = join(folder, "service.sock");
  const file = await serve({ path: socket }, () => visits.push("the socket file"));
  await chmod(socket, 0o777);
  const facts = {
    ...{ canary, victim, port, socket, abstract: canary, runner: process.pid, bystander: bystander.pid },
    calls: Object.fromEntries([...allowedCalls(architecture), ...refusedCalls(architecture)]),
  };
  return {
    secret,
    prelude: preludeOf(facts),
    async touched() {
      const found = visits.splice(0);
      if ((await readFile(canary, "utf8")) !== secret) found.push("the canary's file");
      if ((await readdir(victim)).length > 0) found.push("another scene's folder");
      if (existsSync(join(scratchDir, "planted"))) found.push("the folder of all scenes");
      if (bystander.exitCode !== null || bystander.signalCode !== null) found.push("a process beside it");
      return found;
    },
    async close() {
      delete process.env[environmentName];
      bystander.kill("SIGKILL");
      for (const server of [tcp, abstract, file]) server.close();
      udp.close();
      await rm(victim, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const architecture = process.arch as Architecture;

function preludeOf(facts: object): string {
  return [
    "import json as _json, types as _types",
    `host = _types.SimpleNamespace(**_json.loads(${JSON.stringify(JSON.stringify(facts))}))`,
    "def escaped(what):",
    '    raise SystemError(f"ESCAPED: {what}")',
    "",
  ].join("\n");
}

function serve(where: ListenOptions, onVisit: () => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((visitor) => {
      onVisit();
      visitor.destroy();
    });
    server.once("error", reject);
    server.listen(where, () => resolve(server));
  });
}
