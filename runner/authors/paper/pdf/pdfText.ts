// The text of a PDF by poppler, in the sandbox: PDFs are programs, and their readers have had many holes.
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PipelineError } from "../../../../shared/failures.ts";
import { paperLimits } from "../../../../shared/paper.ts";
import { ProcessError } from "../../../process/run.ts";
import { runsAsRoot, takeSandboxUser } from "../../../process/sandbox.ts";
import { runSandboxed } from "../../../process/sandboxRun.ts";
import { unusable } from "../paper.ts";

const limits = { cpuSeconds: 60, memoryBytes: 1024 ** 3, fileBytes: 64 * 1024 ** 2, processes: 16, openFiles: 64 };
const timeoutMs = 90_000;

/** The pages, each behind a form feed. Throws invalid_paper for one that is locked, broken or too long. */
export async function pdfText(content: Uint8Array, signal?: AbortSignal): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "proofreel-pdf-"));
  const user = takeSandboxUser();
  const ask = async (program: string, args: string[]): Promise<string> => {
    const access = { readable: [], writable: [folder], cwd: folder, limits, user };
    return (await runSandboxed(program, args, access, { timeoutMs, signal })).stdout;
  };
  try {
    await writeFile(join(folder, "paper.pdf"), content, { mode: 0o644 });
    if (runsAsRoot()) await chown(folder, user, user);
    const facts = await ask("pdfinfo", ["paper.pdf"]);
    if (/^Encrypted:\s+yes\b.*\bcopy:no/m.test(facts))
      throw unusable("the PDF is encrypted and does not let its text be read: give the TeX source.");
    const pages = Number(/^Pages:\s+(\d+)/m.exec(facts)?.[1] ?? 0);
    if (pages > paperLimits.pdfPages)
      throw unusable(
        `the PDF has ${pages} pages, more than the ${paperLimits.pdfPages} possible: give the part that matters.`,
      );
    return await ask("pdftotext", ["-enc", "UTF-8", "paper.pdf", "-"]);
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    if (error.canceled) throw new PipelineError("canceled", undefined, { cause: error });
    throw problem(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function problem(error: ProcessError): PipelineError {
  const said = error.stderrTail;
  if (/(?:execvp|failed to execute) (?:pdfinfo|pdftotext)|(?:pdfinfo|pdftotext): No such file/.test(said))
    return unusable(
      "reading a PDF needs poppler-utils (apt-get install poppler-utils): install it, or give the TeX source.",
      error,
    );
  if (/^(?:bwrap|setpriv|prlimit): /m.test(said))
    return new PipelineError("sandbox_unavailable", undefined, { cause: error });
  if (/incorrect password|encrypted/i.test(said))
    return unusable("the PDF is encrypted: give it without a password, or the TeX source.", error);
  if (error.timedOut || error.outputTooLong)
    return unusable("the PDF takes too long to read: give the TeX source.", error);
  return unusable("the PDF is broken or cut off: give it anew, or the TeX source.", error);
}
