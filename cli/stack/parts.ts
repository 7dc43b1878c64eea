// The programs of a stack: how each is started and when it is ready.
import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import type { Environment, Home } from "./home.ts";
import type { Part } from "./keeper.ts";

type Common = { home: Home; environment: Environment };

function part(
  name: string,
  { home, environment }: Common,
  rest: Omit<Part, "name" | "cwd" | "environment" | "logFile"> & { environment?: Environment },
): Part {
  return {
    name,
    cwd: home.root,
    logFile: join(home.logs, `${name}.log`),
    ...rest,
    environment: { ...environment, ...rest.environment },
  };
}

/** Jobs survive in the append-only file; with noeviction a full Redis refuses instead of forgetting. */
export function redisPart(common: Common, command: string, port: number): Part {
  const folder = join(common.home.data, "redis");
  mkdirSync(folder, { recursive: true });
  return part("redis", common, {
    port,
    command,
    args: [
      ...["--port", String(port), "--bind", "127.0.0.1", "--dir", folder],
      ...["--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction", "--daemonize", "no"],
    ],
    isReady: () => redisAnswers(port),
    stopWithinMs: 5000,
  });
}

export function convexPart(common: Common, port: number, sitePort: number): Part {
  return part("convex", common, {
    port,
    command: process.execPath,
    args: [
      join(common.home.root, "embedded/main.ts"),
      ...["--port", String(port), "--site-port", String(sitePort), "--data-dir", convexDataDir(common.home)],
    ],
    // While it starts it answers everything with 503.
    isReady: () => answers(`http://127.0.0.1:${port}/version`, (status) => status === 200),
    stopWithinMs: 8000,
  });
}

export const convexDataDir = (home: Home): string => join(home.data, "convex");

export function runnerPart(common: Common, port: number, own: Environment): Part {
  return part("runner", common, {
    port,
    command: process.execPath,
    args: [join(common.home.root, "runner/main.ts")],
    environment: {
      ...own,
      PORT: String(port),
      HOST: "127.0.0.1",
      DATA_DIR: common.home.data,
      PYTHON: common.home.python,
    },
    isReady: () => answers(`http://127.0.0.1:${port}/health`),
    stopWithinMs: 15_000,
  });
}

/** True for any HTTP answer unless told which: a runner whose queue is down still runs. */
export async function answers(url: string, fits = (_status: number): boolean => true): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return fits(response.status);
  } catch {
    return false;
  }
}

function redisAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write("PING\r\n"));
    const end = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once("error", () => end(false));
    socket.once("data", (answer) => end(answer.toString().startsWith("+PONG")));
  });
}
