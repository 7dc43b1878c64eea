// What Ctrl-C does: the first asks the verb that works to end, one more ends the command at once.
import { constants } from "node:os";
import { CommandError, exitCodes } from "./commandError.ts";

/** Until it is disposed, the first Ctrl-C (or SIGTERM) calls `ask`, and the second `force` before the command ends. */
export type OnInterrupt = (ask: () => void, force?: () => void) => Disposable;

type Listener = { ask: () => void; force: (() => void) | undefined; asked: boolean };

/** The terminal shows a Ctrl-C as ^C, where the next sentence is to stand. */
const eraseEcho = "\r\u001b[K";

/** Where nobody listens the command ends at once, by process.exit, so that a hidden cursor is shown again. */
export function catchInterrupts(): OnInterrupt {
  const listeners: Listener[] = [];
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (process.stderr.isTTY) process.stderr.write(eraseEcho);
      const listener = listeners.at(-1);
      if (listener && !listener.asked) {
        listener.asked = true;
        listener.ask();
        return;
      }
      listener?.force?.();
      process.exit(128 + constants.signals[signal]);
    });
  return (ask, force) => {
    const listener: Listener = { ask, force, asked: false };
    listeners.push(listener);
    return {
      [Symbol.dispose]: () => {
        listeners.splice(listeners.indexOf(listener), 1);
      },
    };
  };
}

/** Work that the first Ctrl-C aborts; once it has ended, the command ends with the sentence. */
export async function interruptible<T>(
  onInterrupt: OnInterrupt,
  sentence: () => string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  using _ = onInterrupt(() => abort.abort());
  try {
    return await work(abort.signal);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    throw new CommandError(sentence(), exitCodes.interrupted, { cause: error });
  }
}
