// Loads pushed modules in a worker thread of their own and reads from them what is deployed: functions with their validators,
// routes, crons, schema and auth providers. An endless loop at the top of a module is stopped there.
import type { AuthProvider } from "../auth/verify.ts";
import type { SchemaJson } from "../database/schemaJson.ts";
import type { ActionPool, ActionTask } from "../functions/actionPool.ts";
import { type CompiledModule, compileModule, type PushedModule } from "../functions/compile.ts";
import type { Analysis, Deployment } from "../functions/deployment.ts";
import { authConfigPath } from "../functions/functionPath.ts";
import { PushError } from "./pushError.ts";

export type AnalyzedPush = {
  modules: CompiledModule[];
  analysis: Analysis;
  schema: SchemaJson | null;
  providers: AuthProvider[];
};

export async function analyzePush(
  deployment: Deployment,
  pushed: PushedModule[],
  schemaModule: PushedModule | null,
): Promise<AnalyzedPush> {
  const modules = await Promise.all(pushed.map(compile));
  const schemaModules = schemaModule === null ? [] : [await compile(schemaModule)];
  const pool = deployment.poolFor([
    ...modules,
    ...schemaModules.filter((schema) => modules.every((module) => module.path !== schema.path)),
  ]);
  try {
    const analysis = JSON.parse(await ask(pool, { type: "analyze" }, "InvalidModules")) as Analysis;
    for (const special of [...schemaModules.map((module) => module.path), authConfigPath]) delete analysis[special];
    checkArgumentValidators(analysis);
    const schema =
      schemaModule === null
        ? null
        : (JSON.parse(
            await ask(pool, { type: "export", modulePath: schemaModule.path }, "InvalidSchema"),
          ) as SchemaJson);
    const hasAuth = modules.some((module) => module.path === authConfigPath);
    return { modules, analysis, schema, providers: hasAuth ? await readProviders(pool) : [] };
  } finally {
    await pool.close();
  }
}

export async function evaluateAuthConfig(deployment: Deployment, modules: CompiledModule[]): Promise<AuthProvider[]> {
  const pool = deployment.poolFor(modules);
  try {
    return await readProviders(pool);
  } finally {
    await pool.close();
  }
}

async function readProviders(pool: ActionPool): Promise<AuthProvider[]> {
  const json = await ask(pool, { type: "export", modulePath: authConfigPath }, "InvalidAuthConfig");
  const { providers } = JSON.parse(json) as { providers?: AuthProvider[] };
  if (!Array.isArray(providers))
    throw new PushError("InvalidAuthConfig", "auth.config.ts must export { providers: [...] }.");
  // The CLI's answer schema wants the field of a customJwt provider even where it is not set.
  return providers.map((provider) =>
    provider.type === "customJwt" && provider.applicationID === undefined
      ? ({ ...provider, applicationID: null } as unknown as AuthProvider)
      : provider,
  );
}

function checkArgumentValidators(analysis: Analysis): void {
  for (const [path, module] of Object.entries(analysis)) {
    for (const analyzed of module.functions) {
      const { type } = JSON.parse(analyzed.args) as { type: string };
      if (type !== "object" && type !== "any") {
        throw new PushError(
          "InvalidArgsValidator",
          `The args of ${path}:${analyzed.name} must be an object of validators.`,
        );
      }
    }
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

async function ask(pool: ActionPool, task: ActionTask, code: string): Promise<string> {
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
    throw new PushError(code, `Failed to analyze the pushed modules: ${message}`, { cause: error });
  }
}
