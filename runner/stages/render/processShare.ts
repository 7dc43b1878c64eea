// Processors are shared by all scenes that are rendered at the same time. One that is alone gets them all; who comes while
// they are given away draws by itself, so that with S scenes never more than S - 1 processes are too many.
import { availableParallelism } from "node:os";
import { z } from "zod";

/** The setting RENDER_PROCESSES. */
export const RenderProcesses = z.coerce
  .number({ error: "must be a number" })
  .int()
  .min(1)
  .max(256)
  .default(() => availableParallelism());

export type ProcessShare = {
  /** How many processes may draw a scene's frames, where so many scenes have their turn; to be given back. */
  take(scenes: number): number;
  giveBack(processes: number): void;
};

export function createProcessShare(total: number): ProcessShare {
  let free = total;
  return {
    take(scenes) {
      const taken = Math.max(1, Math.min(free, Math.floor(total / scenes)));
      free -= taken;
      return taken;
    },
    giveBack(processes) {
      free += processes;
    },
  };
}
