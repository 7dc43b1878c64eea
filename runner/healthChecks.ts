// What GET /health looks at. Each check answers within about two seconds, whatever is broken.
import { constants } from "node:fs";
import { access, statfs } from "node:fs/promises";
import type { JobQueue } from "./queue/jobQueue.ts";
import type { ConvexSite } from "./report/convexSite.ts";
import type { Outbox } from "./report/outbox.ts";
import type { PartHealth } from "./routes/health.ts";

export type HealthDeps = {
  queue: Pick<JobQueue, "counts">;
  site: Pick<ConvexSite, "reachable">;
  outbox: Pick<Outbox, "length">;
  jobs: { running(): number };
  storageDir: string;
  sandbox: () => Promise<{ holds: boolean; problems: string[] }>;
  renderers: () => { size: number; state: "warming" | "ready" | "failed"; problem?: string };
  voice: () => Promise<boolean>;
};

/** Less than this is not enough for one long video. */
const leastFreeBytes = 200 * 1024 * 1024;

export function healthChecks(deps: HealthDeps): Record<string, () => Promise<PartHealth>> {
  return {
    async redis() {
      const counts = await deps.queue.counts();
      if (counts === null) return { ok: false, essential: true, detail: "Redis can't be reached." };
      return { ok: true, essential: true, queue: counts };
    },
    async convex() {
      const ok = await deps.site.reachable();
      return { ok, essential: true, ...(ok ? {} : { detail: "Convex can't be reached." }) };
    },
    async disk() {
      try {
        await access(deps.storageDir, constants.W_OK);
        const { bavail, bsize } = await statfs(deps.storageDir);
        const freeBytes = bavail * bsize;
        if (freeBytes >= leastFreeBytes) return { ok: true, essential: true, freeBytes };
        return { ok: false, essential: true, freeBytes, detail: "The disk is nearly full." };
      } catch {
        return { ok: false, essential: true, detail: "The storage folder can't be written." };
      }
    },
    async sandbox() {
      const { holds, problems } = await deps.sandbox();
      return { ok: holds, essential: false, ...(holds ? {} : { detail: problems.join(" ") }) };
    },
    async renderers() {
      const { state, problem, size } = deps.renderers();
      return { ok: state !== "failed", essential: false, state, size, ...(problem ? { detail: problem } : {}) };
    },
    async voice() {
      const ok = await deps.voice();
      return { ok, essential: false, ...(ok ? {} : { detail: "espeak-ng is missing: apt-get install espeak-ng." }) };
    },
    async outbox() {
      return { ok: true, essential: false, pending: deps.outbox.length() };
    },
    async jobs() {
      return { ok: true, essential: false, running: deps.jobs.running() };
    },
  };
}
