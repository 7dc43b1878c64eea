import { expect, test } from "vitest";
import { createProcessShare } from "./processShare.ts";

test("a scene that is alone gets every process, scenes that begin together share them, and each has one", () => {
  const share = createProcessShare(8);
  expect(share.take(1)).toBe(8);
  share.giveBack(8);
  expect([3, 3, 3].map((scenes) => share.take(scenes))).toEqual([2, 2, 2]);
  const few = createProcessShare(2);
  expect([5, 5, 5, 5, 5].map((scenes) => few.take(scenes))).toEqual([1, 1, 1, 1, 1]);
});

test("who comes while all are given away draws by itself, and the next one gets what is free again", () => {
  const share = createProcessShare(16);
  const first = share.take(1);
  const later = [2, 3, 4].map((scenes) => share.take(scenes));
  expect([first, ...later]).toEqual([16, 1, 1, 1]);
  share.giveBack(first);
  expect(share.take(4)).toBe(4);
  expect(share.take(5)).toBe(3);
});
