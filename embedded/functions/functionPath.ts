/** One exported function as analysis found it; `args` and `returns` are validators as JSON text. */
export type FunctionType = "Query" | "Mutation" | "Action";
export type AnalyzedFunction = {
  name: string;
  pos: null;
  udfType: FunctionType;
  visibility: { kind: "public" | "internal" };
  args: string;
  returns: string;
};

/** The module that says whose tokens are trusted; it holds no functions. */
export const authConfigPath = "auth.config.js";

/** `dir/mod.js:fn`, `dir/mod:fn` and `dir/mod` (its default export) as module path and export name. */
export function parseFunctionPath(path: string): { modulePath: string; exportName: string } {
  const colon = path.lastIndexOf(":");
  const module = colon === -1 ? path : path.slice(0, colon);
  const exportName = colon === -1 ? "default" : path.slice(colon + 1);
  return { modulePath: module.endsWith(".js") ? module : `${module}.js`, exportName };
}

/** The one spelling under which functions are looked up, logged and scheduled: `dir/mod:fn`. */
export function canonicalFunctionPath(path: string): string {
  const { modulePath, exportName } = parseFunctionPath(path);
  return `${modulePath.slice(0, -".js".length)}:${exportName}`;
}

/** As Convex names it where it tells of it, and to scheduled functions: `dir/mod.js:fn`. */
export function fileAndName(path: string): string {
  const { modulePath, exportName } = parseFunctionPath(path);
  return `${modulePath}:${exportName}`;
}

/** As clients and logs name it: `dir/mod:fn`, and `dir/mod` for its default export. */
export function shortPath(path: string): string {
  return canonicalFunctionPath(path).replace(/:default$/, "");
}
