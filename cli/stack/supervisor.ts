// The process that keeps a detached stack running. Says over IPC how the start goes, then works alone.
import { homeOf } from "./home.ts";
import { type Stack, startStack } from "./stack.ts";

export type SupervisorMessage =
  | { kind: "line"; line: string }
  | { kind: "ready" }
  | { kind: "failed"; sentence: string };

const tell = (message: SupervisorMessage): void => {
  if (process.connected) process.send?.(message);
};

let stack: Stack | null = null;
let asked = false;
const stop = async (): Promise<void> => {
  if (asked) return;
  asked = true;
  await stack?.stop();
  process.exit(0);
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// The terminal that started it may go away.
process.on("SIGHUP", () => undefined);

try {
  stack = await startStack(homeOf(process.env), process.env, (line) => tell({ kind: "line", line }));
  if (asked) {
    await stack.stop();
    process.exit(0);
  }
  tell({ kind: "ready" });
} catch (error) {
  tell({ kind: "failed", sentence: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
