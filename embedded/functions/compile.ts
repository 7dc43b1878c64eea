// Turns pushed ES modules into scripts. node:vm can only run ES modules behind a flag that `node embedded/main.ts` does not
// have, so each module becomes a CommonJS body; imports between modules are resolved by path when it is loaded.
import { posix } from "node:path";
import { transform } from "esbuild";

export type ModuleEnvironment = "isolate" | "node";
export type PushedModule = { path: string; source: string; environment: ModuleEnvironment };
/** `code` is the body of a CommonJS module: it sees `exports`, `require` and `module`. */
export type CompiledModule = { path: string; code: string; environment: ModuleEnvironment };

export async function compileModule(pushed: PushedModule): Promise<CompiledModule> {
  const { code } = await transform(pushed.source, {
    format: "cjs",
    target: "es2023",
    loader: "js",
    sourcefile: pushed.path,
    // `import()` must go through our `require`: a script in a context has no module loader.
    supported: { "dynamic-import": false },
    logLevel: "silent",
  });
  return { path: pushed.path, code, environment: pushed.environment };
}

/** The expression that a realm evaluates to get the module's body as a function. */
export function moduleExpression(module: CompiledModule): string {
  return `(function (exports, require, module) {${module.code}\n})`;
}

/** The name that stack frames of a module show. */
export function moduleFileName(path: string): string {
  return `../convex/${path}`;
}

/** The path of the module that `from` imports as `specifier`; null when it is not a relative path (a package or a Node module). */
export function resolveImport(from: string, specifier: string): string | null {
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : null;
}
