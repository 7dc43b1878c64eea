// The syscalls of queries and mutations. Everything here is synchronous except nested functions that wait themselves.
import { convexToJson, type JSONValue } from "convex/values";
import type { Budget } from "../database/limits.ts";
import type { QueryJson, QueryPageRequest, RowCursor } from "../database/queryJson.ts";
import { isVisible, type Transaction } from "../database/transaction.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import type { Files } from "../storage/files.ts";
import { type Caller, userOf } from "./caller.ts";
import { FunctionFailure } from "./failure.ts";
import { canonicalFunctionPath } from "./functionPath.ts";
import type { SyscallHandler } from "./isolate.ts";
import { andThen, type MaybePromise, recovering } from "./maybePromise.ts";
import {
  encodeDoc,
  fields,
  functionAddress,
  functionHandle,
  number,
  optionalText,
  parseArguments,
  type SyscallArguments,
  text,
} from "./syscallArguments.ts";

export type TransactionScope = {
  tx: Transaction;
  kind: "query" | "mutation";
  path: string;
  caller: Caller;
  scheduler: Scheduler;
  files: Files;
  /** Throws when there is no such function. */
  checkExists(path: string): void;
  runNested(kind: "query" | "mutation" | "snapshotQuery", path: string, args: JSONValue): MaybePromise<JSONValue>;
};

export class TransactionSyscalls implements SyscallHandler {
  private readonly scope: TransactionScope;
  private readonly cursors = new Map<number, RowCursor>();
  private nextCursor = 0;

  constructor(scope: TransactionScope) {
    this.scope = scope;
  }

  /** Closes cursors that the function left open. */
  close(): void {
    for (const cursor of this.cursors.values()) cursor.close();
    this.cursors.clear();
  }

  syscall(op: string, json: string): string {
    const args = parseArguments(json);
    return JSON.stringify(this.answer(op, args));
  }

  asyncSyscall(op: string, json: string): MaybePromise<string> {
    const args = parseArguments(json);
    const answered = op === "1.0/runUdf" ? this.runUdf(args) : this.answerAsync(op, args);
    return andThen(answered, (value) => JSON.stringify(value));
  }

  private answer(op: string, args: SyscallArguments): JSONValue {
    const { tx } = this.scope;
    switch (op) {
      case "1.0/queryStream": {
        const queryId = this.nextCursor++;
        this.cursors.set(queryId, tx.query(visibleOnly(args["query"] as unknown as QueryJson)));
        return { queryId };
      }
      case "1.0/queryCleanup": {
        const queryId = number(args, "queryId");
        this.cursors.get(queryId)?.close();
        this.cursors.delete(queryId);
        return {};
      }
      case "1.0/db/normalizeId":
        return { id: tx.normalizeId(text(args, "table"), text(args, "idString")) };
      case "1.0/getSnapshotTs":
        return convexToJson(tx.snapshotTs);
      default:
        throw new FunctionFailure(`Unknown operation ${op}`);
    }
  }

  private answerAsync(op: string, args: SyscallArguments): JSONValue {
    const { tx, scheduler, files, caller } = this.scope;
    switch (op) {
      case "1.0/queryStreamNext": {
        const row = this.cursors.get(number(args, "queryId"))?.next() ?? null;
        return { value: encodeDoc(row), done: row === null };
      }
      case "1.0/queryPage": {
        const request = args as unknown as QueryPageRequest;
        const { page, isDone, continueCursor, splitCursor, pageStatus } = tx.queryPage({
          ...request,
          query: visibleOnly(request.query),
        });
        return { page: page.map(encodeDoc), isDone, continueCursor, splitCursor, pageStatus };
      }
      case "1.0/get":
        return encodeDoc(
          tx.get(text(args, "id"), optionalText(args, "table"), args["isSystem"] === true ? "system" : "user"),
        );
      case "1.0/count":
        return isVisible(text(args, "table")) ? tx.count(text(args, "table")) : 0;
      case "1.0/getUserIdentity":
        return userOf(caller.identity) as JSONValue;
      case "1.0/storageGetUrl":
        return files.url(tx, text(args, "storageId"));
      case "1.0/storageGetMetadata":
        return files.metadata(tx, text(args, "storageId"));
      case "1.0/getTransactionMetrics":
        return tx.metrics() as unknown as JSONValue;
      case "1.0/getFunctionMetadata":
        return { name: this.scope.path, componentPath: "" };
      case "1.0/getDeploymentMetadata":
        return { name: "embedded", region: null, class: "local" };
      case "1.0/createFunctionHandle": {
        const path = functionAddress(args);
        this.scope.checkExists(path);
        return functionHandle(canonicalFunctionPath(path));
      }
      default:
        return this.answerWrite(op, args, scheduler, files);
    }
  }

  private answerWrite(op: string, args: SyscallArguments, scheduler: Scheduler, files: Files): JSONValue {
    const { tx, caller } = this.scope;
    if (this.scope.kind === "query") throw new FunctionFailure(`${op} is not available in queries.`);
    switch (op) {
      case "1.0/insert":
        return { _id: tx.insert(text(args, "table"), fields(args, "value")) };
      case "1.0/shallowMerge":
        return encodeDoc(tx.shallowMerge(text(args, "id"), fields(args, "value"), optionalText(args, "table")));
      case "1.0/replace":
        return encodeDoc(tx.replace(text(args, "id"), fields(args, "value"), optionalText(args, "table")));
      case "1.0/remove":
        return encodeDoc(tx.remove(text(args, "id"), optionalText(args, "table")));
      case "1.0/schedule": {
        const path = functionAddress(args);
        this.scope.checkExists(path);
        return scheduler.schedule(tx, canonicalFunctionPath(path), number(args, "ts"), [args["args"] ?? {}]);
      }
      case "1.0/cancel_job":
        scheduler.cancel(tx, text(args, "id"));
        return null;
      case "1.0/storageDelete":
        files.delete(tx, text(args, "storageId"));
        return null;
      case "1.0/storageGenerateUploadUrl":
        return files.generateUploadUrl();
      case "1.0/getRequestMetadata":
        return requestMetadata(caller);
      default:
        throw new FunctionFailure(`Unknown async operation ${op}`);
    }
  }

  private runUdf(args: SyscallArguments): MaybePromise<JSONValue> {
    const { kind, tx, runNested } = this.scope;
    const called = text(args, "udfType");
    if (called !== "query" && called !== "mutation" && called !== "snapshotQuery") {
      throw new FunctionFailure(`Can't run a ${called} inside of a transaction.`);
    }
    if (kind === "query" && called !== "query") {
      throw new FunctionFailure(`Cannot call a ${typeNames[called]} function from a Query function`);
    }
    const run = () => runNested(called, functionAddress(args), args["args"] ?? {});
    const limits = args["transactionLimits"];
    if (typeof limits !== "object" || limits === null || Array.isArray(limits)) return run();
    const loosen = tx.tighten(limits as Budget);
    const ran = recovering(run, (error) => {
      loosen();
      throw error;
    });
    return andThen(ran, (value) => {
      loosen();
      return value;
    });
  }
}

/** To functions the deployment's own tables look as if nothing were in them. */
function visibleOnly(query: QueryJson): QueryJson {
  const { source } = query;
  if (source.type === "Search") return query;
  const table =
    source.type === "FullTableScan" ? source.tableName : source.indexName.slice(0, source.indexName.indexOf("."));
  return isVisible(table) ? query : { ...query, source: { ...nothing, order: source.order } };
}

/** No row has such an id. */
const nothing = {
  type: "IndexRange" as const,
  indexName: "_storage.by_id",
  range: [{ type: "Eq" as const, fieldPath: "_id", value: null }],
};

const typeNames = { query: "Query", mutation: "Mutation", snapshotQuery: "SnapshotQuery" } as const;

export function requestMetadata(caller: Caller): JSONValue {
  return {
    ip: caller.ip,
    userAgent: caller.userAgent,
    requestId: caller.requestId,
    scheduledFunctionId: null,
    authToken: null,
  };
}
