// Where Python, its packages and the renderer lie, as the sandbox has to know them.
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const rendererFolder = fileURLToPath(new URL("../../renderer", import.meta.url));

/** The Python that the set-up made. */
export const defaultPython = fileURLToPath(new URL("../../.proofreel/venv/bin/python", import.meta.url));

/** The folders a sandboxed Python needs: its virtual environment, the installation behind it, and the renderer. */
export function pythonFiles(python: string): string[] {
  const environment = dirname(dirname(python));
  const installation = dirname(dirname(realpathSync(python)));
  const folders = existsSync(join(environment, "pyvenv.cfg")) ? [environment, installation] : [installation];
  return [...folders, rendererFolder].filter((folder) => folder !== "/usr");
}

/** The environment of a renderer whose home is its scratch folder. */
export function pythonEnvironment(scratch: string): Record<string, string> {
  return {
    HOME: scratch,
    PYTHONPATH: rendererFolder,
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONHASHSEED: "0",
    PROOFREEL_SCRATCH: scratch,
    // One drawing thread and the encoder are all a scene can use; more only counts against the process limit.
    OPENBLAS_NUM_THREADS: "1",
    OMP_NUM_THREADS: "1",
    ...texEnvironment(scratch),
  };
}

/** TeX that opens only what lies beside the formula, and runs nothing. */
export function texEnvironment(scratch: string): Record<string, string> {
  return {
    openin_any: "p",
    openout_any: "p",
    shell_escape: "f",
    TEXMFVAR: join(scratch, "texmf-var"),
    TEXMFHOME: join(scratch, "texmf"),
    TEXMFCONFIG: join(scratch, "texmf-config"),
  };
}
