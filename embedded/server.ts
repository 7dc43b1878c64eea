// Puts a deployment together: database, scheduler, files, functions, and the two servers in front of them.

import { mkdirSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { isAbsolute, join } from "node:path";
import type { Duplex } from "node:stream";
import { Database } from "./database/database.ts";
import { Deployment, defaultRunOptions, type RunOptions } from "./functions/deployment.ts";
import { FunctionRunner } from "./functions/run.ts";
import { runJob } from "./functions/runJob.ts";
import { SystemQueries } from "./functions/systemQueries.ts";
import { handleApi } from "./http/apiRoutes.ts";
import { Authentication } from "./http/authentication.ts";
import { HttpError } from "./http/httpError.ts";
import { PublicApi } from "./http/publicApi.ts";
import type { ApiParts } from "./http/route.ts";
import { handleSite } from "./http/siteRoutes.ts";
import { backUp } from "./keeping/backup.ts";
import { check, removeCopies } from "./keeping/check.ts";
import { databasePath, filesPath } from "./keeping/dataFolder.ts";
import { type Execution, FunctionLog } from "./logs/functionLog.ts";
import { bundleDirectory } from "./push/bundle.ts";
import { Push } from "./push/push.ts";
import { Scheduler } from "./scheduler/scheduler.ts";
import { Exports } from "./snapshot/exports.ts";
import { Imports } from "./snapshot/imports.ts";
import { Files } from "./storage/files.ts";
import type { SyncLimits } from "./sync/limits.ts";
import { SyncServer } from "./sync/syncServer.ts";

export type ServerOptions = {
  dataDir: string;
  adminKey: string;
  /** 0: any free port. */
  port: number;
  sitePort: number;
  run?: Partial<RunOptions>;
  sync?: Partial<SyncLimits>;
  onExecution?: (execution: Execution) => void;
};

export type RunningServer = {
  url: string;
  siteUrl: string;
  /** Bundles a directory of functions and makes it live, as the CLI would. */
  pushDirectory(directory: string): Promise<void>;
  close(): Promise<void>;
};

const host = "127.0.0.1";

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  mkdirSync(options.dataDir, { recursive: true });
  const db = Database.open(databasePath(options.dataDir));
  const urls = { cloudUrl: "", siteUrl: "" };
  const addresses = () => urls;
  const files = new Files(db, { directory: filesPath(options.dataDir), origin: () => urls.cloudUrl });
  const snapshots = join(options.dataDir, "snapshots");
  const imports = new Imports({ db, files, directory: join(snapshots, "imports") });
  const exports = new Exports({ db, files, directory: join(snapshots, "exports") });
  removeCopies(options.dataDir);
  const keeping = {
    backUp: (folder: string) => backUpTo({ db, files }, folder),
    check: () => check({ db, files }, options.dataDir),
  };
  const log = new FunctionLog(options.onExecution === undefined ? {} : { onEnd: options.onExecution });
  const apiServer = createServer();
  const siteServer = createServer();
  // The addresses must be known to evaluate auth.config, so the ports are open before there is anything to answer with.
  const ready = [apiServer, siteServer].map(refuseRequests);
  urls.cloudUrl = await listen(apiServer, options.port);
  urls.siteUrl = await listen(siteServer, options.sitePort);

  const deployment = new Deployment(db, { run: { ...defaultRunOptions, ...options.run }, addresses });
  const runner: FunctionRunner = new FunctionRunner({ db, deployment, scheduler: () => scheduler, files, log });
  const scheduler: Scheduler = new Scheduler(db, (job, hooks) => runJob({ deployment, runner }, job, hooks));
  const push = new Push({ db, deployment, scheduler });
  const authentication = new Authentication(deployment, options.adminKey);
  const system = new SystemQueries(db, deployment);
  const api = new PublicApi({ db, deployment, runner, system });
  const apiParts: ApiParts = {
    api,
    push,
    deployment,
    files,
    imports,
    exports,
    keeping,
    log,
    scheduler,
    authentication,
    addresses,
  };
  const sync = new SyncServer(
    {
      db,
      runner,
      system,
      authentication,
      now: Date.now,
      ...(options.sync === undefined ? {} : { limits: options.sync }),
    },
    deployment,
  );
  await push.restore();

  for (const stopRefusing of ready) stopRefusing();
  const site = { runner, authentication, deployment, siteUrl: () => urls.siteUrl };
  apiServer.on("request", (request, response) => {
    // Where there is one port only, HTTP actions are below this.
    if (!request.url?.startsWith("/http/")) return void handleApi(apiParts, request, response);
    request.url = request.url.slice("/http".length);
    void handleSite(site, request, response);
  });
  sync.attachTo(apiServer);
  siteServer.on("request", (request, response) => void handleSite(site, request, response));
  scheduler.start();

  return {
    url: urls.cloudUrl,
    siteUrl: urls.siteUrl,
    async pushDirectory(directory) {
      const { schemaChange } = await push.start(await bundleDirectory(directory));
      const state = await push.waitForSchema(schemaChange);
      if (state.error !== undefined) throw new Error(`Schema validation failed.\n${state.error}`);
      await push.finish(schemaChange, false);
    },
    async close() {
      sync.close();
      await Promise.all([apiServer, siteServer].map(closeServer));
      await scheduler.stop();
      await deployment.close();
      await Promise.all([imports.close(), exports.close()]);
      await db.durable();
      files.close();
      db.close();
    },
  };
}

async function backUpTo(parts: { db: Database; files: Files }, folder: string) {
  if (!isAbsolute(folder)) throw new HttpError(400, "BadRequest", "`folder` must be an absolute path on this machine.");
  return backUp(parts, folder).catch((error: Error) => {
    throw new HttpError(400, "BackupFailed", error.message, { cause: error });
  });
}

/** 503 until the answer is called: a client whose request meets no listener waits for ever, one that is refused tries again. */
function refuseRequests(server: Server): () => void {
  const refuse: RequestListener = (_, response) => {
    response.writeHead(503, { "retry-after": "1", connection: "close" }).end("The deployment is starting.\n");
  };
  const refuseUpgrade = (_: unknown, socket: Duplex) => {
    socket.on("error", () => socket.destroy());
    socket.end("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n\r\n");
  };
  server.on("request", refuse).on("upgrade", refuseUpgrade);
  return () => server.off("request", refuse).off("upgrade", refuseUpgrade);
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(`http://${host}:${(server.address() as AddressInfo).port}`);
    });
  });
}

/** Requests that are being answered get two seconds to end. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), 2_000);
  await closed;
  clearTimeout(force);
}
