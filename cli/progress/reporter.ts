// Progress on stderr: on a terminal a block that is redrawn, elsewhere a plain line for each change.
import type { View } from "../session/follow.ts";
import { headline, sceneLine, sceneState } from "./sceneLines.ts";

export type Reporter = { say: (line: string) => void; show: (view: View) => void; end: () => void };

type Output = { write: (text: string) => unknown; isTTY?: boolean; columns?: number };

export function createReporter(output: Output): Reporter {
  return output.isTTY ? liveReporter(output) : plainReporter(output);
}

function plainReporter(output: Output): Reporter {
  const said = new Map<string, string>();
  const sayOnce = (key: string, line: string): void => {
    if (said.get(key) === line) return;
    said.set(key, line);
    output.write(`${line}\n`);
  };
  return {
    say: (line) => output.write(`${line}\n`),
    show: (view) => {
      sayOnce("session", headline(view));
      for (const scene of view.scenes)
        if (scene.status !== "waiting")
          sayOnce(scene.key, `scene ${scene.position + 1} ${scene.title}: ${sceneState(scene)}`);
    },
    end: () => undefined,
  };
}

const eraseLine = "\u001b[2K";
const frameMs = 80;

function liveReporter(output: Output): Reporter {
  let drawn = 0;
  let waiting: View | null = null;
  let timer: NodeJS.Timeout | undefined;
  const erase = (): void => {
    if (drawn > 0) output.write(`\u001b[${drawn}A${`${eraseLine}\n`.repeat(drawn)}\u001b[${drawn}A`);
    drawn = 0;
  };
  const draw = (): void => {
    timer = undefined;
    if (!waiting) return;
    const width = (output.columns ?? 80) - 1;
    const lines = [headline(waiting), ...waiting.scenes.map(sceneLine)].map((line) => line.slice(0, width));
    erase();
    output.write(`${lines.join("\n")}\n`);
    drawn = lines.length;
  };
  return {
    say: (line) => {
      erase();
      output.write(`${line}\n`);
    },
    show: (view) => {
      waiting = view;
      timer ??= setTimeout(draw, frameMs);
    },
    end: () => {
      clearTimeout(timer);
      draw();
      drawn = 0;
      waiting = null;
    },
  };
}
