// TeX and dvisvgm, run on text that nobody has read, in a sandbox that holds nothing else: what comes out of it depends
// on that text alone.
import { randomUUID } from "node:crypto";
import { chown, mkdir, mkdtemp, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { texEnvironment } from "../../process/python.ts";
import { ProcessError } from "../../process/run.ts";
import { runsAsRoot, type SandboxAccess, takeSandboxUser } from "../../process/sandbox.ts";
import { runSandboxed } from "../../process/sandboxRun.ts";
import { readPlain } from "./collectClip.ts";
import { removeScratchFolder } from "./scratchFolder.ts";

export type TexRun = {
  /** The whole document. */
  tex: string;
  /** How many pages it must have; another number is a failure. */
  pages: number;
  /** A format (path of a .fmt file) that stands for the preamble, which `tex` then lacks. */
  format?: string;
  scratchDir: string;
  signal: AbortSignal;
};

/** `slow`: it took longer than any formula does. */
export type TexAnswer = { svgs: Buffer[] } | { svgs: null; slow: boolean };

/** A formula takes 0.3 s, sixty together a second; one that takes this long holds a loop. */
const timeoutMs = 15_000;
const svgBytes = 4 * 1024 ** 2;
const formatBytes = 32 * 1024 ** 2;
const limits = { cpuSeconds: 20, memoryBytes: 512 * 1024 ** 2, fileBytes: 64 * 1024 ** 2, processes: 16 };
const quiet = "-no-shell-escape -interaction=batchmode -halt-on-error";

/** A page's SVG for each page, path for path what Manim's own calls of latex and dvisvgm make of it. */
export function runTex({ tex, pages, format, scratchDir, signal }: TexRun): Promise<TexAnswer> {
  const preloaded = format === undefined ? "" : `-fmt=${format} `;
  const script =
    `latex ${preloaded}${quiet} formulas.tex >/dev/null && ` +
    "dvisvgm --page=1- --no-fonts --verbosity=0 --output=page-%p.svg formulas.dvi";
  const readable = format === undefined ? [] : [format];
  return inSandbox(scratchDir, readable, async (scratch, shell): Promise<TexAnswer> => {
    await writeFile(join(scratch, "formulas.tex"), tex);
    try {
      await shell(script, signal);
    } catch (error) {
      if (error instanceof ProcessError) return { svgs: null, slow: error.timedOut };
      throw error;
    }
    const made = (await readdir(scratch)).filter((name) => name.startsWith("page-")).length;
    const digits = String(pages).length;
    const svgs: Buffer[] = [];
    for (let page = 1; page <= pages && made === pages; page++) {
      const svg = await readPlain(join(scratch, `page-${String(page).padStart(digits, "0")}.svg`), svgBytes);
      if (svg?.subarray(0, 5).toString() === "<?xml") svgs.push(svg);
    }
    return svgs.length === pages ? { svgs } : { svgs: null, slow: false };
  });
}

/** Writes the state of TeX after a preamble, from which each later run begins. */
export function dumpFormat(
  preamble: string,
  to: string,
  { scratchDir, signal }: Pick<TexRun, "scratchDir" | "signal">,
) {
  return inSandbox(scratchDir, [], async (scratch, shell): Promise<void> => {
    await writeFile(join(scratch, "preamble.tex"), `${preamble}\\dump\n`);
    await shell(`latex -ini ${quiet} -jobname=preamble '&latex' preamble.tex >/dev/null`, signal);
    const format = await readPlain(join(scratch, "preamble.fmt"), formatBytes);
    if (format === null) return;
    const temporary = `${to}.${randomUUID()}`;
    await writeFile(temporary, format, { mode: 0o644 });
    await rename(temporary, to);
  });
}

type Shell = (script: string, signal: AbortSignal) => Promise<unknown>;

async function inSandbox<T>(
  scratchDir: string,
  readable: string[],
  work: (scratch: string, shell: Shell) => Promise<T>,
): Promise<T> {
  await mkdir(scratchDir, { recursive: true });
  const scratch = await mkdtemp(join(scratchDir, "tex-"));
  const user = takeSandboxUser();
  try {
    if (runsAsRoot()) await chown(scratch, user, user);
    const access: SandboxAccess = {
      ...{ readable, writable: [scratch], cwd: scratch, limits, user },
      env: { ...texEnvironment(scratch), HOME: scratch },
    };
    return await work(scratch, (script, signal) =>
      runSandboxed("/bin/sh", ["-c", script], access, { timeoutMs, signal }),
    );
  } finally {
    await removeScratchFolder(scratch);
  }
}
