// Turns pushed ES modules into scripts. node:vm can only run ES modules behind a flag that `node embedded/main.ts` does not
// have, so each module becomes a CommonJS body; imports between modules are resolved by path when it is loaded.
import { posix } from "node:path";
import { transform } from "esbuild";

export type ModuleEnvironment = "isolate" | "node";
export type PushedModule = { path: string; source: string; sourceMap?: string; environment: ModuleEnvironment };
/** `code` is the body of a CommonJS module: it sees `exports`, `require` and `module`. `map`: from it to the app's sources. */
export type CompiledModule = { path: string; code: string; map?: string; environment: ModuleEnvironment };

export async function compileModule(pushed: PushedModule): Promise<CompiledModule> {
  // esbuild follows a map in the source, so that the one that it makes leads to where that one led.
  const { sourceMap } = pushed;
  const comment = sourceMap === undefined ? "" : `\n//# sourceMappingURL=${dataUrl(sourceMap)}`;
  const { code, map } = await transform(`${withoutMapComment(pushed.source)}${comment}`, {
    ...(sourceMap === undefined ? {} : { sourcemap: "external", sourcesContent: false }),
    format: "cjs",
    target: "es2023",
    loader: "js",
    sourcefile: pushed.path,
    // `import()` must go through our `require`: a script in a context has no module loader.
    supported: { "dynamic-import": false },
    logLevel: "silent",
  });
  const compiled = { path: pushed.path, code, environment: pushed.environment };
  return sourceMap === undefined ? compiled : { ...compiled, map };
}

/** The expression that a realm evaluates to get the module's body as a function. */
export function moduleExpression(module: CompiledModule): string {
  return `(function (exports, require, module) {\n${module.code}\n})`;
}

export const linesBeforeCode = 1;
/** Begins the file names of modules in stack frames, until those are told in terms of the app's sources. */
export const moduleScheme = "convex:/";

export function moduleFileName(path: string): string {
  return `${moduleScheme}${path}`;
}

function dataUrl(sourceMap: string): string {
  return `data:application/json;base64,${Buffer.from(sourceMap).toString("base64")}`;
}

function withoutMapComment(source: string): string {
  return source.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, "\n");
}

/** The path of the module that `from` imports as `specifier`; null when it is not a relative path (a package or a Node module). */
export function resolveImport(from: string, specifier: string): string | null {
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : null;
}
