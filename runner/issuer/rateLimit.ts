import { PipelineError } from "../../shared/failures.ts";

/** Refuses with too_many_requests once a key was used `most` times within the window. */
export type RateLimit = (key: string) => void;

/** Above this many keys those whose window is over are dropped. */
const sweepAt = 10_000;

export function createRateLimit(options: { most: number; windowMs: number; now?: () => number }): RateLimit {
  const { most, windowMs, now = Date.now } = options;
  const windows = new Map<string, { endsAt: number; used: number }>();
  return (key) => {
    const time = now();
    if (windows.size > sweepAt) for (const [other, { endsAt }] of windows) if (endsAt <= time) windows.delete(other);
    const known = windows.get(key);
    const window = known && known.endsAt > time ? known : { endsAt: time + windowMs, used: 0 };
    window.used += 1;
    windows.set(key, window);
    if (window.used > most) throw new PipelineError("too_many_requests");
  };
}
