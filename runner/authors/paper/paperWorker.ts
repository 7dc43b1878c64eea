// Reads one paper, in a thread of its own: whatever is in it, the runner goes on answering, and can end it.
import { parentPort, workerData } from "node:worker_threads";
import { PipelineError } from "../../../shared/failures.ts";
import type { Answer, Task } from "./readApart.ts";
import { readPaper } from "./readPaper.ts";

async function answer(): Promise<Answer> {
  try {
    return { read: await readPaper(workerData as Task) };
  } catch (error) {
    if (error instanceof PipelineError) return { failure: error.failure };
    // Brackets within brackets without end.
    if (error instanceof RangeError)
      return {
        failure: { code: "invalid_paper", message: "The paper can't be used: it is nested too deep to be read." },
      };
    throw error;
  }
}

parentPort?.postMessage(await answer());
