// Deletes stored files that nobody needs any more. Convex is the truth: a file stays while a row there names it. Beyond
// that it stays for a while: after it was made or taken up again, since its report may be on its way, and after its last
// row is gone, since somebody may be watching it.
import { DatabaseSync } from "node:sqlite";
import type { Logger } from "pino";
import type { ConvexSite } from "../report/convexSite.ts";
import type { Outbox } from "../report/outbox.ts";
import type { Storage } from "./storage.ts";

export type SweepDeps = {
  storage: Pick<Storage, "keys" | "removeUnused">;
  site: Pick<ConvexSite, "wanted">;
  outbox: Pick<Outbox, "names">;
  /** Where it is written down since when each file is not wanted. */
  path: string;
  log: Logger;
  keepMs?: number;
  now?: () => number;
};

export type Sweep = {
  /** How many files it removed. Throws where Convex can't be asked: then what was not asked about stays. */
  run(signal?: AbortSignal): Promise<number>;
  end(): void;
};

/** Media addresses hold for less than two days. */
const defaultKeepMs = 48 * 60 * 60 * 1000;
const batch = 100;
const firstRunMs = 10 * 60 * 1000;
const everyMs = 6 * 60 * 60 * 1000;

export function openSweep({
  storage,
  site,
  outbox,
  path,
  log,
  keepMs = defaultKeepMs,
  now = Date.now,
}: SweepDeps): Sweep {
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS unwanted (key TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS deployment (id TEXT NOT NULL) STRICT;`);
  const note = database.prepare("INSERT OR IGNORE INTO unwanted (key, since) VALUES (?, ?)");
  const noted = database.prepare("SELECT since FROM unwanted WHERE key = ?");
  const forget = database.prepare("DELETE FROM unwanted WHERE key = ?");
  const known = database.prepare("SELECT id FROM deployment");
  const remember = database.prepare("INSERT INTO deployment (id) VALUES (?)");

  /** Files are only deleted by the word of the database that they were made for. */
  const speaksForUs = (deployment: string | null): boolean => {
    if (deployment === null) return false;
    const ours = known.get();
    if (ours === undefined) remember.run(deployment);
    if (ours === undefined || ours.id === deployment) return true;
    log.warn(
      { path },
      "this storage belongs to another Convex database, so nothing is deleted; if that one is gone for good, remove the file",
    );
    return false;
  };

  const unwantedSince = (key: string): number => {
    note.run(key, now());
    return Number(noted.get(key)?.since ?? now());
  };

  return {
    async run(signal) {
      let removed = 0;
      for await (const keys of inBatches(storage.keys())) {
        const { deployment, wanted } = await site.wanted({ keys }, signal);
        if (!speaksForUs(deployment)) return removed;
        for (const key of keys) {
          if (wanted.includes(key) || outbox.names(key)) {
            forget.run(key);
            continue;
          }
          const before = now() - keepMs;
          if (unwantedSince(key) > before || !(await storage.removeUnused(key, before))) continue;
          forget.run(key);
          removed += 1;
        }
      }
      return removed;
    },
    end: () => database.close(),
  };
}

/** Sweeps a few minutes after the start, then every few hours, until the signal fires. */
export function sweepNowAndThen(sweep: Sweep, log: Logger, signal: AbortSignal): void {
  const plan = (ms: number): void => {
    const timer = setTimeout(async () => {
      try {
        const removed = await sweep.run(signal);
        if (removed > 0) log.info({ removed }, "stored files that nobody needs any more are deleted");
      } catch (error) {
        if (!signal.aborted) log.warn({ err: error }, "stored files were not swept; trying again in some hours");
      }
      if (!signal.aborted) plan(everyMs);
    }, ms).unref();
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  };
  plan(firstRunMs);
}

async function* inBatches(keys: AsyncIterable<string>): AsyncGenerator<string[]> {
  let gathered: string[] = [];
  for await (const key of keys) {
    if (gathered.push(key) < batch) continue;
    yield gathered;
    gathered = [];
  }
  if (gathered.length > 0) yield gathered;
}
