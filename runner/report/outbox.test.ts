import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReportEvent } from "../../shared/reports.ts";
import { temporaryFolder } from "../jobs/testRunner.ts";
import { type Outbox, openOutbox } from "./outbox.ts";

const attempt = { jobId: "job00000001", attempt: 1 };
const progress = (sceneKey: string, share: number): ReportEvent => {
  return { type: "sceneProgress", sceneKey, revision: 1, stage: "render", progress: share };
};
const stage = (name: "plan" | "script"): ReportEvent => ({ type: "stageStarted", stage: name });

describe("the outbox", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let outbox: Outbox;
  beforeEach(async () => {
    folder = await temporaryFolder();
    outbox = openOutbox(join(folder.path, "outbox.sqlite"));
  });
  afterEach(async () => {
    outbox.end();
    await folder[Symbol.asyncDispose]();
  });
  const pending = () => outbox.next(100, 1e6).map(({ seq, event }) => [seq, event]);

  it("numbers an attempt's events from 1 and keeps counting after a restart", () => {
    outbox.append(attempt, stage("plan"));
    outbox.end();
    outbox = openOutbox(join(folder.path, "outbox.sqlite"));
    outbox.append(attempt, stage("script"));
    outbox.append({ ...attempt, attempt: 2 }, stage("plan"));
    expect(outbox.next(100, 1e6).map((report) => [report.attempt, report.seq])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
    ]);
  });

  it("keeps counting when what came before is confirmed", () => {
    outbox.append(attempt, stage("plan"));
    outbox.confirm(outbox.next(1, 1e6).map(({ id }) => id));
    outbox.append(attempt, stage("script"));
    expect(pending()).toEqual([[2, stage("script")]]);
  });

  it("keeps only the newest progress of a scene while it waits", () => {
    for (const share of [0.1, 0.2, 0.3]) outbox.append(attempt, progress("one", share));
    outbox.append(attempt, progress("two", 0.5));
    expect(pending()).toEqual([
      [1, progress("one", 0.3)],
      [2, progress("two", 0.5)],
    ]);
  });

  it("does not change what may be on its way", () => {
    outbox.append(attempt, progress("one", 0.1));
    expect(pending()).toEqual([[1, progress("one", 0.1)]]);
    outbox.append(attempt, progress("one", 0.2));
    expect(pending()).toEqual([
      [1, progress("one", 0.1)],
      [2, progress("one", 0.2)],
    ]);
  });

  it("adds no heartbeat while anything else waits", () => {
    outbox.append(attempt, { type: "heartbeat" });
    outbox.append(attempt, { type: "heartbeat" });
    expect(outbox.length()).toBe(1);
  });

  it("drops an attempt that is closed, and what it still says", () => {
    outbox.append(attempt, stage("plan"));
    outbox.append({ ...attempt, attempt: 2 }, stage("plan"));
    outbox.close(attempt);
    outbox.append(attempt, stage("script"));
    expect(outbox.next(100, 1e6).map((report) => report.attempt)).toEqual([2]);
  });

  it("hands out no more than the bytes allowed, but always one", () => {
    for (const name of ["plan", "script"] as const) outbox.append(attempt, stage(name));
    expect(outbox.next(100, 1)).toHaveLength(1);
  });

  it("puts a failure in place of a report that is refused", () => {
    outbox.append(attempt, stage("plan"));
    outbox.append(attempt, stage("script"));
    const [first] = outbox.next(1, 1e6);
    if (first) outbox.replaceByFailure(first);
    expect(outbox.next(100, 1e6).map(({ seq, event }) => [seq, event.type])).toEqual([[1, "jobFailed"]]);
  });
});
