import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../database/database.ts";
import { OccError } from "../database/errors.ts";
import type { Doc } from "../database/values.ts";
import { type Job, type JobHooks, type JobOutcome, Scheduler } from "./scheduler.ts";

let folder: string;
let db: Database;
let scheduler: Scheduler;
let ran: Job[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scheduler-"));
  db = Database.open(join(folder, "db.sqlite"));
  ran = [];
});

afterEach(async () => {
  await scheduler.stop();
  db.close();
  rmSync(folder, { recursive: true });
});

function use(run: (job: Job, hooks: JobHooks) => JobOutcome | Promise<JobOutcome>, now?: () => number): Scheduler {
  const traced = async (job: Job, hooks: JobHooks) => {
    ran.push(job);
    return run(job, hooks);
  };
  scheduler = new Scheduler(db, traced, now ? { now } : {});
  return scheduler;
}

/** A mutation that writes one document. */
function mutation(job: Job, hooks: JobHooks): JobOutcome {
  const tx = db.begin();
  if (!hooks.begin(tx)) return { kind: "skipped" };
  tx.insert("effects", { job: job.id });
  hooks.succeed(tx);
  db.commit(tx);
  return { kind: "success" };
}

const seconds = () => Date.now() / 1000;
const row = (id: string): Doc | null => db.begin().get(id, "_scheduled_functions");
const effects = () => db.begin().count("effects");

/** Resolves when the condition holds after some commit. */
function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds()) return resolve();
    const stop = db.onCommit(() => {
      if (!holds()) return;
      stop();
      resolve();
    });
  });
}

const ended = (id: string) => until(() => row(id)?.completedTime !== undefined);

describe("scheduled functions", () => {
  it("[SCHED1] a job runs once its transaction has committed, and its success is in its own transaction", async () => {
    use(mutation).start();
    const tx = db.begin();
    const id = scheduler.schedule(tx, "jobs:run", seconds(), [{ n: 1 }]);
    expect(row(id)).toBeNull();
    db.commit(tx);
    await ended(id);
    expect(row(id)).toMatchObject({ name: "jobs.js:run", args: [{ n: 1 }], state: { kind: "success" } });
    expect(ran).toEqual([{ id, path: "jobs:run", args: [{ n: 1 }] }]);
    expect(effects()).toBe(1);
  });

  it("[SCHED2] a mutation that fails is recorded as failed and not run again", async () => {
    use(() => ({ kind: "failed", error: "Uncaught Error: no" })).start();
    const id = scheduler.schedule(null, "jobs:fail", seconds(), [{}]);
    await ended(id);
    expect(row(id)?.state).toEqual({ kind: "failed", error: "Uncaught Error: no" });
    expect(ran).toHaveLength(1);
  });

  it("[SCHED3] an action is marked before it runs, and failed when it was interrupted", async () => {
    const id = use(() => ({ kind: "success" })).schedule(null, "jobs:act", seconds(), [{}]);
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const hanging = new Scheduler(db, async (_job, hooks) => {
      hooks.beginAction();
      await released;
      return { kind: "success" };
    });
    hanging.start();
    await until(() => JSON.stringify(row(id)?.state) === '{"kind":"inProgress"}');
    await hanging.stop(0);
    scheduler.start();
    expect(row(id)?.state).toEqual({ kind: "failed", error: "Transient error while executing action" });
    expect(ran).toEqual([]);
    release();
  });

  it("[SCHED4] a job that was canceled is not run, and a canceled one that runs stays canceled", async () => {
    use(mutation);
    const id = scheduler.schedule(null, "jobs:run", seconds(), [{}]);
    scheduler.cancel(null, id);
    const later = scheduler.schedule(null, "jobs:run", seconds(), [{}]);
    scheduler.start();
    await ended(later);
    expect(row(id)?.state).toEqual({ kind: "canceled" });
    expect(ran.map((job) => job.id)).toEqual([later]);
  });

  it("[SCHED4] what is no job's id is refused, and a job that is over stays as it ended", async () => {
    use(mutation).start();
    const id = scheduler.schedule(null, "jobs:run", seconds(), [{}]);
    await ended(id);
    scheduler.cancel(null, id);
    expect(row(id)?.state).toEqual({ kind: "success" });
    const others = db.begin();
    for (const wrong of ["nonsense", others.insert("others", {})]) {
      expect(() => scheduler.cancel(null, wrong)).toThrow("must be an ID on the '_scheduled_functions' table.");
    }
  });

  it("[SCHED4] jobs are canceled all at once, those of one function or of some time", async () => {
    const now = Date.now();
    use(mutation, () => now);
    const schedule = (path: string, ms: number) => scheduler.schedule(null, path, (now + ms) / 1000, [{}]);
    const ids = [schedule("jobs:one", 1_000), schedule("jobs:two", 2_000), schedule("dir/jobs:default", 3_000)];
    const states = () => ids.map((id) => row(id)?.state);
    const kinds = (...each: string[]) => each.map((kind) => ({ kind }));
    const always = { path: null, fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };
    await scheduler.cancelAll({ ...always, path: "dir/jobs.js:default" });
    expect(states()).toMatchObject(kinds("pending", "pending", "canceled"));
    await scheduler.cancelAll({ ...always, fromMs: now + 1_000, untilMs: now + 2_000 });
    expect(states()).toMatchObject(kinds("canceled", "pending", "canceled"));
    await scheduler.cancelAll(always);
    expect(states()).toMatchObject(kinds("canceled", "canceled", "canceled"));
  });

  it("[SCHED5] jobs wait for their time and survive a restart", async () => {
    let now = Date.now();
    use(mutation, () => now).start();
    const id = scheduler.schedule(null, "jobs:run", now / 1000 + 3600, [{}]);
    await scheduler.stop();
    db.close();
    db = Database.open(join(folder, "db.sqlite"));
    expect(row(id)?.state).toEqual({ kind: "pending" });
    now += 3_600_001;
    use(mutation, () => now).start();
    await ended(id);
    expect(effects()).toBe(1);
  });

  it("[SCHED6] a job that lost the race for its documents runs again", async () => {
    let tries = 0;
    use((job, hooks) => {
      if (++tries < 3) throw new OccError("effects");
      return mutation(job, hooks);
    }).start();
    await ended(scheduler.schedule(null, "jobs:run", seconds(), [{}]));
    expect([tries, effects()]).toEqual([3, 1]);
  });

  it("a mutation that a full disk kept from committing is run again, and its end is written when there is room", async () => {
    let tries = 0;
    use((job, hooks) => {
      if (++tries < 2) throw new Error("database or disk is full");
      return mutation(job, hooks);
    }).start();
    await ended(scheduler.schedule(null, "jobs:run", seconds(), [{}]));
    expect([tries, effects()]).toEqual([2, 1]);
  });

  it("[SCHED7] more jobs than run at once all run, in the order of their times", async () => {
    use(mutation);
    const ids = Array.from({ length: 50 }, (_, i) => scheduler.schedule(null, "jobs:run", seconds() - 50 + i, [{}]));
    scheduler.start();
    await until(() => effects() === 50);
    expect(ran.map((job) => job.id)).toEqual(ids);
  });

  it("[SCHED8] a time more than five years away is refused", () => {
    use(mutation);
    const away = (years: number) => () => scheduler.schedule(null, "jobs:run", seconds() + years * 366 * 86_400, [{}]);
    expect(away(5.01)).toThrow(/^\d{4}-\S+Z is more than 5 years in the future$/);
    expect(away(-5.01)).toThrow(/is more than 5 years in the past$/);
    expect(away(Number.NaN)).toThrow("5 years");
    expect(away(4.99)).not.toThrow();
  });
});

describe("crons", () => {
  const everyMinute = {
    sweep: { name: "jobs:sweep", args: [{}], schedule: { type: "interval" as const, minutes: 1 } },
  };

  it("[CRON1] a new interval runs at once, then after its time, and keeps its time when pushed again", async () => {
    let now = Date.UTC(2030, 0, 1);
    use(mutation, () => now).start();
    scheduler.setCrons(everyMinute);
    await until(() => effects() === 1);
    expect(ran[0]).toMatchObject({ path: "jobs:sweep", cron: "sweep" });
    scheduler.setCrons(everyMinute);
    await scheduler.stop();
    now += 59_000;
    use(mutation, () => now).start();
    scheduler.setCrons(everyMinute);
    expect(effects()).toBe(1);
    now += 1_001;
    scheduler.setCrons(everyMinute);
    await until(() => effects() === 2);
  });

  it("[CRON2] a cron that is no longer there does not run", async () => {
    let now = Date.UTC(2030, 0, 1);
    use(mutation, () => now).start();
    scheduler.setCrons(everyMinute);
    await until(() => effects() === 1);
    scheduler.setCrons({});
    now += 120_000;
    await ended(scheduler.schedule(null, "jobs:run", now / 1000, [{}]));
    expect(ran.filter((job) => job.cron)).toHaveLength(1);
  });
});
