// Starts the parts of a stack in their order, keeps them running, and ends them in the opposite order.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDiskFull } from "../../runner/process/diskFull.ts";
import { lockFolder } from "../../runner/process/folderLock.ts";
import { convexEnvironment } from "./convexEnvironment.ts";
import { findProgram } from "./findProgram.ts";
import type { Environment, Home } from "./home.ts";
import { type Keeper, keep } from "./keeper.ts";
import { convexDataDir, convexPart, redisPart, runnerPart } from "./parts.ts";
import { freePort } from "./ports.ts";
import { markOf, runs, signalGroup } from "./processes.ts";
import { push } from "./push.ts";
import { checkRedis } from "./redis.ts";
import { secretsOf } from "./secrets.ts";
import { readState, removeState, type StackState, writeState } from "./state.ts";

export type Stack = { state: () => StackState; stop: () => Promise<void> };

const readyWithinMs = 60_000;

/** Aborted while it starts, it ends what it has started and throws. */
export async function startStack(
  home: Home,
  environment: Environment,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Stack> {
  const redisServer = environment.REDIS_URL ? null : findProgram("redis-server", environment);
  if (!environment.REDIS_URL && !redisServer)
    throw new Error(
      "Redis is missing: install it with `apt-get install redis-server` (macOS: brew install redis), or set REDIS_URL.",
    );
  if (environment.REDIS_URL) await checkRedis(environment.REDIS_URL);
  const lock = lockFolder(home.run, "stack");
  try {
    return await startParts(home, environment, { redisServer, say, signal, release: lock.release });
  } catch (error) {
    lock.release();
    throw error;
  }
}

type Start = {
  redisServer: string | null;
  say: (line: string) => void;
  signal: AbortSignal;
  release: () => void;
};

async function startParts(
  home: Home,
  environment: Environment,
  { redisServer, say, signal, release }: Start,
): Promise<Stack> {
  killParts(home);
  for (const folder of [home.data, home.run, home.logs]) mkdirSync(folder, { recursive: true });
  const secrets = secretsOf(home, environment);
  const addresses = await chooseAddresses(environment, say);
  const { convexUrl, siteUrl, runnerUrl, redisUrl, ports } = addresses;
  const keepers: Keeper[] = [];
  let phase: StackState["phase"] = "starting";
  const startedAt = Date.now();
  const supervisor = markOf(process.pid) ?? { pid: process.pid, startTime: "" };
  const state = (): StackState => ({
    phase,
    supervisor,
    startedAt,
    ...{ convexUrl, siteUrl, runnerUrl, redisUrl },
    parts: keepers.map((keeper) => ({
      name: keeper.part.name,
      process: keeper.mark(),
      restarts: keeper.restarts(),
      port: keeper.part.port,
      logFile: keeper.part.logFile,
    })),
  });
  const save = (): void => {
    try {
      writeState(home, state());
    } catch (error) {
      // What runs is more than what is written of it: on a full disk the parts are kept running all the same.
      if (phase === "starting" || !isDiskFull(error)) throw error;
    }
  };
  const end = async (): Promise<void> => {
    phase = "stopping";
    save();
    // The runner first: while it drains it still reports to Convex and acknowledges jobs in Redis.
    for (const keeper of keepers.toReversed()) await keeper.stop();
    removeState(home);
    release();
  };
  let ending: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    ending ??= end();
    return ending;
  };

  const common = { home, environment };
  const begin = (part: Parameters<typeof keep>[0]): Keeper => {
    signal.throwIfAborted();
    const keeper = keep(part, save);
    keepers.push(keeper);
    save();
    return keeper;
  };
  signal.addEventListener("abort", stop);
  try {
    const redis = redisServer ? begin(redisPart(common, redisServer, ports.redis)) : null;
    const convex = environment.CONVEX_URL ? null : begin(convexPart(common, ports.convex, ports.site));
    await redis?.whenReady(readyWithinMs);
    const runner = begin(
      runnerPart(common, ports.runner, {
        REDIS_URL: redisUrl,
        CONVEX_SITE_URL: siteUrl,
        WEBHOOK_SECRET: secrets.webhookSecret,
      }),
    );
    await convex?.whenReady(readyWithinMs);
    await Promise.all([
      runner.whenReady(readyWithinMs),
      pushTo(home, environment, signal, convexUrl, convexEnvironment(environment, { ...secrets, runnerUrl })),
    ]);
    signal.throwIfAborted();
    phase = "ready";
    save();
    return { state, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function chooseAddresses(environment: Environment, say: (line: string) => void) {
  const spare = environment.PROOFREEL_SPARE_PORTS === "1";
  const choose = async (name: string, wished: number): Promise<number> => {
    const port = await freePort(spare ? 0 : wished);
    if (!spare && port !== wished) say(`Port ${wished} is busy: ${name} uses ${port}.`);
    return port;
  };
  const ports = {
    convex: environment.CONVEX_URL ? 0 : await choose("Convex", 3210),
    site: environment.CONVEX_URL ? 0 : await choose("Convex's HTTP actions", 3211),
    runner: environment.PORT ? await askedPort(environment.PORT) : await choose("the runner", 8000),
    redis: environment.REDIS_URL ? 0 : await choose("Redis", 6379),
  };
  const convexUrl = environment.CONVEX_URL || `http://127.0.0.1:${ports.convex}`;
  if (environment.CONVEX_URL && !environment.CONVEX_SITE_URL)
    throw new Error("CONVEX_URL is set, but CONVEX_SITE_URL is not: set both, or none for the embedded Convex.");
  return {
    ports,
    convexUrl,
    siteUrl: environment.CONVEX_URL ? (environment.CONVEX_SITE_URL ?? "") : `http://127.0.0.1:${ports.site}`,
    runnerUrl: `http://127.0.0.1:${ports.runner}`,
    redisUrl: environment.REDIS_URL || `redis://127.0.0.1:${ports.redis}`,
  };
}

/** Whoever names a port counts on it, so no other one is taken. */
async function askedPort(text: string): Promise<number> {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a port number from 1 to 65535, not ${text}.`);
  if ((await freePort(port)) !== port)
    throw new Error(`Port ${port} is in use: stop what uses it, or set PORT to another one.`);
  return port;
}

/** A deployment of somebody else's is pushed to only where its admin key is given. */
async function pushTo(
  home: Home,
  environment: Environment,
  signal: AbortSignal,
  url: string,
  variables: Record<string, string>,
): Promise<void> {
  const embedded = !environment.CONVEX_URL;
  const adminKey = embedded
    ? readFileSync(join(convexDataDir(home), "adminKey"), "utf8").trim()
    : environment.CONVEX_SELF_HOSTED_ADMIN_KEY;
  if (!adminKey) return;
  const name = createHash("sha256").update(url).digest("hex").slice(0, 16);
  const memory = embedded ? join(convexDataDir(home), "pushed") : join(home.data, `pushed-${name}`);
  await push({ url, adminKey, root: home.root, memory }, variables, environment, signal);
}

/** Ends the parts of a stack at once: whose supervisor was killed, or is in a hurry. */
export function killParts(home: Home): void {
  for (const part of readState(home)?.parts ?? [])
    if (part.process && runs(part.process)) signalGroup(part.process.pid, "SIGKILL");
}
