// A picture that somebody sent, made into a plain PNG inside the sandbox: no decoder ever sees it on this side.
import { randomUUID } from "node:crypto";
import { chown, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PipelineError } from "../../../shared/failures.ts";
import { examinePicture, type PictureFacts } from "../../../shared/picture.ts";
import { pythonFiles } from "../../process/python.ts";
import { ProcessError } from "../../process/run.ts";
import { defaultLimits, runsAsRoot, takeSandboxUser } from "../../process/sandbox.ts";
import { runSandboxed } from "../../process/sandboxRun.ts";
import { readPlain } from "./collectClip.ts";
import { removeScratchFolder } from "./scratchFolder.ts";

export type FlattenRequest = {
  python: string;
  content: Uint8Array;
  /** How the lesson names it. */
  path: string;
  outputDir: string;
  signal?: AbortSignal | undefined;
};

const program = fileURLToPath(new URL("../../../renderer/proofreel/flatten_picture.py", import.meta.url));
/** As many pixels as the largest frame has. */
const most = { width: 1920, height: 1080 };
const plainBytes = 16 * 1024 * 1024;
const limits = {
  ...defaultLimits,
  cpuSeconds: 15,
  memoryBytes: 1024 ** 3,
  fileBytes: 64 * 1024 ** 2,
  processes: 32,
  openFiles: 128,
};
const timeoutMs = 60_000;

/** Writes the plain picture into `outputDir` and gives its path; throws invalid_picture where there is none in it. */
export async function flattenPicture(request: FlattenRequest): Promise<string> {
  const { content, outputDir } = request;
  const facts = isPdf(content) ? ({ format: "pdf" } as const) : examinePicture(content);
  if ("problem" in facts) throw unusable(request, facts.problem);
  await mkdir(outputDir, { recursive: true });
  const scratch = await mkdtemp(join(outputDir, "flatten-"));
  const user = takeSandboxUser();
  try {
    await writeFile(join(scratch, "given"), content, { mode: 0o644 });
    if (runsAsRoot()) await chown(scratch, user, user);
    if (facts.format === "svg") await inside(request, scratch, user, "ffmpeg", drawing(facts));
    if (facts.format === "pdf") await inside(request, scratch, user, "pdftocairo", pdfPage);
    const given = facts.format === "svg" || facts.format === "pdf" ? "drawn.png" : "given";
    const size = [String(most.width), String(most.height)];
    await inside(request, scratch, user, request.python, ["-I", program, given, "plain.png", ...size]);
    const plain = await readPlain(join(scratch, "plain.png"), plainBytes);
    const made = plain && examinePicture(plain);
    if (!plain || !made || "problem" in made || made.format !== "png") throw unusable(request, brokenData);
    const path = join(outputDir, `${randomUUID()}.png`);
    await writeFile(path, plain, { flag: "wx" });
    return path;
  } finally {
    await removeScratchFolder(scratch);
  }
}

/** librsvg, by way of ffmpeg: it reads no other file, and here there is none and no network either. */
function drawing({ width, height }: PictureFacts): string[] {
  const scale = Math.min(most.width / width, most.height / height);
  const size = (side: number): string => String(Math.max(1, Math.round(side * scale)));
  const input = ["-f", "svg_pipe", "-width", size(width), "-height", size(height), "-i", "given"];
  return ["-v", "error", "-threads", "1", ...input, "-frames:v", "1", "-c:v", "png", "-threads", "1", "drawn.png"];
}

/** A figure of a paper may be one; of several pages the first is shown. */
export const isPdf = (content: Uint8Array): boolean =>
  Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 1024)).includes("%PDF-");

/** By poppler, on white, as its crop box says. */
const pdfPage = ["-png", "-singlefile", "-f", "1", "-l", "1", "-cropbox", "-scale-to", "1920", "given", "drawn"];

const cannotDraw: Readonly<Record<string, string>> = {
  ffmpeg: "the drawing can't be drawn here: save it as a PNG.",
  pdftocairo: "the PDF can't be drawn here: save it as a PNG.",
};

const brokenData = "its data is broken or cut off: save it again.";

async function inside(
  request: FlattenRequest,
  scratch: string,
  user: number,
  command: string,
  args: string[],
): Promise<void> {
  const { python, signal } = request;
  const access = { readable: pythonFiles(python), writable: [scratch], cwd: scratch, limits, user };
  try {
    await runSandboxed(command, args, access, { timeoutMs, signal });
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    if (error.canceled) throw new PipelineError("canceled", undefined, { cause: error });
    if (
      /: execvp pdftocairo: |pdftocairo: No such file/.test(error.stderrTail) ||
      /prlimit: failed to execute pdftocairo/.test(error.stderrTail)
    )
      throw unusable(
        request,
        "a PDF needs poppler-utils here (apt-get install poppler-utils), or save it as a PNG.",
        error,
      );
    if (/^(?:bwrap|setpriv|prlimit): /m.test(error.stderrTail))
      throw new PipelineError("sandbox_unavailable", undefined, { cause: error });
    throw unusable(request, cannotDraw[command] ?? brokenData, error);
  }
}

function unusable({ path }: FlattenRequest, why: string, cause?: unknown): PipelineError {
  const sentence = `The picture ${path.slice(0, 100)} of the lesson can't be used: ${why}`;
  return new PipelineError("invalid_picture", sentence, cause === undefined ? undefined : { cause });
}
