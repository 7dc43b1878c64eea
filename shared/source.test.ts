import { describe, expect, it } from "vitest";
import { lessonLimit, promptLimit, Source } from "./source.ts";

const prompt = (text: unknown) => Source.safeParse({ kind: "prompt", prompt: text }).success;
const lesson = (text: unknown) => Source.safeParse({ kind: "lesson", markdown: text }).success;

describe("a prompt", () => {
  it.each(["x", "Differentiate x² · sin(x)", "🙂"])("may be %j", (text) => {
    expect(prompt(text)).toBe(true);
  });

  it("may have 4,000 characters", () => {
    expect(promptLimit).toBe(4000);
    expect(prompt("x".repeat(promptLimit))).toBe(true);
  });

  it.each([
    ["empty", ""],
    ["blank", " \n\t"],
    ["too long", "x".repeat(promptLimit + 1)],
    ["of 20,000 characters", "x".repeat(20_000)],
    ["with NUL", "a\u0000b"],
    ["with a lone surrogate", "a\ud800b"],
    ["no text", 7],
  ])("may not be %s", (_, text) => {
    expect(prompt(text)).toBe(false);
  });
});

describe("a lesson", () => {
  it.each(["# Waves", "intro\n\n###### Deep\ntext", "#\tTabbed"])("may be %j", (text) => {
    expect(lesson(text)).toBe(true);
  });

  it.each([
    ["without a heading", "Just text.\n#hashtag\n####### seven"],
    ["with an empty heading", "# \n\ntext"],
    ["empty", ""],
    ["too long", `# Waves\n${"x".repeat(lessonLimit)}`],
    ["with NUL", "# Waves\u0000"],
  ])("may not be %s", (_, text) => {
    expect(lesson(text)).toBe(false);
  });
});
