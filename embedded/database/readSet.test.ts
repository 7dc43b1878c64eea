import { describe, expect, it } from "vitest";
import { IntervalTree } from "./intervalTree.ts";
import { type Interval, ReadSet } from "./readSet.ts";
import { pick, seeded } from "./seeded.ts";
import { Subscriptions } from "./subscriptions.ts";

const letters = [..."abcdefghijklmnop"];

function randomInterval(random: () => number): Interval {
  const [lower, upper] = [pick(random, letters), pick(random, letters)].sort() as [string, string];
  return { lower, upper: random() < 0.1 ? null : `${upper}\x00` };
}

const holds = ({ lower, upper }: Interval, key: string) => lower <= key && (upper === null || key < upper);

describe("read sets", () => {
  it("[READ1] a read set holds exactly the keys of the intervals put into it, in as few as can be", () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = seeded(seed);
      const intervals = Array.from({ length: 8 }, () => randomInterval(random));
      const reads = new ReadSet();
      for (const { lower, upper } of intervals) reads.add(1, lower, upper);
      for (const key of [...letters, "a\x00", "zz", ""]) {
        expect(reads.contains(1, key)).toBe(intervals.some((interval) => holds(interval, key)));
      }
      for (const [, merged] of reads) {
        for (const [i, interval] of merged.entries()) {
          const next = merged[i + 1];
          if (next) expect(interval.upper !== null && interval.upper < next.lower).toBe(true);
        }
      }
      expect(reads.contains(2, "a")).toBe(false);
    }
  });

  it("[READ2] the interval tree finds what a look at every interval finds, also after removals", () => {
    for (let seed = 0; seed < 100; seed++) {
      const random = seeded(seed);
      const tree = new IntervalTree<number>();
      const present = new Map<number, { interval: Interval; serial: number }>();
      for (let step = 0; step < 60; step++) {
        const [first] = present.keys();
        if (random() < 0.3 && first !== undefined) {
          const removed = present.get(first);
          if (removed) tree.remove(removed.interval, removed.serial);
          present.delete(first);
        } else {
          const interval = randomInterval(random);
          present.set(step, { interval, serial: tree.add(interval, step) });
        }
        const key = pick(random, letters);
        const found: number[] = [];
        tree.visit(key, (owner) => found.push(owner));
        const expected = [...present].filter(([, { interval }]) => holds(interval, key)).map(([owner]) => owner);
        expect(found.sort((a, b) => a - b)).toEqual(expected);
      }
    }
  });

  it("[READ3] ten thousand readers of other keys do not slow a write down", () => {
    const subscriptions = new Subscriptions();
    let told = 0;
    for (let i = 0; i < 10_000; i++) {
      const reads = new ReadSet();
      reads.addKey(1, `point${i}`);
      reads.add(1, `range${i}`, `range${i}\xff`);
      subscriptions.add(reads, () => told++);
    }
    const start = performance.now();
    for (let i = 0; i < 1000; i++) {
      for (const invalidate of subscriptions.take([{ index: 1, key: `point${i}` }])) invalidate(1n);
    }
    expect(told).toBe(1000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
