import { describe, expect, it } from "vitest";
import { cueTimes, parseNarration } from "./narration.ts";

describe("parseNarration", () => {
  it("takes the cues out and keeps where they stood", () => {
    expect(parseNarration("Here is [[curve]] the curve. [[end-1]]Done.")).toEqual({
      spoken: "Here is the curve. Done.",
      cues: [
        { name: "curve", offset: 8 },
        { name: "end-1", offset: 19 },
      ],
    });
  });

  it("leaves a text without cues as it is", () => {
    expect(parseNarration("An array a[0] and [[not a cue]].")).toEqual({
      spoken: "An array a[0] and [[not a cue]].",
      cues: [],
    });
  });

  it("counts offsets in UTF-16 units, as the words of a voice do", () => {
    expect(parseNarration("𝑥 [[x]]is").cues).toEqual([{ name: "x", offset: 3 }]);
  });

  it("takes cues that follow each other, at the very start and at the very end", () => {
    expect(parseNarration("[[a]][[b]] word [[c]]")).toEqual({
      spoken: "word ",
      cues: [
        { name: "a", offset: 0 },
        { name: "b", offset: 0 },
        { name: "c", offset: 5 },
      ],
    });
  });
});

describe("cueTimes", () => {
  const words = [
    { startMs: 300, offset: 0 },
    { startMs: 700, offset: 5 },
  ];

  it("is the start of the first word at or after the cue, in seconds", () => {
    const cues = [
      { name: "start", offset: 0 },
      { name: "between", offset: 3 },
      { name: "second", offset: 5 },
    ];
    expect(cueTimes(cues, words, 2000)).toEqual({ start: 0.3, between: 0.7, second: 0.7 });
  });

  it("is the end where no word follows", () => {
    expect(cueTimes([{ name: "end", offset: 6 }], words, 2000)).toEqual({ end: 2 });
  });
});
