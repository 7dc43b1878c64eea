import { describe, expect, it } from "vitest";
import type { SpokenWord } from "../../shared/scene.ts";
import { subtitleCues, webVtt } from "./subtitles.ts";

/** Every word takes `wordMs`, after `pauses` of its index there is silence. */
function timed(spoken: string, wordMs = 400, pauses: Record<number, number> = {}): SpokenWord[] {
  let at = 300;
  return [...spoken.matchAll(/\S+/g)]
    .filter(([text]) => /[\p{L}\p{N}]/u.test(text))
    .map((match, index) => {
      const word = { text: match[0], startMs: at, endMs: at + wordMs, offset: match.index };
      at += wordMs + (pauses[index] ?? 0);
      return word;
    });
}

const textOf = (cue: { lines: string[] }) => cue.lines.join(" ");

describe("subtitles", () => {
  const long =
    "The derivative of a product is the derivative of the first factor times the second, plus the first factor times the derivative of the second. That is all there is to know about it. Now we look at what remains when both factors are the same and neither of them ever becomes zero anywhere on the line";

  it("have one or two lines of at most 42 characters and last 1 to 6 seconds", () => {
    for (const wordMs of [160, 250, 400, 900]) {
      for (const cue of subtitleCues(long, timed(long, wordMs), 90_000)) {
        expect(cue.lines.length).toBeLessThanOrEqual(2);
        for (const line of cue.lines) expect(line.length).toBeLessThanOrEqual(42);
        expect(cue.endMs - cue.startMs).toBeGreaterThanOrEqual(1000);
        expect(cue.endMs - cue.startMs).toBeLessThanOrEqual(6200);
      }
    }
  });

  it("hold every word once, in order, and never two at a time", () => {
    const cues = subtitleCues(long, timed(long), 90_000);
    expect(cues.map(textOf).join(" ")).toBe(long);
    for (const [index, cue] of cues.entries())
      expect(cue.endMs).toBeLessThanOrEqual(cues[index + 1]?.startMs ?? 90_000);
  });

  it("begin with the first of their words and end after the last", () => {
    const spoken = "First comes this sentence. Then comes another one.";
    const [first, second] = subtitleCues(spoken, timed(spoken, 400, { 3: 900 }), 9000);
    expect(first).toMatchObject({ startMs: 300, endMs: 300 + 4 * 400 + 200 });
    expect(second).toMatchObject({ startMs: 300 + 4 * 400 + 900 });
  });

  it("break after a sentence, else after a clause", () => {
    const cues = subtitleCues(long, timed(long), 90_000).map(textOf);
    expect(cues.some((text) => text.endsWith("second."))).toBe(true);
    expect(cues.some((text) => text.endsWith("the second,"))).toBe(true);
    expect(cues.some((text) => text.endsWith("about it."))).toBe(true);
  });

  it("join a sentence that is over in less than a second with the next", () => {
    const spoken = "Yes. That is the answer.";
    expect(subtitleCues(spoken, timed(spoken), 9000).map(textOf)).toEqual([spoken]);
  });

  it("break at a long pause", () => {
    const spoken = "we wait for it and here it is";
    expect(subtitleCues(spoken, timed(spoken, 400, { 3: 1500 }), 9000).map(textOf)).toEqual([
      "we wait for it",
      "and here it is",
    ]);
  });

  it("don't leave a scrap of a sentence for the last one", () => {
    const spoken =
      "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen end";
    const lengths = subtitleCues(spoken, timed(spoken, 200), 9000).map((cue) => textOf(cue).length);
    expect(Math.min(...lengths)).toBeGreaterThan(30);
  });

  it("show signs that are not spoken", () => {
    const spoken = "“A product — so we need” …the rule.";
    expect(subtitleCues(spoken, timed(spoken), 9000).map(textOf).join(" ")).toBe(spoken);
  });

  it("cut a word that is longer than a line", () => {
    const spoken = `see ${"x".repeat(100)} there`;
    const cues = subtitleCues(spoken, timed(spoken, 2000), 20_000);
    expect(cues.flatMap((cue) => cue.lines).every((line) => line.length <= 42)).toBe(true);
    expect(
      cues
        .flatMap((cue) => cue.lines)
        .join("")
        .replaceAll(" ", ""),
    ).toBe(spoken.replaceAll(" ", ""));
  });

  it("of no words are none", () => {
    expect(subtitleCues("", [], 1000)).toEqual([]);
    expect(webVtt([])).toBe("WEBVTT\n");
  });
});

describe("WebVTT", () => {
  it("writes hours, minutes and milliseconds", () => {
    const cue = { startMs: 3_723_004, endMs: 3_724_999.6, lines: ["a", "b"] };
    expect(webVtt([cue])).toBe("WEBVTT\n\n1\n01:02:03.004 --> 01:02:05.000\na\nb\n");
  });

  it("escapes markup, an arrow and line breaks in a text", () => {
    const cue = { startMs: 0, endMs: 1000, lines: ["<b>x</b> & y --> z\n\n2\r"] };
    expect(webVtt([cue])).toContain("&lt;b&gt;x&lt;/b&gt; &amp; y --&gt; z  2 \n");
  });
});
