// What every route of the API port gets.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Deployment } from "../functions/deployment.ts";
import type { BackupDescription } from "../keeping/dataFolder.ts";
import type { FunctionLog } from "../logs/functionLog.ts";
import type { Push } from "../push/push.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import type { Exports } from "../snapshot/exports.ts";
import type { Imports } from "../snapshot/imports.ts";
import type { Files } from "../storage/files.ts";
import type { Authentication } from "./authentication.ts";
import type { PublicApi } from "./publicApi.ts";

export type ApiParts = {
  api: PublicApi;
  push: Push;
  deployment: Deployment;
  files: Files;
  imports: Imports;
  /** Not of Convex: what the owner of this one machine has to do. */
  keeping: { backUp(folder: string): Promise<BackupDescription>; check(): Promise<string[]> };
  exports: Exports;
  log: FunctionLog;
  scheduler: Scheduler;
  authentication: Authentication;
  addresses: () => { cloudUrl: string; siteUrl: string };
};

export type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };
export type Route = (parts: ApiParts, exchange: Exchange) => Promise<unknown>;
