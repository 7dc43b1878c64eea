import { describe, expect, it } from "vitest";
import { alignWords, type EspeakEvents } from "./wordAlignment.ts";

const at = (position: number, sample: number): [number, number, number] => [position, 1, sample];

/** 1,000 samples a second: a sample is a millisecond. */
function events(words: EspeakEvents["words"], samples: number, phonemes: EspeakEvents["phonemes"] = []): EspeakEvents {
  return { sampleRate: 1000, samples, words, phonemes };
}

describe("the times of written words", () => {
  it("are those of espeak-ng's events, which count characters from 1", () => {
    expect(alignWords("one two", events([at(1, 0), at(5, 400)], 900))).toEqual([
      { text: "one", startMs: 0, endMs: 400, offset: 0 },
      { text: "two", startMs: 400, endMs: 900, offset: 4 },
    ]);
  });

  it("end where the pause before the next word begins", () => {
    const phonemes: EspeakEvents["phonemes"] = [
      ["a", 0],
      ["_:", 100],
      ["b", 150],
      ["_:", 300],
      ["_", 500],
      ["c", 600],
    ];
    const words = alignWords("a-b c", events([at(1, 0), at(5, 600)], 900, phonemes));
    expect(words.map((word) => word.endMs)).toEqual([300, 900]);
  });

  it("offset words in UTF-16 units after characters outside the basic plane", () => {
    const spoken = "😀😀 naïve 𝑥 end";
    const words = alignWords(spoken, events([at(1, 0), at(4, 100), at(10, 200), at(12, 300)], 400));
    expect(words.map((word) => spoken.slice(word.offset, word.offset + word.text.length))).toEqual([
      "😀😀",
      "naïve",
      "𝑥",
      "end",
    ]);
    expect(words.map((word) => word.startMs)).toEqual([0, 100, 200, 300]);
  });

  it("take the first of the many events of a number", () => {
    const words = alignWords(
      "of 3.14 now",
      events([at(1, 0), at(4, 100), at(5, 200), at(5, 300), at(5, 400), at(9, 500)], 700),
    );
    expect(words.map((word) => [word.text, word.startMs])).toEqual([
      ["of", 0],
      ["3.14", 100],
      ["now", 500],
    ]);
  });

  it("pass over an event that repeats an earlier place at the end of a clause", () => {
    const words = alignWords("a b. c", events([at(1, 0), at(3, 100), at(1, 180), at(6, 200)], 300));
    expect(words.map((word) => word.startMs)).toEqual([0, 100, 200]);
  });

  it("share the time of one event among the words it stands for", () => {
    const words = alignWords("of the sum", events([at(1, 0), at(8, 500)], 900));
    expect(words.map((word) => [word.startMs, word.endMs])).toEqual([
      [0, 200],
      [200, 500],
      [500, 900],
    ]);
  });

  it("share the time of two events at the same moment", () => {
    const words = alignWords("a b c", events([at(1, 0), at(3, 0), at(5, 500)], 900));
    expect(words.map((word) => word.startMs)).toEqual([0, 250, 500]);
  });

  it("begin at 0 for first words without an event, and end with the sound for last ones", () => {
    const words = alignWords("aa bb cc dd", events([at(4, 300), at(7, 600)], 900));
    expect(words.map((word) => word.startMs)).toEqual([0, 300, 600, 750]);
    expect(words.at(-1)?.endMs).toBe(900);
  });

  it("leave out signs that are not spoken and keep those that are", () => {
    expect(alignWords("a — b", events([at(1, 0), at(5, 300)], 600)).map((word) => word.text)).toEqual(["a", "b"]);
    expect(alignWords("a + b", events([at(1, 0), at(3, 200), at(5, 300)], 600)).map((word) => word.text)).toEqual([
      "a",
      "+",
      "b",
    ]);
  });

  it("cover every word in order without any event at all", () => {
    const words = alignWords("a bb ccc", events([], 600));
    expect(words.map((word) => word.text)).toEqual(["a", "bb", "ccc"]);
    for (const [index, word] of words.entries()) expect(word.endMs).toBe(words[index + 1]?.startMs ?? 600);
  });

  it("of an empty text are none", () => {
    expect(alignWords("  \n ", events([], 100))).toEqual([]);
  });
});
