// What a model is told of the installed Manim and of the kit: real signatures, by inspection, kept by what they are made from.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../process/run.ts";
import { rendererVersion } from "../../stages/render/rendererVersion.ts";

const renderer = fileURLToPath(new URL("../../../renderer", import.meta.url));
const timeoutMs = 60_000;

/** By interpreter and renderer; asked once in a process. */
const known = new Map<string, Promise<string>>();

/** The signatures as text; `folder` keeps them for the next process. */
export function manimReference(python: string, folder: string | undefined, signal?: AbortSignal): Promise<string> {
  const before = known.get(python);
  if (before) return before;
  const reference = kept(python, folder, signal);
  known.set(python, reference);
  reference.catch(() => known.delete(python));
  return reference;
}

async function kept(python: string, folder: string | undefined, signal: AbortSignal | undefined): Promise<string> {
  if (folder === undefined) return await inspect(python, signal);
  const key = createHash("sha256")
    .update(JSON.stringify([await manimVersion(python, signal), await rendererVersion(renderer)]))
    .digest("hex");
  const file = join(folder, `manim-${key.slice(0, 32)}.txt`);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const reference = await inspect(python, signal);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = `${file}.${randomUUID()}`;
  await writeFile(part, reference);
  await rename(part, file);
  return reference;
}

async function manimVersion(python: string, signal: AbortSignal | undefined): Promise<string> {
  const program = 'from importlib.metadata import version; print(version("manim"))';
  return (await run(python, ["-I", "-c", program], { timeoutMs, signal })).stdout.trim();
}

async function inspect(python: string, signal: AbortSignal | undefined): Promise<string> {
  const env = { ...process.env, PYTHONPATH: renderer, PYTHONDONTWRITEBYTECODE: "1" };
  return (await run(python, ["-m", "proofreel.reference"], { timeoutMs, signal, env })).stdout.trim();
}
