// A deployment in a process of its own, for tests that kill it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { adminKey } from "./testServer.ts";

export type TestProcess = {
  url: string;
  dataDir: string;
  /** kill -9, or another signal. Answers when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** On the same port, with the same data. */
  start(): Promise<void>;
  dispose(): Promise<void>;
};

export async function startTestProcess(functions: string): Promise<TestProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), "embedded-"));
  let child: ChildProcess;
  async function start(port: string, ...more: string[]): Promise<string> {
    const main = join(import.meta.dirname, "main.ts");
    const options = ["--port", port, "--site-port", "0", "--data-dir", dataDir, "--admin-key", adminKey, ...more];
    child = spawn(process.execPath, [main, ...options], { stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      const [, url] = /^Convex deployment on (\S+),/.exec(line) ?? [];
      if (url !== undefined) return url;
    }
    throw new Error("The deployment ended before it was ready.");
  }
  async function kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
  const url = await start("0", "--functions", functions);
  return {
    url,
    dataDir,
    kill,
    async start() {
      await start(new URL(url).port);
    },
    async dispose() {
      await kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
