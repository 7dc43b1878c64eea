// `/api/query`, `/api/mutation`, `/api/action`, `/api/function`, `/api/run/…`: functions called over HTTP.
import { convexToJson, type JSONValue, jsonToConvex, type Value } from "convex/values";
import type { Database } from "../database/database.ts";
import type { Caller } from "../functions/caller.ts";
import type { Deployment } from "../functions/deployment.ts";
import type { ActionResult, FunctionRunner, MutationResult, QueryResult } from "../functions/run.ts";
import { isSystemFunction, type SystemQueries } from "../functions/systemQueries.ts";
import { HttpError } from "./httpError.ts";

export type CallBody = { path?: unknown; args?: unknown; format?: unknown; ts?: unknown };
export type CallAnswer =
  | { status: "success"; value: JSONValue; logLines: string[] }
  | { status: "error"; errorMessage: string; errorData?: JSONValue; logLines: string[] };

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

  async query(body: CallBody, caller: Caller, at?: bigint): Promise<CallAnswer> {
    const path = pathOf(body);
    const options = at === undefined ? {} : { at };
    const result = isSystemFunction(path)
      ? this.system.run(path, body.args, caller, at)
      : await this.runner.query(path, body.args, caller, { ...options, internalToo: isAdmin(caller) });
    return answer(result, body.format);
  }

  async mutation(body: CallBody, caller: Caller): Promise<CallAnswer> {
    const result = await this.runner.mutation(pathOf(body), body.args, caller, { internalToo: isAdmin(caller) });
    return answer(result, body.format);
  }

  async action(body: CallBody, caller: Caller): Promise<CallAnswer> {
    const result = await this.runner.action(pathOf(body), body.args, caller, { internalToo: isAdmin(caller) });
    return answer(result, body.format);
  }

  /** A query that came with the request, for the admin. */
  async inlineQuery(body: { bundle?: unknown; args?: unknown; format?: unknown }, caller: Caller): Promise<CallAnswer> {
    const { source } = (body.bundle ?? {}) as { source?: unknown };
    if (typeof source !== "string") throw new HttpError(400, "BadRequest", "`bundle` must be a module with a source.");
    return answer(await this.runner.inlineQuery(source, body.args ?? {}, caller), body.format);
  }

  /** Whatever kind the function is of. */
  async anyFunction(body: CallBody, caller: Caller): Promise<CallAnswer> {
    const path = pathOf(body);
    const found = this.deployment.find(path);
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
    const at = this.db.latestTimestamp();
    return { results: await Promise.all(queries.map((query: CallBody) => this.query(query, caller, at))) };
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

function pathOf(body: CallBody): string {
  if (typeof body.path !== "string") throw new HttpError(400, "BadRequest", "`path` must name a function.");
  return body.path;
}

function answer(result: QueryResult | MutationResult | ActionResult, format: unknown): CallAnswer {
  const show = format === "convex_encoded_json" ? (value: JSONValue) => value : plainJson;
  if (result.ok) return { status: "success", value: show(result.value), logLines: result.logLines };
  const { errorMessage, errorData, logLines } = result;
  return errorData === undefined
    ? { status: "error", errorMessage, logLines }
    : { status: "error", errorMessage, errorData: show(errorData), logLines };
}

/** Format `json`: int64 as a decimal string, bytes as base64, everything else as it is. */
function plainJson(encoded: JSONValue): JSONValue {
  return plain(jsonToConvex(encoded));
}

function plain(value: Value): JSONValue {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value as Record<string, Value | undefined>).flatMap(([field, item]) =>
        item === undefined ? [] : [[field, plain(item)]],
      ),
    );
  }
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : convexToJson(value);
}
