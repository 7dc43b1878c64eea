// Composition root: opens what the runner needs in the order in which it is needed, and closes it the other way round.
import { mkdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { createApp } from "./app.ts";
import { openModelDesk } from "./authors/model/modelDesk.ts";
import { type Config, ConfigurationError, readConfig } from "./config.ts";
import { healthChecks } from "./healthChecks.ts";
import { openAccounts } from "./issuer/accounts.ts";
import { openTokens } from "./issuer/tokens.ts";
import { openArtifactIndex } from "./jobs/artifactIndex.ts";
import { createJobRunner } from "./jobs/jobRunner.ts";
import { realStages } from "./jobs/realStages.ts";
import { createLog } from "./log.ts";
import { lockFolder } from "./process/folderLock.ts";
import { sandboxSelfTest } from "./process/sandboxSelfTest.ts";
import { createAcceptWebhook } from "./queue/acceptWebhook.ts";
import { createJobQueue } from "./queue/jobQueue.ts";
import { startJobWorker } from "./queue/jobWorker.ts";
import { openSeenWebhooks } from "./queue/seenWebhooks.ts";
import { createConvexSite } from "./report/convexSite.ts";
import { openOutbox } from "./report/outbox.ts";
import { startSender } from "./report/sender.ts";
import { createRendererPool } from "./stages/render/rendererPool.ts";
import { rendererVersion } from "./stages/render/rendererVersion.ts";
import { createDiskStorage } from "./storage/diskStorage.ts";
import { openSweep, sweepNowAndThen } from "./storage/sweep.ts";
import { espeakInstalled } from "./voices/espeak/installed.ts";

const root = resolve(import.meta.dirname, "..");
/** Time for what is in hand when the runner is asked to stop; then it goes whatever is left. */
const graceMs = 10_000;

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const { dataDir, storageDir, secrets } = config;
  // First of all: a second runner must stop here, before it clears the work of the one that runs.
  const server = await listen(config);
  lockFolder(dataDir, "runner");
  const workDir = join(dataDir, "work");
  // What a runner that was killed had in work is of no use: finished parts are in storage.
  await rm(workDir, { recursive: true, force: true });
  await mkdir(workDir, { recursive: true, mode: 0o700 });

  const storage = await createDiskStorage(storageDir);
  const outbox = openOutbox(join(dataDir, "outbox.sqlite"));
  const artifacts = openArtifactIndex(join(dataDir, "artifacts.sqlite"));
  const seen = openSeenWebhooks(join(dataDir, "webhooks.sqlite"));
  const accounts = openAccounts(join(dataDir, "accounts.sqlite"));
  const tokens = await openTokens({ path: join(dataDir, "issuerKey.json"), issuer: config.issuer });
  const site = createConvexSite({ url: config.convexSiteUrl, secrets });
  const sweep = openSweep({ storage, site, outbox, path: join(dataDir, "sweep.sqlite"), log });
  const sweeping = new AbortController();

  const scratchDir = join(workDir, "renderers");
  const { python, renderWorkers, renderStallSeconds: stallSeconds, renderProcesses: processes } = config;
  const formulasDir = join(dataDir, "formulas");
  const pool = createRendererPool({
    python,
    size: renderWorkers,
    scratchDir,
    formulasDir,
    stallSeconds,
    processes,
    log,
  });
  let renderers: ReturnType<Parameters<typeof healthChecks>[0]["renderers"]> = {
    size: renderWorkers,
    state: "warming",
  };
  pool.warm().then(
    () => {
      renderers = { size: renderWorkers, state: "ready" };
      log.info({ renderers: renderWorkers }, "renderers are warm");
    },
    (error: unknown) => {
      const problem = error instanceof Error ? error.message : String(error);
      renderers = { size: renderWorkers, state: "failed", problem };
      log.error({ err: error }, "renderers can't be started; ./proofreel doctor says why");
    },
  );

  const arxiv = { url: config.arxivUrl, cacheDir: join(dataDir, "arxiv") };
  const modelFolder = join(dataDir, "models");
  const stages = realStages({
    ...{ python, arxiv, pool, modelFolder },
    rendererVersion: await rendererVersion(join(root, "renderer")),
  });
  const sender = startSender({ outbox, site, log, onEnded: (attempt, why) => jobs.abandon(attempt, why) });
  const jobs = createJobRunner({
    site,
    outbox,
    sender,
    stages,
    storage,
    artifacts,
    models: config.model ? openModelDesk(config.model, modelFolder) : undefined,
    workDir,
    width: renderWorkers,
    name: `${hostname()}:${process.pid}`.slice(0, 100),
    log,
  });
  const queue = createJobQueue({ redisUrl: config.redisUrl, log });

  let sandbox: ReturnType<typeof sandboxSelfTest> | undefined;
  const selfTest = () => {
    sandbox ??= sandboxSelfTest({ python, scratchDir });
    return sandbox;
  };
  const app = createApp({
    secrets,
    log,
    storage,
    accounts,
    tokens,
    accept: createAcceptWebhook({ queue, seen }),
    checks: healthChecks({
      queue,
      site,
      outbox,
      jobs,
      storageDir,
      sandbox: selfTest,
      renderers: () => renderers,
      voice: espeakInstalled,
    }),
  });
  server.off("request", turnAway).on("request", app);
  const { redisUrl, jobConcurrency } = config;
  const worker = startJobWorker({ redisUrl, concurrency: jobConcurrency, run: (jobId) => jobs.run(jobId), log });
  sweepNowAndThen(sweep, log, sweeping.signal);
  log.info({ host: config.host, port: config.port }, "runner is ready; it takes webhooks and jobs");

  const stop = async (signal: string): Promise<void> => {
    log.info({ signal, running: jobs.running() }, "stopping: jobs go back to the queue; a second signal ends at once");
    setTimeout(() => {
      log.error("not done in time; ending with what is left to the next start");
      process.exit(1);
    }, graceMs).unref();
    server.close();
    server.closeIdleConnections();
    sweeping.abort();
    jobs.stop();
    await worker.close();
    await sender.stop(graceMs / 2);
    await pool.close();
    await queue.close();
    for (const part of [sweep, outbox, artifacts, seen, accounts]) part.end();
    server.closeAllConnections();
    log.info("stopped");
    process.exit(0);
  };
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stop(signal).catch((error: unknown) => {
        log.error({ err: error }, "could not stop in order");
        process.exit(1);
      });
    });
}

const turnAway = (request: IncomingMessage): void => void request.socket.destroy();

function listen({ port, host }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    // A request without an answer would hang: until there is an app to give one, nobody is let in.
    const server = createServer().on("request", turnAway).listen(port, host);
    server.once("listening", () => resolve(server));
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = `Port ${port} is in use: stop what uses it, or set PORT to another one.`;
      reject(error.code === "EADDRINUSE" ? new ConfigurationError(inUse, { cause: error }) : error);
    });
  });
}

try {
  await start(readConfig(process.env, root));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
