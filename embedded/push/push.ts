// The deploy API of the official CLI: start (compile, analyze, check), wait for the schema, finish (make it live).
// Response shapes: convex/src/cli/lib/deployApi.
import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { AuthProvider } from "../auth/verify.ts";
import type { Database } from "../database/database.ts";
import { SchemaError } from "../database/errors.ts";
import type { SchemaChange } from "../database/schemaChange.ts";
import type { SchemaJson } from "../database/schemaJson.ts";
import type { Deployment, PushedCode } from "../functions/deployment.ts";
import { cronSpecsOf } from "../scheduler/cronSpec.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import { analyzePush, evaluateAuthConfig, evaluateSchema } from "./analyze.ts";
import { checkDeclared } from "./appDefinition.ts";
import { indexDiff } from "./indexDiff.ts";
import { emptyDiff, pushDiff } from "./pushDiff.ts";
import { PushError } from "./pushError.ts";
import type { SchemaChangeJson, StartPushRequest } from "./pushRequest.ts";
import { schemaEvaluation } from "./schemaEvaluation.ts";
import { startAnswer } from "./startAnswer.ts";

/** `environment`: what the pushed code was read with. */
type Pending = {
  code: PushedCode;
  schema: SchemaChange;
  providers: AuthProvider[];
  environment: ReadonlyMap<string, string>;
  dryRun: boolean;
  /** Why its schema can't be in force. */
  failure: SchemaError | null;
};

/** Pushes that were started and neither finished nor forgotten. */
const keptPushes = 8;

export class Push {
  private readonly db: Database;
  private readonly deployment: Deployment;
  private readonly scheduler: Scheduler;
  private readonly pending = new Map<string, Pending>();
  /** The one schema whose indexes are in the making; of the same one there are no two. */
  private onItsWay: SchemaChange | null = null;

  constructor(parts: { db: Database; deployment: Deployment; scheduler: Scheduler }) {
    this.db = parts.db;
    this.deployment = parts.deployment;
    this.scheduler = parts.scheduler;
  }

  async start(request: StartPushRequest) {
    refuseComponents(request);
    const { analyzed, schema: prepared, environment } = await this.prepare(request);
    const { dryRun, appDefinition } = request;
    const { udfServerVersion } = appDefinition;
    const schema = dryRun ? prepared : this.takeTheWay(prepared);
    const code: PushedCode = {
      modules: analyzed.modules,
      analysis: analyzed.analysis,
      serverVersion: udfServerVersion,
      functions: request.functions,
      app: analyzed.app,
    };
    const id = this.remember({ code, schema, providers: analyzed.providers, environment, dryRun, failure: null });
    return startAnswer(analyzed, {
      environmentVariables: Object.fromEntries(environment),
      serverVersion: udfServerVersion,
      schemaChange: this.schemaChange(id, analyzed.schema),
    });
  }

  /** What `start` would find and do; nothing is begun. */
  async evaluate(request: StartPushRequest) {
    refuseComponents(request);
    const { analyzed, schema } = await this.prepare(request);
    schema.discard();
    return { schemaChange: this.schemaChange(null, analyzed.schema) };
  }

  /** What the schema alone would do to the data. */
  async evaluateSchema(request: StartPushRequest) {
    const { schema: module } = request.appDefinition;
    const schema = await pushing(async () => (module === null ? null : evaluateSchema(this.deployment, module)));
    return schemaEvaluation(this.db, schema);
  }

  /** Works on the schema, in steps between which everything else goes on; answers after `timeoutMs` even when there is more to do. */
  async waitForSchema(schemaChange: SchemaChangeJson, options: { timeoutMs?: number; dryRun?: boolean } = {}) {
    const push = this.take(schemaChange);
    const { schema } = push;
    const until = performance.now() + (options.timeoutMs ?? Number.POSITIVE_INFINITY);
    try {
      if (options.dryRun !== true && this.stateOf(push) === "on its way") schema.beginIndexes();
      while (this.stateOf(push) === "on its way" && schema.advance()) {
        if (performance.now() > until) return { type: "inProgress", components: { "": schema.progress } };
        await setImmediate();
      }
      return { type: this.stateOf(push) === "overtaken" ? "raceDetected" : "complete" };
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      push.failure = error;
      schema.discard();
      if (this.onItsWay === schema) this.onItsWay = null;
      return { type: "failed", error: error.message, componentPath: "", tableName: error.tableName ?? null };
    }
  }

  /** Schema, functions and crons take effect together: nobody sees the one without the other, and a crash keeps or loses both. */
  async finish(schemaChange: SchemaChangeJson, dryRun: boolean) {
    const push = this.take(schemaChange);
    const { code, schema, providers, environment } = push;
    if (dryRun) return emptyDiff;
    const { deployment } = this;
    const before = { code: deployment.code, schema: this.db.schema(), providers: deployment.providers };
    await pushing(async () => {
      if (!sameVariables(environment, deployment.environment)) {
        // The CLI pushes again.
        throw new PushError("RaceDetected", "Environment variables have changed during push");
      }
      checkDeclared(code.app ?? {}, environment);
      if (push.failure !== null) throw new PushError("SchemaDefinitionError", push.failure.message);
      const state = this.stateOf(push);
      if (state === "overtaken") throw new PushError("RaceDetected", "Schema was overwritten by another push.");
      const change = state === "in force" ? this.db.prepareSchema(schema.schema) : schema;
      refusingSchemaErrors(() => this.db.finishSchema(change, () => deployment.store(code)));
    });
    this.onItsWay = null;
    deployment.deploy(code, providers);
    this.setCrons();
    return pushDiff(before, { code, schema: schema.schema, providers });
  }

  /** What the deployed code says about crons and auth, at the start: the addresses that auth.config may name can be others now. */
  async restore(): Promise<void> {
    this.setCrons();
    try {
      this.deployment.providers = await this.providersWith(this.deployment.environment);
    } catch (error) {
      if (!(error instanceof PushError)) throw error;
      // Better nobody's tokens than no deployment: it can be pushed to.
      process.stderr.write(
        `auth.config can't be read, so all tokens are refused until the next push: ${error.message}\n`,
      );
    }
  }

  /** Whom the deployed auth.config trusts with these environment variables. Throws PushError. */
  providersWith(environment: ReadonlyMap<string, string>): Promise<AuthProvider[]> {
    return evaluateAuthConfig(this.deployment, environment);
  }

  private setCrons(): void {
    this.scheduler.setCrons(cronSpecsOf(this.deployment.code.analysis));
  }

  private prepare(request: StartPushRequest) {
    return pushing(async () => {
      const { environment } = this.deployment;
      const analyzed = await analyzePush(this.deployment, request.appDefinition);
      return { analyzed, schema: refusingSchemaErrors(() => this.db.prepareSchema(analyzed.schema)), environment };
    });
  }

  private schemaChange(id: string | null, schema: SchemaJson | null) {
    return {
      allocatedComponentIds: {},
      schemaIds: id === null ? {} : { "": id },
      indexDiffs: { "": indexDiff(this.db.schema(), schema) },
    };
  }

  /** As in Convex: a push that comes later takes the place of what was on its way, whose pusher is told; the same schema goes on. */
  private takeTheWay(schema: SchemaChange): SchemaChange {
    const { onItsWay } = this;
    if (onItsWay !== null && !onItsWay.overtaken && sameSchema(onItsWay.schema, schema.schema)) return onItsWay;
    onItsWay?.discard();
    this.onItsWay = schema;
    return schema;
  }

  private stateOf({ schema, dryRun }: Pending): "in force" | "on its way" | "overtaken" {
    if (sameSchema(schema.schema, this.db.schema())) return "in force";
    return schema.overtaken || !(dryRun || schema === this.onItsWay) ? "overtaken" : "on its way";
  }

  private remember(push: Pending): string {
    const id = randomUUID();
    this.pending.set(id, push);
    const [oldest] = this.pending.keys();
    if (this.pending.size > keptPushes && oldest !== undefined) this.pending.delete(oldest);
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

function refuseComponents({ componentDefinitions }: StartPushRequest): void {
  if (componentDefinitions.length === 0) return;
  throw new PushError(
    "ComponentsNotSupported",
    "Components (app.use in convex.config.ts) are not supported by the embedded deployment.",
  );
}

function sameSchema(one: SchemaJson | null, other: SchemaJson | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function sameVariables(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): boolean {
  return some.size === others.size && [...some].every(([name, value]) => others.get(name) === value);
}

function refusingSchemaErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw new PushError("SchemaDefinitionError", error.message, { cause: error });
  }
}

/** As Convex introduces what it has against a push. */
async function pushing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PushError)) throw error;
    throw new PushError(error.code, `Hit an error while pushing:\n${error.message}`, { cause: error });
  }
}
