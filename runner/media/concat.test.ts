import { expect, it } from "vitest";
import { concatList } from "./concat.ts";

const durations = (list: string) => [...list.matchAll(/^duration ([\d.]+)$/gm)].map((match) => Number(match[1]));

it("a quote in a path ends no quoting in the list of parts", () => {
  const list = concatList([{ clipPath: "/a/it's\nfile '/etc/passwd'".replace("\n", " "), frames: 15 }], 15);
  expect(list).toBe("ffconcat version 1.0\nfile 'file:/a/it'\\''s file '\\''/etc/passwd'\\'''\nduration 1.000000\n");
});

it("a path with a line break is refused", () => {
  expect(() => concatList([{ clipPath: "/a\nb", frames: 1 }], 15)).toThrow(/line break/);
});

it("the durations of a thousand parts sum up to their frames within a microsecond", () => {
  const parts = Array.from({ length: 1000 }, (_, index) => ({ clipPath: "/a", frames: 7 + (index % 5) }));
  const frames = parts.reduce((sum, part) => sum + part.frames, 0);
  const seconds = durations(concatList(parts, 60)).reduce((sum, duration) => sum + duration, 0);
  expect(Math.abs(seconds - frames / 60)).toBeLessThan(1e-6);
});
