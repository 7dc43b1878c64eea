// What the CLI is told of a push that was started: all that its code generation reads. One app, no components.
// Its shape: convex/src/cli/lib/deployApi/startPush.ts.
import { randomBytes } from "node:crypto";
import { convexToJson } from "convex/values";
import type { AnalyzedPush } from "./analyze.ts";

export function startAnswer<SchemaChange>(
  { providers, schema, analysis, app }: AnalyzedPush,
  rest: { environmentVariables: { [name: string]: string }; serverVersion: string; schemaChange: SchemaChange },
) {
  return {
    environmentVariables: rest.environmentVariables,
    externalDepsId: null,
    componentDefinitionPackages: {},
    appAuth: providers,
    analysis: {
      "": {
        definition: {
          path: "",
          definitionType: { type: "app" },
          ...app,
          childComponents: [],
          httpMounts: {},
          exports: { type: "branch", branch: [] },
        },
        schema,
        functions: Object.fromEntries(
          Object.entries(analysis).map(([path, module]) => [path, { ...module, sourceMapped: null }]),
        ),
        udfConfig: {
          serverVersion: rest.serverVersion,
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
      httpRoutes: { httpModuleRoutes: analysis["http.js"]?.httpRoutes ?? null, mounts: [] },
      exports: {},
    },
    schemaChange: rest.schemaChange,
  };
}
