// Progress on stderr: on a terminal a block that is redrawn, elsewhere a plain line for each change.
import type { View } from "../session/follow.ts";
import type { Environment } from "../stack/home.ts";
import { board } from "./board.ts";
import { headline, sceneState } from "./sceneLines.ts";

/** Disposed (or ended) it leaves the last state standing, and the cursor below it. */
export type Reporter = Disposable & { say: (line: string) => void; show: (view: View) => void; end: () => void };

export type Output = { write: (text: string) => unknown; isTTY?: boolean; columns?: number; rows?: number };

export function createReporter(output: Output, environment: Environment, now = () => performance.now()): Reporter {
  const live = output.isTTY && environment.TERM !== "dumb";
  return live ? liveReporter(output, !environment.NO_COLOR, now) : plainReporter(output);
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
    [Symbol.dispose]: () => undefined,
  };
}

const csi = "\u001b[";
const eraseRight = `${csi}K`;
const eraseBelow = `${csi}J`;
const hideCursor = `${csi}?25l`;
const showCursor = `${csi}?25h`;
/** A letter whose width the terminal sees otherwise must not begin another line. */
const cutLongLines = `${csi}?7l`;
const wrapLongLines = `${csi}?7h`;
const frameMs = 100;
/** In less there is no title; the terminal cuts what does not fit. */
const narrowest = 19;

/**
 * Between two frames the cursor rests, hidden, at the beginning of the block: a terminal that is resized, whether it wraps
 * its lines anew or not, keeps it there, so that the next frame covers the whole of the last one.
 */
function liveReporter(output: Output, color: boolean, now: () => number): Reporter {
  const startedAt = now();
  const scenes = new Map<string, { from?: number; to?: number }>();
  let view: View | null = null;
  let timer: NodeJS.Timeout | undefined;

  const lines = (shown: View, rows: number): string[] =>
    board(shown, {
      // Not the last column: some terminals wrap as soon as it is written.
      columns: Math.max(narrowest, (output.columns || 80) - 1),
      rows,
      color,
      tick: Math.floor(now() / frameMs),
      elapsedMs: now() - startedAt,
      sceneElapsedMs: (key) => {
        const { from, to } = scenes.get(key) ?? {};
        return from === undefined ? undefined : (to ?? now()) - from;
      },
    });
  const text = (shown: string[]): string =>
    `\r${cutLongLines}${shown.map((line) => `${line}${eraseRight}\n`).join("")}${eraseBelow}${wrapLongLines}`;
  const draw = (): void => {
    if (!view) return;
    const shown = lines(view, Math.max(4, (output.rows || 24) - 1));
    output.write(`${hideCursor}${text(shown)}${csi}${shown.length}A`);
  };
  const note = (shown: View): void => {
    for (const { key, status } of shown.scenes) {
      const times = scenes.get(key) ?? {};
      if (status === "running") times.from ??= now();
      else if (status !== "waiting" && times.from !== undefined) times.to ??= now();
      scenes.set(key, times);
    }
  };
  const end = (): void => {
    clearInterval(timer);
    process.removeListener("exit", end);
    if (view) output.write(`${text(lines(view, Number.POSITIVE_INFINITY))}${showCursor}`);
    view = null;
  };
  return {
    say: (line) => {
      output.write(`${view ? `\r${eraseBelow}` : ""}${line}\n`);
      draw();
    },
    show: (next) => {
      const first = view === null;
      view = next;
      note(next);
      if (!first) return;
      process.once("exit", end);
      timer = setInterval(draw, frameMs).unref();
      draw();
    },
    end,
    [Symbol.dispose]: end,
  };
}
