// A command in a real terminal: what it prints is drawn on a screen, and a test types and resizes as a user does.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type TestScreen, testScreen } from "./progress/testScreen.ts";
import { command, type TestHome } from "./testStack.ts";

type TestTerminal = {
  screen: TestScreen;
  type: (text: string) => void;
  resize: (columns: number, rows: number) => void;
  /** Resolves once the screen shows it; rejects where the command ends before. */
  shows: (wanted: RegExp) => Promise<void>;
  /** The command's exit code. */
  ended: Promise<number>;
};

export function openTerminal(
  { home, folder, environment }: TestHome,
  [columns, rows]: [number, number],
  ...args: string[]
): TestTerminal {
  const driver = join(import.meta.dirname, "testTerminal.py");
  const { NO_COLOR: _, ...inherited } = environment;
  const child = spawn(home.python, [driver, String(columns), String(rows), command, ...args], {
    cwd: folder,
    env: { ...inherited, TERM: "xterm-256color" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const screen = testScreen(columns, rows);
  const waiting = new Set<() => void>();
  let rest = "";
  let over = false;
  const changed = (): void => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const all = rest + text;
    // A terminal's command may be cut in two.
    const cut = all.lastIndexOf("\u001b");
    const whole = cut < 0 || /[A-Za-z]/.test(all.slice(cut)) ? all.length : cut;
    rest = all.slice(whole);
    screen.write(all.slice(0, whole));
    changed();
  });
  const ended = once(child, "close").then(([code]) => {
    over = true;
    changed();
    return code as number;
  });
  const tell = (order: unknown): void => void child.stdin.write(`${JSON.stringify(order)}\n`);
  return {
    screen,
    ended,
    type: (text) => tell({ type: text }),
    resize: (newColumns, newRows) => {
      screen.resize(newColumns, newRows);
      tell({ resize: [newColumns, newRows] });
    },
    shows: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const shown = screen.lines().join("\n");
          if (!wanted.test(shown) && !over) return;
          waiting.delete(look);
          if (wanted.test(shown)) resolve();
          else reject(new Error(`The command ended before it showed ${wanted}:\n${shown}`));
        };
        waiting.add(look);
        look();
      }),
  };
}
