// What a pushed module exports: functions with their validators, HTTP routes, crons.
import type { ModuleAnalysis } from "./actionMessages.ts";
import type { AnalyzedFunction, FunctionType } from "./functionPath.ts";

export type Exported = {
  isQuery?: true;
  isMutation?: true;
  isAction?: true;
  isHttp?: true;
  isPublic?: true;
  isInternal?: true;
  exportArgs?: () => string;
  exportReturns?: () => string;
  invokeAction?: (requestId: string, args: string) => Promise<string>;
};
type HttpEndpoint = { invokeHttpAction(request: Request): Promise<Response> };
export type Router = {
  isRouter?: true;
  lookup(path: string, method: string): readonly [HttpEndpoint, string, string] | null;
  getRoutes(): readonly (readonly [string, string, unknown])[];
};

/** A sentence about a module that is not what it should be; the module did not throw it. */
export class UnfitModule extends Error {}

/** Throws UnfitModule, in Convex's words. */
export function analyzeExports(
  exports: Record<string, unknown>,
  { path, inNode }: { path: string; inNode: boolean },
): ModuleAnalysis {
  const functions: AnalyzedFunction[] = [];
  for (const [name, value] of Object.entries(exports)) {
    const exported = value as Exported | null | undefined;
    const udfType = exported === null || exported === undefined ? null : typeOf(exported);
    if (udfType === null || !exported) continue;
    if (inNode && udfType !== "Action") {
      throw new UnfitModule(
        `\`${name}\` defined in \`${path}\` is a ${udfType} function. Only actions can be defined in Node.js. See https://docs.convex.dev/functions/actions for more details.`,
      );
    }
    functions.push({
      name,
      pos: null,
      udfType,
      visibility: { kind: exported.isInternal === true ? "internal" : "public" },
      args: exported.exportArgs?.() ?? '{"type":"any"}',
      returns: exported.exportReturns?.() ?? "null",
    });
  }
  return {
    functions,
    httpRoutes: path === "http.js" ? routesOf(exports["default"]) : null,
    cronSpecs: path === "crons.js" ? cronsOf(exports["default"]) : null,
    ...(exports["experimental_reuseContext"] === true ? { reuseContext: true } : {}),
  };
}

function typeOf(exported: Exported): FunctionType | null {
  if (exported.isHttp === true) return null;
  if (exported.isQuery === true) return "Query";
  if (exported.isMutation === true) return "Mutation";
  return exported.isAction === true ? "Action" : null;
}

function routesOf(main: unknown): ModuleAnalysis["httpRoutes"] {
  if (main === undefined) throw new UnfitModule("`convex/http.js` must have a default export of a Router.");
  const router = main as Partial<Router> | null;
  if (router?.isRouter !== true || router.getRoutes === undefined) {
    throw new UnfitModule("The default export of `convex/http.js` is not a Router.");
  }
  return router.getRoutes().map(([path, method]) => ({ path, method }));
}

function cronsOf(main: unknown): string {
  if (main === undefined) throw new UnfitModule("`convex/crons.js` must have a default export of a Crons object.");
  const crons = main as { isCrons?: true; export?: () => string } | null;
  if (crons?.isCrons !== true || crons.export === undefined) {
    throw new UnfitModule("The default export of `convex/crons.js` is not a Crons object.");
  }
  return crons.export();
}
