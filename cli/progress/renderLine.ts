// How far a render is: on a terminal one line that is redrawn, elsewhere a plain line now and then.
import type { Environment } from "../stack/home.ts";
import { fitted } from "./displayWidth.ts";
import type { Output } from "./reporter.ts";

/** Disposed it takes its line away. */
export type RenderLine = Disposable & {
  begin: (title: string) => void;
  /** Seconds of the video that are drawn. */
  drawn: (seconds: number) => void;
  /** A line that stays. */
  say: (line: string) => void;
  end: () => void;
};

const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMs = 100;
/** A log that grows by a line a second is read by nobody. */
const plainPauseMs = 10_000;
const erase = "\r\u001b[K";

export function renderLine(output: Output, environment: Environment, now = () => performance.now()): RenderLine {
  const live = Boolean(output.isTTY) && environment.TERM !== "dumb";
  let shown: { title: string; from: number; seconds: number; saidAt: number } | null = null;
  let timer: NodeJS.Timeout | undefined;
  const words = ({ title, seconds }: NonNullable<typeof shown>): string =>
    seconds > 0 ? `${title}: ${seconds.toFixed(1)} s drawn` : title;
  const draw = (): void => {
    if (!shown) return;
    const elapsed = (now() - shown.from) / 1000;
    const turn = spinner[Math.floor(now() / frameMs) % spinner.length];
    // Not the last column: some terminals wrap as soon as it is written.
    output.write(`\r${fitted(`${turn} ${words(shown)}, ${elapsed.toFixed(0)} s`, (output.columns || 80) - 1)}`);
  };
  const end = (): void => {
    clearInterval(timer);
    if (live && shown) output.write(erase);
    shown = null;
  };
  return {
    begin(title) {
      end();
      shown = { title, from: now(), seconds: 0, saidAt: now() };
      if (!live) return;
      timer = setInterval(draw, frameMs).unref();
      draw();
    },
    drawn(seconds) {
      if (!shown) return;
      shown.seconds = Math.max(shown.seconds, seconds);
      if (live || now() - shown.saidAt < plainPauseMs) return;
      shown.saidAt = now();
      output.write(`${words(shown)}\n`);
    },
    say(line) {
      output.write(`${live && shown ? erase : ""}${line}\n`);
      if (live) draw();
    },
    end,
    [Symbol.dispose]: end,
  };
}
