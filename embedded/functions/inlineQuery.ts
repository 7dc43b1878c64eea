// `npx convex run --inline-query`: a module that the CLI writes around the query, with an import that only deployments know.
import { build, type Plugin } from "esbuild";
import { type CompiledModule, compileModule } from "./compile.ts";
import type { DeployedFunction } from "./deployment.ts";
import { FunctionFailure } from "./failure.ts";

const modulePath = "testQuery.js";
const wrappers = 'export { queryGeneric as query, internalQueryGeneric as internalQuery } from "convex/server";';

export const inlineQuery: DeployedFunction = {
  path: "testQuery:default",
  modulePath,
  exportName: "default",
  udfType: "Query",
  isPublic: true,
  inNode: false,
  args: { type: "any" },
  returns: null,
};

/** Throws FunctionFailure. */
export async function compileInlineQuery(source: string): Promise<CompiledModule> {
  const stdin = { contents: source, sourcefile: modulePath, resolveDir: import.meta.dirname };
  const options = { bundle: true, write: false, format: "esm", platform: "browser", logLevel: "silent" } as const;
  try {
    const { outputFiles } = await build({ stdin, ...options, plugins: [knownToDeployments] });
    const bundled = outputFiles[0]?.text ?? "";
    return await compileModule({ path: modulePath, source: bundled, environment: "isolate" });
  } catch (error) {
    throw new FunctionFailure(`The query could not be compiled: ${(error as Error).message}`, undefined, {
      cause: error,
    });
  }
}

const knownToDeployments: Plugin = {
  name: "known to deployments",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^convex:\// }, ({ path }) => ({ path, namespace: "convex" }));
    onLoad({ filter: /.*/, namespace: "convex" }, () => ({ contents: wrappers, resolveDir: import.meta.dirname }));
  },
};
