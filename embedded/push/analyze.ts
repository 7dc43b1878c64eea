// Loads pushed modules in a worker thread of their own and reads from them what is deployed: functions with their validators,
// routes, crons, schema and auth providers. An endless loop at the top of a module is stopped there.
import type { AuthProvider } from "../auth/verify.ts";
import { DatabaseError } from "../database/errors.ts";
import type { SchemaJson, ValidatorJson } from "../database/schemaJson.ts";
import { validatorProblem } from "../database/validatorForm.ts";
import type { ActionPool, ActionTask } from "../functions/actionPool.ts";
import { type CompiledModule, compileModule, type PushedModule } from "../functions/compile.ts";
import type { Analysis, Deployment } from "../functions/deployment.ts";
import { authConfigPath } from "../functions/functionPath.ts";
import { checkCrons } from "../scheduler/cronSchedule.ts";
import { cronSpecsOf } from "../scheduler/cronSpec.ts";
import { type AppDefinition, readAppDefinition } from "./appDefinition.ts";
import { readAuthProviders } from "./authProviders.ts";
import { PushError } from "./pushError.ts";
import type { StartPushRequest } from "./pushRequest.ts";

export type AnalyzedPush = {
  modules: CompiledModule[];
  analysis: Analysis;
  schema: SchemaJson | null;
  app: AppDefinition;
  providers: AuthProvider[];
};

/** As Convex has it, line break and all. */
const loadingModules = "Loading the pushed modules encountered the following\n    error:\n";

export async function analyzePush(
  deployment: Deployment,
  { changedModules, schema: schemaModule, definition }: StartPushRequest["appDefinition"],
): Promise<AnalyzedPush> {
  const modules = await Promise.all(changedModules.map(compile));
  const special = await Promise.all([schemaModule, definition].filter((module) => module !== null).map(compile));
  const pool = deployment.poolFor([
    ...modules,
    ...special.filter(({ path }) => modules.every((module) => module.path !== path)),
  ]);
  try {
    const analysis = JSON.parse(await ask(pool, { type: "analyze" }, "InvalidModules", loadingModules)) as Analysis;
    for (const path of [...special.map((module) => module.path), authConfigPath]) delete analysis[path];
    checkValidators(analysis);
    checkCronSchedules(analysis);
    const hasAuth = modules.some((module) => module.path === authConfigPath);
    const providers = hasAuth ? await readProviders(pool, "The pushed auth config is invalid: ") : [];
    const app = await readDefinition(pool, definition);
    return { modules, analysis, schema: await readSchema(pool, schemaModule), app, providers };
  } finally {
    await pool.close();
  }
}

export async function evaluateSchema(deployment: Deployment, schemaModule: PushedModule): Promise<SchemaJson | null> {
  const pool = deployment.poolFor([await compile(schemaModule)]);
  try {
    return await readSchema(pool, schemaModule);
  } finally {
    await pool.close();
  }
}

/** Whom deployed code trusts with these environment variables. */
export async function evaluateAuthConfig(
  deployment: Deployment,
  environment: ReadonlyMap<string, string>,
): Promise<AuthProvider[]> {
  const { modules } = deployment.code;
  if (modules.every((module) => module.path !== authConfigPath)) return [];
  const pool = deployment.poolFor(modules, environment);
  try {
    return await readProviders(pool, "This change would make the auth config invalid: ");
  } finally {
    await pool.close();
  }
}

async function readSchema(pool: ActionPool, module: PushedModule | null): Promise<SchemaJson | null> {
  if (module === null) return null;
  return JSON.parse(await ask(pool, { type: "export", modulePath: module.path }, "InvalidSchema")) as SchemaJson;
}

async function readDefinition(pool: ActionPool, module: PushedModule | null): Promise<AppDefinition> {
  if (module === null) return {};
  return readAppDefinition(
    JSON.parse(await ask(pool, { type: "export", modulePath: module.path }, "InvalidConvexConfig")),
  );
}

async function readProviders(pool: ActionPool, prefix: string): Promise<AuthProvider[]> {
  const json = await ask(pool, { type: "export", modulePath: authConfigPath }, "InvalidAuthConfig", prefix);
  try {
    return readAuthProviders(JSON.parse(json));
  } catch (error) {
    throw new PushError("InvalidAuthConfig", `${prefix}${(error as Error).message}`, { cause: error });
  }
}

function checkValidators(analysis: Analysis): void {
  for (const [path, { functions }] of Object.entries(analysis)) {
    for (const { name, args, returns } of functions) {
      const problem = argumentsProblem(JSON.parse(args)) ?? returnsProblem(JSON.parse(returns));
      if (problem === null) continue;
      const [method, message] = problem;
      const told = `Invalid JSON returned from ${path}:${name}.${method}(): ${message}`;
      throw new PushError("InvalidModules", `${loadingModules}${told}`);
    }
  }
}

type Problem = readonly [method: string, message: string];
const docs = "See https://docs.convex.dev/functions/validation for docs on how to do";

function argumentsProblem(validator: ValidatorJson): Problem | null {
  const method = "exportArgs";
  const problem = validatorProblem(validator);
  if (problem !== null) return [method, `Error in args validator: ${problem}\n${docs} argument validation.`];
  return validator.type === "object" || validator.type === "any"
    ? null
    : [method, "Args validator must be an object or any"];
}

function returnsProblem(validator: ValidatorJson | null): Problem | null {
  const problem = validator && validatorProblem(validator);
  return problem ? ["exportReturns", `Error in returns validator: ${problem}\n${docs} return value validation.`] : null;
}

/** Before anything is live: a schedule that can't be read would stop the scheduler. */
function checkCronSchedules(analysis: Analysis): void {
  try {
    checkCrons(cronSpecsOf(analysis));
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new PushError("InvalidCron", error.message, { cause: error });
  }
}

async function compile(module: PushedModule): Promise<CompiledModule> {
  try {
    return await compileModule(module);
  } catch (error) {
    throw new PushError("InvalidModules", `${module.path} could not be compiled: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function ask(pool: ActionPool, task: ActionTask, code: string, prefix = ""): Promise<string> {
  try {
    return await pool.run(task, {
      syscall: (op) => Promise.reject(new Error(`${op} can't be used while a module is being imported.`)),
      jsSyscall: (op) => Promise.reject(new Error(`${op} can't be used while a module is being imported.`)),
      log: () => undefined,
    });
  } catch (error) {
    const { message } = error as Error;
    // The CLI knows this code, and says how to set the variable.
    const unset = /Environment variable \S+ is used in auth config file but its value was not set/.exec(message)?.[0];
    if (unset) throw new PushError("AuthConfigMissingEnvironmentVariable", unset, { cause: error });
    throw new PushError(code, `${prefix}${message}`, { cause: error });
  }
}
