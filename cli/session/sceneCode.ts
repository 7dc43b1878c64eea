// A scene's new code, checked before anything is changed for it: code that can't run must not cost a scene its clip.
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { run } from "../../runner/process/run.ts";
import { codeLimit } from "../../shared/scene.ts";
import { CommandError, exitCodes } from "../commandError.ts";

/** Compiles without running anything. */
const check = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
source = sys.stdin.buffer.read().decode("utf-8")
problem = None
try:
    compile(source, "scene.py", "exec", dont_inherit=True)
    if not any(isinstance(node, ast.ClassDef) and node.bases for node in ast.walk(ast.parse(source))):
        problem = "it needs a class that extends Scene and has construct()"
except SyntaxError as error:
    problem = f"{type(error).__name__} in line {error.lineno}: {error.msg}"
except (ValueError, RecursionError, MemoryError) as error:
    problem = str(error) or type(error).__name__
print(json.dumps(problem))
`;
const checkWithinMs = 20_000;

export async function readSceneCode(file: string, python: string): Promise<string> {
  const code = await readText(file);
  if (code.trim() === "") return refuse(`The code ${file} is empty.`);
  if (code.length > codeLimit)
    return refuse(`The code ${file} is longer than ${codeLimit.toLocaleString("en")} characters.`);
  const { stdout } = await run(python, ["-I", "-c", check], { input: code, timeoutMs: checkWithinMs });
  const problem = z.string().nullable().parse(JSON.parse(stdout));
  if (problem !== null) return refuse(`The code ${file} is no scene, and nothing was changed: ${problem}.`);
  return code;
}

async function readText(file: string): Promise<string> {
  try {
    // Drops a byte order mark, which Python would stumble over.
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const known: Record<string, string> = {
      ENOENT: "there is no such file",
      EISDIR: "it is a folder",
      EACCES: "you may not read it",
      ERR_ENCODING_INVALID_ENCODED_DATA: "it is no UTF-8 text",
    };
    const sentence = `The code ${file} can't be read: ${known[code ?? ""] ?? String(error)}.`;
    throw new CommandError(sentence, exitCodes.wrongUsage, { cause: error });
  }
}

function refuse(sentence: string): never {
  throw new CommandError(sentence, exitCodes.wrongUsage);
}
