// What is measured, each a process of its own: the deployment with the benchmark's functions, and bare SQLite behind sockets.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rows } from "./bareSqlite.ts";

export type BenchDeployment = { url: string; startedInMs: number; residentMegabytes(): number; stop(): Promise<void> };

const main = join(import.meta.dirname, "../../embedded/main.ts");

export async function startDeployment(dataDir: string, options: { push?: boolean } = {}): Promise<BenchDeployment> {
  const args = [main, "--data-dir", dataDir, "--port", "0", "--site-port", "0", "--admin-key", "bench|key"];
  if (options.push) args.push("--functions", join(import.meta.dirname, "convex"));
  return started(args);
}

/** See bareServer.ts. */
export function startBareServer(path: string, rows: Rows): Promise<BenchDeployment> {
  return started([join(import.meta.dirname, "bareServer.ts"), path, rows]);
}

async function started(args: string[]): Promise<BenchDeployment> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await addressSaidBy(child);
  return {
    url,
    startedInMs: performance.now() - start,
    residentMegabytes() {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}

function addressSaidBy(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("exit", (code) => reject(new Error(`It ended with ${code}: ${said}`)));
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      const address = / on (http:\S+?)[,\n]/.exec(said)?.[1];
      if (address) resolve(address);
    });
  });
}
