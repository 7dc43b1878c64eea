import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { RunQueue } from "./runQueue.ts";

const same = <T>(value: T) => value;

function spin(ms?: number): void {
  for (const began = performance.now(); ms === undefined || performance.now() - began < ms; );
}

it("[FN13] a run that does not end is stopped alone: those before and after it have their results, in their order", async () => {
  const queue = new RunQueue(200, () => null);
  const ended: number[] = [];
  const runs = Array.from({ length: 9 }, (_, n) =>
    queue.add(
      { writes: true, attempt: 1 },
      () => (n % 4 === 1 ? spin() : n),
      (value) => {
        ended.push(n);
        return value;
      },
    ),
  );
  const settled = await Promise.allSettled(runs);
  expect(settled.map((each) => (each.status === "fulfilled" ? each.value : String(each.reason)))).toEqual(
    Array.from({ length: 9 }, (_, n) => (n % 4 === 1 ? expect.stringMatching(/timed out/) : n)),
  );
  expect(ended).toEqual([0, 2, 3, 4, 6, 7, 8]);
});

it("[FN19] what a run began when it had hardly time left is finished without a limit; later attempts have more", async () => {
  const queue = new RunQueue(100, () => null);
  const commit = queue.add(
    { writes: true, attempt: 1 },
    () => spin(60),
    () => spin(150),
  );
  const patient = queue.add({ writes: true, attempt: 3 }, () => spin(180), same);
  await expect(Promise.all([commit, patient])).resolves.toEqual([undefined, undefined]);
});

it("[FN19] each run is finished before the next begins, whichever fails", async () => {
  const queue = new RunQueue(1_000, () => null);
  const steps: string[] = [];
  const add = (name: string, fails: "run" | "finish" | null) =>
    queue.add(
      { writes: true, attempt: 1 },
      () => {
        steps.push(`${name} runs`);
        if (fails === "run") throw new Error(`${name} failed`);
      },
      () => {
        steps.push(`${name} ends`);
        if (fails === "finish") throw new Error(`${name} failed`);
      },
    );
  const settled = await Promise.allSettled([add("a", null), add("b", "run"), add("c", "finish"), add("d", null)]);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
  expect(steps).toEqual(["a runs", "a ends", "b runs", "c runs", "c ends", "d runs", "d ends"]);
});

it("[FN19] while the disk is at work mutations gather, queries do not", async () => {
  const flush = Promise.withResolvers<void>();
  let flushing: Promise<void> | null = flush.promise;
  const queue = new RunQueue(1_000, () => flushing);
  const ran: string[] = [];
  const add = (name: string, writes: boolean) => queue.add({ writes, attempt: 1 }, () => void ran.push(name), same);
  const all = [add("write 1", true), add("read 1", false), add("write 2", true)];
  await all[1];
  all.push(add("read 2", false));
  await nextTurn();
  await nextTurn();
  expect(ran).toEqual(["read 1", "read 2"]);
  flushing = null;
  flush.resolve();
  await Promise.all(all);
  expect(ran).toEqual(["read 1", "read 2", "write 1", "write 2"]);
});
