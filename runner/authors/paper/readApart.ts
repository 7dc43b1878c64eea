import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { type Failure, PipelineError } from "../../../shared/failures.ts";
import { unusable } from "./paper.ts";
import type { ReadPaper } from "./readPaper.ts";

/** What there is of a paper: the file as it came, or the text of one that only another program can read. */
export type Task = { content: Uint8Array } | { files: ReadonlyMap<string, Uint8Array> } | { pages: string };
export type Answer = { read: ReadPaper } | { failure: Failure };

const program = fileURLToPath(new URL("paperWorker.ts", import.meta.url));
const timeoutMs = 90_000;
const memoryMegabytes = 1024;

/** Reads a paper in a thread of its own, with a limit on time and memory. Throws invalid_paper. */
export function readApart(task: Task, signal?: AbortSignal): Promise<ReadPaper> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new PipelineError("canceled"));
    const worker = new Worker(program, {
      workerData: task,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      settle();
      void worker.terminate();
    };
    const cancel = (): void => end(() => reject(new PipelineError("canceled")));
    const timer = setTimeout(
      () => end(() => reject(unusable("it takes too long to read: give a part of it."))),
      timeoutMs,
    );
    signal?.addEventListener("abort", cancel, { once: true });
    worker.once("message", (answer: Answer) =>
      end(() =>
        "read" in answer
          ? resolve(answer.read)
          : reject(new PipelineError(answer.failure.code, answer.failure.message)),
      ),
    );
    worker.once("error", (error: NodeJS.ErrnoException) => {
      const tooLarge = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      end(() =>
        reject(
          tooLarge
            ? unusable("it is too large to be read: give a part of it.", error)
            : new PipelineError("internal", undefined, { cause: error }),
        ),
      );
    });
  });
}
