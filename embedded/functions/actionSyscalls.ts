// The syscalls of actions: each database call is a transaction of its own, scheduling takes effect at once.
import { createReadStream } from "node:fs";
import { buffer } from "node:stream/consumers";
import type { JSONValue } from "convex/values";
import type { Database } from "../database/database.ts";
import type { VectorSearchRequest } from "../database/search/vectorSearch.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import type { Files } from "../storage/files.ts";
import { type Caller, userOf } from "./caller.ts";
import { FunctionFailure } from "./failure.ts";
import { canonicalFunctionPath } from "./functionPath.ts";
import {
  functionAddress,
  functionHandle,
  number,
  parseArguments,
  type SyscallArguments,
  text,
} from "./syscallArguments.ts";
import { requestMetadata } from "./transactionSyscalls.ts";

export type ActionScope = {
  db: Database;
  path: string;
  caller: Caller;
  scheduler: Scheduler;
  files: Files;
  checkExists(path: string): void;
  /** Runs a function as this action's caller. Throws FunctionFailure. */
  call(kind: "query" | "mutation" | "action", path: string, args: JSONValue): Promise<JSONValue>;
};

export class ActionSyscalls {
  private readonly scope: ActionScope;

  constructor(scope: ActionScope) {
    this.scope = scope;
  }

  async syscall(op: string, json: string): Promise<string> {
    return JSON.stringify(await this.answer(op, parseArguments(json)));
  }

  async jsSyscall(op: string, args: Record<string, unknown>): Promise<unknown> {
    const { db, files } = this.scope;
    if (op === "storage/storeBlob") {
      const { bytes, contentType, options } = args as {
        bytes: Uint8Array<ArrayBuffer>;
        contentType: string;
        options?: { sha256?: string };
      };
      const stored = await files.store(new Blob([bytes]), {
        contentType: contentType === "" ? undefined : contentType,
        sha256: options?.sha256,
      });
      return stored.storageId;
    }
    if (op === "storage/getBlob") {
      const file = files.get(db.begin(), String(args["storageId"]));
      if (file === null) return null;
      return { bytes: new Uint8Array(await buffer(createReadStream(file.path))), contentType: file.contentType ?? "" };
    }
    throw new FunctionFailure(`Unknown operation ${op}.`);
  }

  private async answer(op: string, args: SyscallArguments): Promise<JSONValue> {
    const { db, scheduler, files, caller } = this.scope;
    switch (op) {
      case "1.0/actions/query":
        return this.scope.call("query", functionAddress(args), args["args"] ?? {});
      case "1.0/actions/mutation":
        return this.scope.call("mutation", functionAddress(args), args["args"] ?? {});
      case "1.0/actions/action":
        return this.scope.call("action", functionAddress(args), args["args"] ?? {});
      case "1.0/actions/schedule": {
        const path = functionAddress(args);
        this.scope.checkExists(path);
        const id = scheduler.schedule(null, canonicalFunctionPath(path), number(args, "ts"), [args["args"] ?? {}]);
        await db.durable();
        return id;
      }
      case "1.0/actions/cancel_job":
        scheduler.cancel(null, text(args, "id"));
        await db.durable();
        return null;
      case "1.0/actions/vectorSearch":
        return { results: await db.searchVectors(args["query"] as VectorSearchRequest) };
      case "1.0/getUserIdentity":
        return userOf(caller.identity) as JSONValue;
      case "1.0/storageGetUrl":
        return files.url(db.begin(), text(args, "storageId"));
      case "1.0/storageGetMetadata":
        return files.metadata(db.begin(), text(args, "storageId"));
      case "1.0/storageGenerateUploadUrl":
        return files.generateUploadUrl();
      case "1.0/storageDelete": {
        const tx = db.begin();
        files.delete(tx, text(args, "storageId"));
        await db.commit(tx).durable;
        return null;
      }
      case "1.0/getFunctionMetadata":
        return { name: this.scope.path, componentPath: "" };
      case "1.0/getDeploymentMetadata":
        return { name: "embedded", region: null, class: "local" };
      case "1.0/getRequestMetadata":
        return requestMetadata(caller);
      case "1.0/createFunctionHandle": {
        const path = functionAddress(args);
        this.scope.checkExists(path);
        return functionHandle(canonicalFunctionPath(path));
      }
      default:
        throw new FunctionFailure(`Unknown operation ${op}.`);
    }
  }
}
