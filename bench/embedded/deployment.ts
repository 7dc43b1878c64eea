// The deployment under test: its own process, the benchmark's functions pushed, everything in a temporary folder.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type BenchDeployment = { url: string; startedInMs: number; residentMegabytes(): number; stop(): Promise<void> };

const main = join(import.meta.dirname, "../../embedded/main.ts");

export async function startDeployment(
  dataDir: string,
  options: { push?: boolean; reuseContexts?: boolean },
): Promise<BenchDeployment> {
  const args = [main, "--data-dir", dataDir, "--port", "0", "--site-port", "0", "--admin-key", "bench|key"];
  if (options.push) args.push("--functions", join(import.meta.dirname, "convex"));
  if (options.reuseContexts) args.push("--reuse-contexts");
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
    child.once("exit", (code) => reject(new Error(`The deployment ended with ${code}: ${said}`)));
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      const address = /Convex deployment on (http:\S+?),/.exec(said)?.[1];
      if (address) resolve(address);
    });
  });
}
