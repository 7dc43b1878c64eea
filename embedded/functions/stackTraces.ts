// Stack frames as the app's author knows them: file, line and column of the source, by the source maps that came with the push.
import { SourceMap, type SourceMapPayload } from "node:module";
import { posix } from "node:path";
import { type CompiledModule, linesBeforeCode, moduleScheme } from "./compile.ts";

const frame = new RegExp(`^(\\s+at (?:async )?)(?:(.+) \\()?${moduleScheme}([^():]+):(\\d+):(\\d+)\\)?$`);

export class StackTraces {
  private readonly modules: ReadonlyMap<string, CompiledModule>;
  /** Read when they are needed for the first time. */
  private readonly maps = new Map<string, SourceMap | null>();

  constructor(modules: ReadonlyMap<string, CompiledModule>) {
    this.modules = modules;
  }

  /** The message of a failure, with its frames; those of the packages that the app uses are left out. */
  readable(message: string): string {
    if (!message.includes(moduleScheme)) return message;
    return message
      .split("\n")
      .flatMap((line) => this.line(line))
      .join("\n");
  }

  private line(line: string): string[] {
    const [, at = "", name, path = "", row = "", column = ""] = frame.exec(line) ?? [];
    if (path === "") return [line];
    const source = this.source(path, Number(row) - linesBeforeCode, Number(column));
    if (source === null) return [];
    return [name === undefined ? `${at}${source}` : `${at}${name} (${source})`];
  }

  /** Null: not of the app. */
  private source(path: string, row: number, column: number): string | null {
    const entry = this.map(path)?.findEntry(row - 1, column - 1);
    if (entry === undefined || !("originalSource" in entry)) {
      return path.startsWith("_deps/") ? null : `../convex/${path}:${row}:${column}`;
    }
    const { originalSource, originalLine, originalColumn } = entry;
    if (originalSource.includes("node_modules/")) return null;
    // Maps are relative to the bundle's modules, of which shared ones lie deeper.
    return `${posix.join(posix.dirname(path), originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
  }

  private map(path: string): SourceMap | null {
    const known = this.maps.get(path);
    if (known !== undefined) return known;
    const text = this.modules.get(path)?.map;
    const map = text === undefined ? null : new SourceMap(JSON.parse(text) as SourceMapPayload);
    this.maps.set(path, map);
    return map;
  }
}
