// A real Redis on a spare port for tests, which can be killed and started again on the same port.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type TestRedis = {
  url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  close(): Promise<void>;
};

export async function startTestRedis(): Promise<TestRedis> {
  const port = await sparePort();
  const folder = await mkdtemp(join(tmpdir(), "proofreel-redis-"));
  let server: ChildProcess | undefined;

  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const persistence = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];
      const args = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, ...persistence];
      const child = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"] });
      server = child;
      for await (const line of createInterface({ input: child.stdout })) if (line.includes("Ready to accept")) break;
      child.stdout.resume();
    },
    async kill() {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, "exit");
      server.kill("SIGKILL");
      await ended;
    },
    async close() {
      await redis.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}

async function sparePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
