// A Python file of scenes as it lies on a disk: its code, the scenes it holds, and what of the files beside it they read.
// Nothing of it is run here. What the code may take along lies in its folder and is named in it, word for word.
import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { PipelineError } from "../../../shared/failures.ts";
import { codeLimit } from "../../../shared/scene.ts";
import { pythonFiles } from "../../process/python.ts";
import { run } from "../../process/run.ts";
import { runSandboxed } from "../../process/sandboxRun.ts";

const SceneFacts = z.object({
  name: z.string(),
  builtOn: z.boolean(),
  hash: z.string(),
  /** First and last lines of the scenes that are nothing to this one. */
  others: z.array(z.tuple([z.int().positive(), z.int().positive()])),
});

const FileFacts = z.object({
  scenes: z.array(SceneFacts),
  /** Null where it does not parse. */
  hash: z.string().nullable(),
  imports: z.array(z.string()),
  strings: z.array(z.string()),
  /** It may show another picture each time. */
  momentary: z.boolean(),
  manim: z.string(),
});
type FileFacts = z.infer<typeof FileFacts>;

export type SceneFile = {
  path: string;
  code: string;
  /** What a scene is rendered from: the code, with empty lines where scenes stand that are nothing to it. */
  codeOf(scene: string | undefined): string;
  /** In the order of the file; empty where it does not parse, or has none. */
  scenes: z.infer<typeof SceneFacts>[];
  /** Files that its scenes may read, by the relative path under which the code names them. */
  assets: Record<string, string>;
  /** Of what the code means and of its assets' content, for a scene; null where a clip of it may not be kept. */
  inputsOf(scene: string | undefined): { code: string; pictures: Record<string, string> } | null;
  manim: string;
};

const reader = fileURLToPath(new URL("../../../renderer/proofreel/read_file.py", import.meta.url));

/** What Manim and scenes read; a name with another ending, or with none, is no reason to hand a file to untrusted code. */
const assetEndings = new Set(
  "png jpg jpeg gif bmp webp tif tiff ico svg txt md csv tsv json yaml yml npy npz dat py js ts c cpp h java rs go html css tex typ xml ttf otf"
    .split(" ")
    .map((ending) => `.${ending}`),
);
/** Endings that Manim tries where a picture is named without one. */
const pictureEndings = [".png", ".jpg", ".jpeg", ".gif", ".svg"];
const assetBytes = 200 * 1024 ** 2;
const mostModules = 50;

/** Reads the file; throws PipelineError where it is none, or too large. `trusted`: the sandbox is not needed for it. */
export async function readSceneFile(
  path: string,
  python: string,
  signal?: AbortSignal,
  trusted = false,
): Promise<SceneFile> {
  const code = await readCode(path);
  const folder = await realpath(dirname(path));
  const modules = new Map<string, string>();
  let facts = await factsOf({ code, modules: [] }, python, signal, trusted);
  for (let known = -1; known < modules.size && modules.size <= mostModules; ) {
    known = modules.size;
    for (const [name, file] of await modulesIn(folder, facts.imports)) modules.set(name, file);
    modules.delete(path.slice(folder.length + 1));
    if (modules.size > known) {
      const texts = await Promise.all([...modules.values()].map((file) => readFile(file, "utf8")));
      facts = await factsOf({ code, modules: texts }, python, signal, trusted);
    }
  }
  const assets = { ...Object.fromEntries(modules), ...(await assetsIn(folder, facts.strings)) };
  const pictures = await contentsOf(assets);
  return {
    path,
    code,
    scenes: facts.scenes,
    assets,
    manim: facts.manim,
    codeOf: (scene) => withoutLines(code, factsIn(facts, scene)?.others ?? []),
    inputsOf(scene) {
      if (facts.momentary) return null;
      const ofScene = factsIn(facts, scene)?.hash;
      return { code: `${ofScene ?? facts.hash ?? sha256(code)} ${scene ?? ""}`, pictures };
    },
  };
}

const factsIn = ({ scenes }: FileFacts, scene: string | undefined) => scenes.find(({ name }) => name === scene);

/** The lines that are left keep their numbers. */
function withoutLines(code: string, spans: [number, number][]): string {
  const lines = code.split(/(?<=\r\n|\n|\r(?!\n))/);
  for (const [first, last] of spans)
    for (let line = first - 1; line < Math.min(last, lines.length); line++)
      lines[line] = lines[line]?.replace(/[^\r\n]+/, "") ?? "";
  return lines.join("");
}

async function factsOf(
  asked: { code: string; modules: string[] },
  python: string,
  signal: AbortSignal | undefined,
  trusted: boolean,
): Promise<FileFacts> {
  const options = { timeoutMs: 30_000, signal, input: JSON.stringify(asked) };
  const access = {
    readable: pythonFiles(python),
    writable: [],
    limits: { cpuSeconds: 20, memoryBytes: 512 * 1024 ** 2 },
  };
  const program = ["-I", reader];
  const { stdout } = trusted
    ? await run(python, program, options)
    : await runSandboxed(python, program, access, options);
  return FileFacts.parse(JSON.parse(stdout));
}

async function readCode(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > codeLimit) throw new PipelineError("too_large", `${path} is larger than ${codeLimit} bytes.`);
    const bytes = await readFile(path);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new PipelineError("not_found", `There is no file ${path}.`, { cause: error });
    if (code === "EISDIR") throw new PipelineError("invalid_request", `${path} is a folder, not a Python file.`);
    if (error instanceof TypeError)
      throw new PipelineError("invalid_request", `${path} is not a text file in UTF-8.`, { cause: error });
    throw error;
  }
}

/** Modules beside the file, as plain manim finds them too; those that the renderer brings itself are not shadowed. */
async function modulesIn(folder: string, names: string[]): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const name of names) {
    if (["manim", "proofreel", "numpy"].includes(name)) continue;
    for (const relative of [`${name}.py`, join(name, "__init__.py")]) {
      const file = await plainFileIn(folder, relative);
      if (file !== null) found.push([relative, file]);
    }
  }
  return found;
}

async function assetsIn(folder: string, strings: string[]): Promise<Record<string, string>> {
  const assets: Record<string, string> = {};
  let bytes = 0;
  for (const named of strings) {
    const ending = extname(named).toLowerCase();
    const names = assetEndings.has(ending) ? [named] : ending === "" ? pictureEndings.map((end) => named + end) : [];
    for (const name of names) {
      const file = await plainFileIn(folder, name);
      if (file === null) continue;
      bytes += (await stat(file)).size;
      if (bytes > assetBytes)
        throw new PipelineError(
          "too_large",
          `The files that the code reads are larger than 200 MB together (${name}).`,
        );
      assets[normalize(name)] = file;
    }
  }
  return assets;
}

/** The file's real path; null where there is none, or where the name (or a link) leads out of the folder. */
async function plainFileIn(folder: string, name: string): Promise<string | null> {
  const relative = normalize(name);
  if (relative.startsWith("..") || relative.startsWith(sep) || /(^|\/)\./.test(relative)) return null;
  try {
    const file = await realpath(join(folder, relative));
    return file.startsWith(folder + sep) && (await stat(file)).isFile() ? file : null;
  } catch {
    // Most strings of a program name no file.
    return null;
  }
}

async function contentsOf(files: Record<string, string>): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const [name, file] of Object.entries(files)) hashes[name] = sha256(await readFile(file));
  return hashes;
}

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");
