// Tells a scene that hangs from one that is slow. Time alone can't: an honest scene in high quality, on a busy machine,
// may take a hundred times as long as a small one. What a scene that hangs never does is bring another frame.
import { z } from "zod";
import { type ProcessorTime, processorTime } from "../../process/processTree.ts";

export type StallWatch = {
  /** A frame came. */
  frame(): void;
  /** Whether the scene hangs, judged by what these processes have used since the last frame. */
  hangs(processes: readonly number[]): boolean;
};

/** Honest scenes in full HD have used up to 15 s for their first frame: a surface of 10,000 faces, 150 texts and 144 formulas. */
export const defaultStallSeconds = 30;

/** The setting RENDER_STALL_SECONDS. */
export const StallSeconds = z.coerce
  .number({ error: "must be a number" })
  .int()
  .min(1)
  .max(3600)
  .default(defaultStallSeconds);

/** Less than this share of the wall time is a scene that waits for what never comes, not one on a busy machine. */
const idleShare = 0.05;

/** `seconds`: of processor time without a new frame; a scene that idles gets twice as much of wall time. */
export function createStallWatch(seconds: number): StallWatch {
  let since = performance.now();
  let base: ReadonlyMap<number, ProcessorTime> | null = null;
  return {
    frame() {
      since = performance.now();
      base = null;
    },
    hangs(processes) {
      const now = processorTime(processes);
      if (base === null) {
        base = now;
        return false;
      }
      let own = 0;
      let withChildren = 0;
      for (const [process, time] of now) {
        const before = base.get(process);
        own += time.own - (before?.own ?? 0);
        withChildren += time.own + time.children - (before ? before.own + before.children : 0);
      }
      const wall = (performance.now() - since) / 1000;
      // Programs that a scene runs to their end, such as TeX for its formulas, are work that gets done.
      return own >= seconds || (wall >= 2 * seconds && withChildren < wall * idleShare);
    },
  };
}
