// Bundles a functions directory the way the official CLI does and makes a push request of it: for `--functions DIR` and for
// tests, where starting the CLI each time would be too slow. See convex/src/bundler/index.ts.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { build } from "esbuild";
import type { ModuleEnvironment, PushedModule } from "../functions/compile.ts";
import type { StartPushRequest } from "./pushRequest.ts";

export async function bundleDirectory(directory: string): Promise<StartPushRequest> {
  const entries = entryPoints(directory);
  const inNode = new Set(
    entries.filter((path) => /^\s*(["'])use node\1/m.test(readFileSync(path, "utf8").slice(0, 2_000))),
  );
  const schemaPath = entries.find((path) => /^schema\.[jt]s$/.test(relative(directory, path)));
  const functions = entries.filter((path) => path !== schemaPath);
  const isolate = await bundle(
    directory,
    functions.filter((path) => !inNode.has(path)),
    "isolate",
  );
  const node = await bundle(
    directory,
    functions.filter((path) => inNode.has(path)),
    "node",
  );
  const [schema] = schemaPath === undefined ? [] : await bundle(directory, [schemaPath], "isolate");
  const configPath = ["convex.config.ts", "convex.config.js"].map((name) => join(directory, name)).find(existsSync);
  const [definition] = configPath === undefined ? [] : await bundle(directory, [configPath], "isolate");
  const hasComponents = configPath !== undefined && /\.use\(/.test(readFileSync(configPath, "utf8"));
  return {
    dryRun: false,
    appDefinition: {
      definition: definition ?? null,
      schema: schema ?? null,
      changedModules: [...isolate, ...node],
      unchangedModuleHashes: [],
      udfServerVersion: "bundled",
    },
    // They can't be pushed, so that it is enough to say that there are some.
    componentDefinitions: hasComponents ? [configPath] : [],
  };
}

async function bundle(
  directory: string,
  entryPaths: string[],
  environment: ModuleEnvironment,
): Promise<PushedModule[]> {
  if (entryPaths.length === 0) return [];
  const outdir = join(directory, "../out");
  const { outputFiles } = await build({
    entryPoints: entryPaths,
    outbase: directory,
    // As with the CLI, so that stack traces name sources as ../convex/file.ts.
    outdir,
    sourcemap: "external",
    sourcesContent: false,
    bundle: true,
    write: false,
    splitting: true,
    format: "esm",
    target: "esnext",
    platform: environment === "node" ? "node" : "browser",
    conditions: ["convex", "module"],
    chunkNames: `_deps/${environment}-[hash]`,
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  });
  const texts = new Map(outputFiles.map((file) => [relative(outdir, file.path).split(sep).join("/"), file.text]));
  return [...texts].flatMap(([path, source]) => {
    if (path.endsWith(".map")) return [];
    return [{ path, source, sourceMap: texts.get(`${path}.map`) ?? "", environment }];
  });
}

function entryPoints(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[A-Za-z0-9_]+(\.config)?\.[jt]sx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) => !relative(directory, path).split(sep).includes("_generated") && !path.endsWith("convex.config.ts"),
    )
    .filter((path) => /\b(import|export)\b/.test(readFileSync(path, "utf8")))
    .sort();
}
