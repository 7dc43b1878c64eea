// The deploy API of the official CLI: start (compile, analyze, check), wait for the schema, finish (make it live).
// Response shapes: convex/src/cli/lib/deployApi.
import { randomBytes, randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { convexToJson } from "convex/values";
import type { AuthProvider } from "../auth/verify.ts";
import type { Database } from "../database/database.ts";
import { SchemaError } from "../database/errors.ts";
import type { SchemaChange } from "../database/schemaChange.ts";
import type { SchemaJson } from "../database/schemaJson.ts";
import type { PushedModule } from "../functions/compile.ts";
import type { Deployment, PushedCode } from "../functions/deployment.ts";
import { authConfigPath } from "../functions/functionPath.ts";
import type { CronSpecs } from "../scheduler/cronSpec.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import { analyzePush, evaluateAuthConfig } from "./analyze.ts";
import { PushError } from "./pushError.ts";

export type StartPushRequest = {
  dryRun: boolean;
  functions?: string;
  appDefinition: {
    definition: PushedModule | null;
    schema: PushedModule | null;
    changedModules: PushedModule[];
    unchangedModuleHashes: { path: string }[];
    udfServerVersion: string;
  };
  componentDefinitions: unknown[];
};
type SchemaChangeJson = { schemaIds: { [component: string]: string } };
type Pending = { code: PushedCode; schema: SchemaChange; providers: AuthProvider[] };

/** Pushes that were started and neither finished nor forgotten. */
const keptPushes = 8;

export class Push {
  private readonly db: Database;
  private readonly deployment: Deployment;
  private readonly scheduler: Scheduler;
  private readonly pending = new Map<string, Pending>();

  constructor(parts: { db: Database; deployment: Deployment; scheduler: Scheduler }) {
    this.db = parts.db;
    this.deployment = parts.deployment;
    this.scheduler = parts.scheduler;
  }

  async start(request: StartPushRequest) {
    if (request.componentDefinitions.length > 0) {
      throw new PushError(
        "ComponentsNotSupported",
        "Components (app.use in convex.config.ts) are not supported by the embedded deployment.",
      );
    }
    const { changedModules, schema, udfServerVersion } = request.appDefinition;
    const analyzed = await analyzePush(this.deployment, changedModules, schema);
    const code: PushedCode = {
      modules: analyzed.modules,
      analysis: analyzed.analysis,
      serverVersion: udfServerVersion,
      functions: request.functions,
    };
    const id = this.remember({ code, schema: this.prepare(analyzed.schema), providers: analyzed.providers });
    return {
      environmentVariables: Object.fromEntries(this.deployment.environment),
      externalDepsId: null,
      componentDefinitionPackages: {},
      appAuth: analyzed.providers,
      analysis: {
        "": {
          definition: {
            path: "",
            definitionType: { type: "app" },
            childComponents: [],
            httpMounts: {},
            exports: { type: "branch", branch: [] },
          },
          schema: analyzed.schema,
          functions: Object.fromEntries(
            Object.entries(analyzed.analysis).map(([path, module]) => [path, { ...module, sourceMapped: null }]),
          ),
          udfConfig: {
            serverVersion: udfServerVersion,
            importPhaseRngSeed: convexToJson(new Uint8Array(randomBytes(32)).buffer),
            importPhaseUnixTimestamp: convexToJson(BigInt(Date.now())),
          },
        },
      },
      app: {
        definitionPath: "",
        componentPath: "",
        args: {},
        childComponents: {},
        httpRoutes: { httpModuleRoutes: analyzed.analysis["http.js"]?.httpRoutes ?? null, mounts: [] },
        exports: {},
      },
      schemaChange: { allocatedComponentIds: {}, schemaIds: { "": id }, indexDiffs: {} },
    };
  }

  /** Works on the schema, in steps between which everything else goes on; answers after `timeoutMs` even when there is more to do. */
  async waitForSchema(schemaChange: SchemaChangeJson, options: { timeoutMs?: number; dryRun?: boolean } = {}) {
    const { schema } = this.take(schemaChange);
    const until = performance.now() + (options.timeoutMs ?? Number.POSITIVE_INFINITY);
    try {
      if (options.dryRun !== true && !schema.overtaken) schema.beginIndexes();
      while (!schema.overtaken && schema.advance()) {
        if (performance.now() > until) return { type: "inProgress", components: { "": schema.progress } };
        await setImmediate();
      }
      return { type: schema.overtaken ? "raceDetected" : "complete" };
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      schema.discard();
      return { type: "failed", error: error.message, componentPath: "", tableName: error.tableName ?? null };
    }
  }

  /** Schema, functions and crons take effect together: nobody sees the one without the other, and a crash keeps or loses both. */
  async finish(schemaChange: SchemaChangeJson, dryRun: boolean) {
    const { code, schema, providers } = this.take(schemaChange);
    const before = this.deployment.providers;
    const modulesBefore = new Set(this.deployment.code.modules.map((module) => module.path));
    if (dryRun) schema.discard();
    else {
      try {
        this.db.finishSchema(schema, () => this.deployment.store(code));
      } catch (error) {
        if (!(error instanceof SchemaError)) throw error;
        throw new PushError("SchemaDefinitionError", error.message, { cause: error });
      }
      this.deployment.deploy(code, providers);
      this.setCrons();
    }
    const modulesAfter = new Set(code.modules.map((module) => module.path));
    return {
      authDiff: {
        added: missing(providers, before),
        removed: missing(before, providers),
      },
      definitionDiffs: {},
      componentDiffs: {
        "": {
          diffType: { type: modulesBefore.size === 0 ? "create" : "modify" },
          moduleDiff: {
            added: [...modulesAfter].filter((path) => !modulesBefore.has(path)),
            removed: [...modulesBefore].filter((path) => !modulesAfter.has(path)),
          },
          udfConfigDiff: null,
          cronDiff: { added: [], updated: [], deleted: [] },
          indexDiff: { added_indexes: [], removed_indexes: [] },
          schemaDiff: null,
        },
      },
    };
  }

  /** What the deployed code says about crons and auth; at start, and again when an environment variable changes. */
  async restore(): Promise<void> {
    this.setCrons();
    await this.refreshAuth();
  }

  /** Reads auth.config again: its providers may come from environment variables. */
  async refreshAuth(): Promise<void> {
    const { modules } = this.deployment.code;
    if (modules.some((module) => module.path === authConfigPath)) {
      this.deployment.providers = await evaluateAuthConfig(this.deployment, modules);
    }
  }

  private setCrons(): void {
    const specs = this.deployment.code.analysis["crons.js"]?.cronSpecs;
    this.scheduler.setCrons(specs === null || specs === undefined ? {} : (JSON.parse(specs) as CronSpecs));
  }

  private prepare(schema: SchemaJson | null): SchemaChange {
    try {
      return this.db.prepareSchema(schema);
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      throw new PushError("SchemaDefinitionError", error.message, { cause: error });
    }
  }

  private remember(push: Pending): string {
    const id = randomUUID();
    this.pending.set(id, push);
    const [oldest] = this.pending;
    if (this.pending.size > keptPushes && oldest !== undefined) {
      oldest[1].schema.discard();
      this.pending.delete(oldest[0]);
    }
    return id;
  }

  private take(schemaChange: SchemaChangeJson): Pending {
    const found = this.pending.get(schemaChange.schemaIds[""] ?? "");
    if (found === undefined)
      throw new PushError(
        "UnknownPush",
        "This push was not started here, or the server was restarted since. Push again.",
      );
    return found;
  }
}

function missing(providers: AuthProvider[], others: AuthProvider[]): string[] {
  const known = new Set(others.map((provider) => JSON.stringify(provider)));
  return providers.map((provider) => JSON.stringify(provider)).filter((provider) => !known.has(provider));
}
