// Stops code that does not end by itself: node:vm's timeout around any work of this thread, whatever contexts that enters.
//
// What runs when the time is up is torn off, the host's own functions in between with it: no `finally` of theirs runs. So
// nothing may be done under a limit that must not stay half done.
import vm from "node:vm";
import { FunctionFailure } from "./failure.ts";

/** The time was up, but the work hardly had the processor: a machine that slept or has too much to do. Run it again. */
export class StarvedError extends Error {
  override readonly name = "StarvedError";

  constructor() {
    super("Function execution timed out because the machine had no time for it.");
  }
}

const script = new vm.Script("work()", { filename: "limited" });
const context = vm.createContext({ work: () => limitedWork?.() });
let limitedWork: (() => void) | undefined;

/**
 * `sayMs` is the limit that the function's author is told of; `ms` may be less or more. Within another limit that one alone
 * counts. Throws FunctionFailure or StarvedError when the time was up. Costs a thread, a quarter of a millisecond.
 */
export function withinTime(ms: number, sayMs: number, work: () => void): void {
  if (limitedWork !== undefined) {
    work();
    return;
  }
  const cpuBefore = process.threadCpuUsage();
  const timeout = Math.max(1, Math.ceil(ms));
  limitedWork = work;
  try {
    script.runInContext(context, { timeout });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    const { user, system } = process.threadCpuUsage(cpuBefore);
    if ((user + system) / 1_000 < Math.min(timeout, sayMs) / 2) throw new StarvedError();
    throw new FunctionFailure(`Function execution timed out (maximum duration: ${sayMs / 1000}s)`, undefined, {
      cause: error,
    });
  } finally {
    limitedWork = undefined;
  }
}
