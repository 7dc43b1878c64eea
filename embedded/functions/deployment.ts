// What is deployed: the modules and what analysis found in them, the environment variables, and the runners made from both.
// All of it lives in the database's settings, so that a restart serves the same functions.

import type { AuthProvider } from "../auth/verify.ts";
import type { Database } from "../database/database.ts";
import type { ValidatorJson } from "../database/schemaJson.ts";
import type { AppDefinition } from "../push/appDefinition.ts";
import type { ModuleAnalysis } from "./actionMessages.ts";
import { type ActionLimits, ActionPool, defaultActionLimits } from "./actionPool.ts";
import type { CompiledModule } from "./compile.ts";
import { type AnalyzedFunction, canonicalFunctionPath, parseFunctionPath } from "./functionPath.ts";
import { IsolateRunner } from "./isolate.ts";

export type Analysis = { [modulePath: string]: ModuleAnalysis };
export type PushedCode = {
  modules: CompiledModule[];
  analysis: Analysis;
  serverVersion: string;
  /** Where the app has its functions, as its convex.json says. */
  functions?: string | undefined;
  /** What convex.config.ts says. */
  app?: AppDefinition;
};
export type DeployedFunction = {
  /** `dir/mod:fn` */
  path: string;
  modulePath: string;
  exportName: string;
  udfType: AnalyzedFunction["udfType"];
  isPublic: boolean;
  inNode: boolean;
  args: ValidatorJson;
  returns: ValidatorJson | null;
};
export type RunOptions = { functionMs: number; actions: ActionLimits };
/** A second of JavaScript is Convex's own limit; wall time on a machine that also renders videos needs more room. */
export const defaultRunOptions: RunOptions = {
  functionMs: 5_000,
  actions: defaultActionLimits,
};

const codeKey = "deployed code";
const environmentKey = "environment variables";

export class Deployment {
  providers: AuthProvider[] = [];
  code: PushedCode;
  environment: Map<string, string>;
  isolates: IsolateRunner;
  actions: ActionPool;
  private functions: Map<string, DeployedFunction>;
  private readonly db: Database;
  private readonly run: RunOptions;
  private readonly builtIn: () => [string, string][];
  private readonly listeners = new Set<() => void>();

  constructor(db: Database, options: { run: RunOptions; addresses: () => { cloudUrl: string; siteUrl: string } }) {
    this.db = db;
    this.run = options.run;
    this.builtIn = () => [
      ["CONVEX_CLOUD_URL", options.addresses().cloudUrl],
      ["CONVEX_SITE_URL", options.addresses().siteUrl],
    ];
    const stored = db.setting(codeKey);
    this.code =
      stored === undefined ? { modules: [], analysis: {}, serverVersion: "" } : (JSON.parse(stored) as PushedCode);
    this.environment = new Map(
      Object.entries(JSON.parse(db.setting(environmentKey) ?? "{}") as Record<string, string>),
    );
    this.functions = functionsOf(this.code);
    this.isolates = this.makeIsolates();
    this.actions = this.makeActions();
  }

  /** Of a query or mutation. */
  get timeLimitMs(): number {
    return this.run.functionMs;
  }

  get actionLimitMs(): number {
    return this.run.actions.durationMs;
  }

  find(path: string): DeployedFunction | undefined {
    return this.functions.get(canonicalFunctionPath(path));
  }

  all(): DeployedFunction[] {
    return [...this.functions.values()];
  }

  /** Calls back after a push or a change of environment variables: any result may be another now. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** For the next start; `deploy` makes it live in this one. */
  store(code: PushedCode): void {
    this.db.setSetting(codeKey, JSON.stringify(code));
  }

  deploy(code: PushedCode, providers: AuthProvider[]): void {
    this.code = code;
    this.functions = functionsOf(code);
    this.providers = providers;
    this.restartRunners();
  }

  /** `providers`: whom auth.config trusts with these variables. */
  setEnvironment(environment: Map<string, string>, providers: AuthProvider[]): void {
    this.db.setSetting(environmentKey, JSON.stringify(Object.fromEntries(environment)));
    this.environment = environment;
    this.providers = providers;
    this.restartRunners();
  }

  /** The variables that functions see. */
  visibleEnvironment(environment: ReadonlyMap<string, string> = this.environment): Map<string, string> {
    return new Map([...this.builtIn(), ...environment]);
  }

  /** A pool to look at modules that are not deployed (yet), or with other environment variables. */
  poolFor(modules: CompiledModule[], environment?: ReadonlyMap<string, string>): ActionPool {
    return new ActionPool(modules, this.visibleEnvironment(environment), {
      ...this.run.actions,
      durationMs: 30_000,
      unresponsiveMs: Math.min(this.run.actions.unresponsiveMs, 15_000),
    });
  }

  async close(): Promise<void> {
    this.isolates.close();
    await this.actions.close();
  }

  private restartRunners(): void {
    this.isolates.close();
    this.actions.retire();
    this.isolates = this.makeIsolates();
    this.actions = this.makeActions();
    for (const listener of this.listeners) listener();
  }

  /** To run queries of modules that are not deployed. */
  isolatesFor(modules: CompiledModule[]): IsolateRunner {
    const byPath = new Map(modules.map((module) => [module.path, module]));
    const reusing = new Set(modules.map(({ path }) => path).filter((path) => this.code.analysis[path]?.reuseContext));
    return new IsolateRunner(byPath, this.visibleEnvironment(), { timeLimitMs: this.timeLimitMs, reusing });
  }

  private makeIsolates(): IsolateRunner {
    return this.isolatesFor(this.code.modules);
  }

  private makeActions(): ActionPool {
    return new ActionPool(this.code.modules, this.visibleEnvironment(), this.run.actions);
  }
}

function functionsOf(code: PushedCode): Map<string, DeployedFunction> {
  const environments = new Map(code.modules.map((module) => [module.path, module.environment]));
  const functions = new Map<string, DeployedFunction>();
  for (const [module, analysis] of Object.entries(code.analysis)) {
    for (const analyzed of analysis.functions) {
      const path = canonicalFunctionPath(`${module}:${analyzed.name}`);
      functions.set(path, {
        path,
        ...parseFunctionPath(path),
        udfType: analyzed.udfType,
        isPublic: analyzed.visibility.kind === "public",
        inNode: environments.get(module) === "node",
        args: JSON.parse(analyzed.args) as ValidatorJson,
        returns: JSON.parse(analyzed.returns) as ValidatorJson | null,
      });
    }
  }
  return functions;
}
