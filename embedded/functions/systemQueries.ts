// The queries under `_system/` that the CLI subscribes to as admin: environment variables, tables and their rows, functions.
import { convexToJson, type JSONValue, jsonToConvex, type Value } from "convex/values";
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Caller } from "./caller.ts";
import type { Deployment } from "./deployment.ts";
import type { QueryResult } from "./run.ts";

type Arguments = { [name: string]: Value | undefined };
type PageOptions = { cursor: string | null; numItems: number };

export function isSystemFunction(path: string): boolean {
  return path.startsWith("_system/");
}

export class SystemQueries {
  private readonly db: Database;
  private readonly deployment: Deployment;

  constructor(db: Database, deployment: Deployment) {
    this.db = db;
    this.deployment = deployment;
  }

  run(path: string, args: unknown, caller: Caller, at?: bigint): QueryResult {
    const tx = this.db.begin(at ?? this.db.latestTimestamp());
    const common = { logLines: [], ts: tx.snapshotTs, reads: tx.reads, journal: null };
    if (caller.identity.kind !== "admin") {
      return { ok: false, errorMessage: `${path} needs the deployment's admin key.`, ...common };
    }
    const decoded = jsonToConvex((Array.isArray(args) ? (args[0] ?? {}) : (args ?? {})) as JSONValue) as Arguments;
    const value = this.answer(tx, path.replace(/:default$/, ""), decoded);
    return value === undefined
      ? {
          ok: false,
          errorMessage: `Could not find function for '${path}'. The embedded deployment does not have it.`,
          ...common,
        }
      : { ok: true, value: convexToJson(value), ...common };
  }

  private answer(tx: Transaction, path: string, args: Arguments): Value | undefined {
    switch (path) {
      case "_system/cli/queryEnvironmentVariables":
        return [...this.deployment.environment].map(([name, value]) => ({ name, value }));
      case "_system/cli/queryEnvironmentVariables:get": {
        const value = this.deployment.environment.get(String(args["name"]));
        return value === undefined ? null : { name: String(args["name"]), value };
      }
      case "_system/cli/convexUrl:cloudUrl":
        return this.deployment.visibleEnvironment().get("CONVEX_CLOUD_URL") ?? null;
      case "_system/cli/convexUrl:siteUrl":
        return this.deployment.visibleEnvironment().get("CONVEX_SITE_URL") ?? null;
      case "_system/cli/modules:apiSpec":
        return this.apiSpec();
      case "_system/cli/tables":
        return {
          page: this.db
            .tables()
            .filter((name) => !name.startsWith("_"))
            .map((name) => ({ name })),
          isDone: true,
          continueCursor: "",
        };
      case "_system/cli/tableData":
        return tablePage(tx, args);
      case "_system/cli/tableSize":
        return tx.count(String(args["tableName"] ?? args["table"]));
      case "_system/cli/queryTable":
        // Another answer whenever any of the table's documents changes: `convex dev` waits for that.
        tx.count(String(args["tableName"]));
        return Math.random();
      case "_system/cli/queryImport":
        return tx.get(String(args["importId"]), "_snapshot_imports") as Value;
      case "_system/cli/queryImport:list":
        return newest(tx, "_snapshot_imports", 20);
      case "_system/cli/exports:getLatest":
        return newest(tx, "_exports", 1)[0] ?? null;
      case "_system/frontend/components:list":
        return [];
      case "_system/frontend/getSchemas": {
        const schema = this.db.schema();
        return schema === null ? {} : { active: JSON.stringify(schema) };
      }
      default:
        return undefined;
    }
  }

  private apiSpec(): Value {
    const functions = this.deployment.all().map((found) => ({
      identifier: `${found.modulePath}:${found.exportName}`,
      functionType: found.udfType,
      visibility: { kind: found.isPublic ? "public" : "internal" },
      args: found.args as unknown as Value,
      returns: (found.returns ?? { type: "any" }) as unknown as Value,
    }));
    const routes = this.deployment.code.analysis["http.js"]?.httpRoutes ?? [];
    return [...functions, ...routes.map(({ path, method }) => ({ functionType: "HttpAction", path, method }))];
  }
}

function newest(tx: Transaction, tableName: string, limit: number): Value[] {
  const rows = tx.query({ source: { type: "FullTableScan", tableName, order: "desc" }, operators: [{ limit }] });
  const found: Value[] = [];
  for (let row = rows.next(); row !== null; row = rows.next()) found.push(row as Value);
  return found;
}

function tablePage(tx: Transaction, args: Arguments): Value {
  const { cursor, numItems } = args["paginationOpts"] as unknown as PageOptions;
  const order = args["order"] === "asc" ? "asc" : "desc";
  const query = { source: { type: "FullTableScan", tableName: String(args["table"]), order } as const, operators: [] };
  const { page, isDone, continueCursor } = tx.queryPage({
    query,
    cursor,
    pageSize: Math.max(1, Math.min(numItems, 1_000)),
  });
  return { page: page as Value[], isDone, continueCursor };
}
