// The process that keeps a detached stack running. Says over IPC how the start goes, then works alone.
import { commandErrorOf } from "../commandErrorOf.ts";
import { homeOf } from "./home.ts";
import { type Stack, startStack } from "./stack.ts";

export type SupervisorMessage =
  | { kind: "line"; line: string }
  | { kind: "ready" }
  | { kind: "failed"; sentence: string };

const tell = (message: SupervisorMessage): void => {
  if (process.connected) process.send?.(message);
};

const asked = new AbortController();
let stack: Stack | null = null;
const stop = async (): Promise<void> => {
  if (asked.signal.aborted) return;
  asked.abort();
  if (!stack) return;
  await stack.stop();
  process.exit(0);
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// The terminal that started it may go away.
process.on("SIGHUP", () => undefined);

try {
  stack = await startStack(homeOf(process.env), process.env, (line) => tell({ kind: "line", line }), asked.signal);
  tell({ kind: "ready" });
} catch (error) {
  const why = commandErrorOf(error).message;
  tell({ kind: "failed", sentence: asked.signal.aborted ? "The backend was stopped while it started." : why });
  process.exit(asked.signal.aborted ? 0 : 1);
}
