// `/api/query`, `/api/mutation`, `/api/action`, `/api/function`, `/api/run/…`: functions called over HTTP.
import type { JSONValue } from "convex/values";
import type { Database } from "../database/database.ts";
import type { Caller } from "../functions/caller.ts";
import type { Deployment } from "../functions/deployment.ts";
import { withRequestId } from "../functions/failure.ts";
import { shortPath } from "../functions/functionPath.ts";
import type { ActionResult, FunctionRunner, MutationResult, QueryResult } from "../functions/run.ts";
import { isSystemFunction, type SystemQueries } from "../functions/systemQueries.ts";
import { type Call, type CallBody, readCall } from "./callBody.ts";
import { HttpError } from "./httpError.ts";

/** Without `logLines` where nothing was printed. */
export type CallAnswer =
  | { status: "success"; value: JSONValue; logLines?: string[] }
  | { status: "error"; errorMessage: string; errorData?: JSONValue; logLines?: string[] };

export class PublicApi {
  private readonly db: Database;
  private readonly deployment: Deployment;
  private readonly runner: FunctionRunner;
  private readonly system: SystemQueries;

  constructor(parts: { db: Database; deployment: Deployment; runner: FunctionRunner; system: SystemQueries }) {
    this.db = parts.db;
    this.deployment = parts.deployment;
    this.runner = parts.runner;
    this.system = parts.system;
  }

  query(body: CallBody, caller: Caller, at?: bigint): Promise<CallAnswer> {
    return this.runQuery(readCall(body), caller, at);
  }

  async mutation(body: CallBody, caller: Caller): Promise<CallAnswer> {
    const call = readCall(body);
    return answer(call, await this.runner.mutation(call.path, call.args, caller, { internalToo: isAdmin(caller) }));
  }

  async action(body: CallBody, caller: Caller): Promise<CallAnswer> {
    const call = readCall(body);
    return answer(call, await this.runner.action(call.path, call.args, caller, { internalToo: isAdmin(caller) }));
  }

  /** A query that came with the request, for the admin. */
  async inlineQuery(body: { bundle?: unknown; args?: unknown; format?: unknown }, caller: Caller): Promise<CallAnswer> {
    const { source } = (body.bundle ?? {}) as { source?: unknown };
    if (typeof source !== "string") throw new HttpError(400, "BadRequest", "`bundle` must be a module with a source.");
    const call = readCall({ args: {}, ...body, path: "testQuery" });
    return answer(call, await this.runner.inlineQuery(source, call.args, caller));
  }

  /** Whatever kind the function is of. */
  async anyFunction(body: CallBody, caller: Caller): Promise<CallAnswer> {
    const { path } = readCall(body);
    const found = this.deployment.find(path);
    if (!isSystemFunction(path) && !(found && (found.isPublic || isAdmin(caller)))) {
      const message = `Could not find function for '${shortPath(path)}'. Did you forget to run \`npx convex dev\`?`;
      return { status: "error", errorMessage: withRequestId(message, caller.requestId) };
    }
    switch (found?.udfType) {
      case "Mutation":
        return this.mutation(body, caller);
      case "Action":
        return this.action(body, caller);
      default:
        return this.query(body, caller);
    }
  }

  /** All at one moment. */
  async queryBatch(queries: unknown, caller: Caller): Promise<{ results: CallAnswer[] }> {
    if (!Array.isArray(queries)) throw new HttpError(400, "BadRequest", "`queries` must be a list.");
    const calls = queries.map(readCall);
    const at = this.db.latestTimestamp();
    return { results: await Promise.all(calls.map((call) => this.runQuery(call, caller, at))) };
  }

  async queryAt(body: CallBody, caller: Caller): Promise<CallAnswer> {
    const at = typeof body.ts === "string" ? timestampOf(body.ts) : null;
    if (at === null) throw new HttpError(400, "BadRequest", "`ts` must be a timestamp of /api/query_ts.");
    if (at > this.db.latestTimestamp()) {
      throw new HttpError(400, "TimestampInFuture", "`ts` is later than the deployment's last change.");
    }
    if (at < this.db.oldestReadable()) {
      throw new HttpError(
        400,
        "OutOfRetention",
        "`ts` is of a moment whose data is not kept any more: ask /api/query_ts for a new one.",
      );
    }
    return this.query(body, caller, at);
  }

  timestamp(): string {
    return encodeTimestamp(this.db.latestTimestamp());
  }

  shapes(): { [table: string]: { type: "Unknown" } } {
    return Object.fromEntries(this.db.tables().map((table) => [table, { type: "Unknown" }]));
  }

  private async runQuery(call: Call, caller: Caller, at?: bigint): Promise<CallAnswer> {
    const options = at === undefined ? {} : { at };
    const result = isSystemFunction(call.path)
      ? this.system.run(call.path, call.args, caller, at)
      : await this.runner.query(call.path, call.args, caller, { ...options, internalToo: isAdmin(caller) });
    return answer(call, result);
  }
}

export function encodeTimestamp(ts: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(ts);
  return bytes.toString("base64");
}

export function decodeTimestamp(encoded: string): bigint {
  return Buffer.from(encoded, "base64").readBigUInt64LE();
}

function timestampOf(encoded: string): bigint | null {
  return Buffer.from(encoded, "base64").length === 8 ? decodeTimestamp(encoded) : null;
}

function isAdmin(caller: Caller): boolean {
  return caller.identity.kind === "admin";
}

function answer({ show }: Call, result: QueryResult | MutationResult | ActionResult): CallAnswer {
  const printed = result.logLines.length === 0 ? {} : { logLines: result.logLines };
  if (result.ok) return { status: "success", value: show(result.value), ...printed };
  const { errorMessage, errorData } = result;
  const data = errorData === undefined ? {} : { errorData: show(errorData) };
  return { status: "error", errorMessage, ...data, ...printed };
}
