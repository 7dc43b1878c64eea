// Python's compiled form of the renderer. In the sandbox nothing can be written beside it, so that without this every
// renderer would compile its modules anew, which takes a tenth of its start.
import { readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../process/run.ts";

const ownFolder = fileURLToPath(new URL("../../../renderer/proofreel", import.meta.url));
const timeoutMs = 60_000;

/** Compiles what has changed since the last time; where nothing can be written there, renderers go without. */
export async function compileRenderer(python: string, signal: AbortSignal, folder = ownFolder): Promise<void> {
  try {
    if (isCompiled(python, folder)) return;
    const { PATH } = process.env;
    await run(python, ["-m", "compileall", "-q", folder], {
      timeoutMs,
      signal,
      env: PATH === undefined ? {} : { PATH },
    });
  } catch {
    // It is only slower.
  }
}

/** Whether each module's compiled form for this Python is as young as the module. */
export function isCompiled(python: string, folder: string): boolean {
  const [, major, minor] = /^python(\d+)\.(\d+)/.exec(basename(realpathSync(python))) ?? [];
  const ending = `.cpython-${major}${minor}.pyc`;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".py"))
    .every((name) => {
      const compiled = join(folder, dirname(name), "__pycache__", basename(name, ".py") + ending);
      const made = statSync(compiled, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      return made >= statSync(join(folder, name)).mtimeMs;
    });
}
