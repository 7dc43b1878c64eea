// The deploy API of the official CLI: start (compile, analyze, check), wait for the schema, finish (make it live).
// Response shapes: convex/src/cli/lib/deployApi.
import { randomBytes, randomUUID } from "node:crypto";
import { convexToJson } from "convex/values";
import type { AuthProvider } from "../auth/verify.ts";
import type { Database } from "../database/database.ts";
import { SchemaError } from "../database/errors.ts";
import type { SchemaJson } from "../database/schemaJson.ts";
import type { PushedModule } from "../functions/compile.ts";
import type { Deployment, PushedCode } from "../functions/deployment.ts";
import type { CronSpecs } from "../scheduler/cronSpec.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import { analyzePush, authConfigPath, evaluateAuthConfig } from "./analyze.ts";
import { PushError } from "./pushError.ts";

type ModuleConfig = PushedModule & { sourceMap?: string };
export type StartPushRequest = {
  dryRun: boolean;
  appDefinition: {
    definition: ModuleConfig | null;
    schema: ModuleConfig | null;
    changedModules: ModuleConfig[];
    unchangedModuleHashes: { path: string }[];
    udfServerVersion: string;
  };
  componentDefinitions: unknown[];
};
type SchemaChange = { schemaIds: { [component: string]: string } };
type Pending = { code: PushedCode; schema: SchemaJson | null; providers: AuthProvider[] };

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
    };
    const id = this.remember({ code, schema: analyzed.schema, providers: analyzed.providers });
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

  waitForSchema(schemaChange: SchemaChange) {
    const { schema } = this.take(schemaChange);
    try {
      this.db.checkSchema(schema);
      return { type: "complete" };
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      return { type: "failed", error: error.message, componentPath: "", tableName: error.tableName ?? null };
    }
  }

  async finish(schemaChange: SchemaChange, dryRun: boolean) {
    const { code, schema, providers } = this.take(schemaChange);
    const before = this.deployment.providers;
    const modulesBefore = new Set(this.deployment.code.modules.map((module) => module.path));
    if (!dryRun) {
      this.db.applySchema(schema);
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

  private remember(push: Pending): string {
    const id = randomUUID();
    this.pending.set(id, push);
    const oldest = this.pending.keys().next();
    if (this.pending.size > keptPushes && !oldest.done) this.pending.delete(oldest.value);
    return id;
  }

  private take(schemaChange: SchemaChange): Pending {
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
