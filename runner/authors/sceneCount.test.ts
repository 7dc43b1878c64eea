import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { parseNarration } from "../../shared/narration.ts";
import type { Source } from "../../shared/source.ts";
import { defaultPython } from "../process/python.ts";
import { planVideo } from "../stages/plan/plan.ts";
import { writeScripts } from "../stages/script/script.ts";
import { withSceneCount } from "./sceneCount.ts";
import type { Beat, Storyboard } from "./storyboard.ts";

const words = (count: number): string => Array.from({ length: count }, () => "word").join(" ");
const step = (tex: string, count = 10): Beat => ({ say: words(count), show: [{ do: "step", tex, rule: "Rule" }] });
const formula = (tex: string): Beat => ({ say: "So far.", show: [{ do: "formula", tex }] });
const scene = (key: string, beats: Beat[], split = false): Storyboard => ({
  ...{ key, title: key, goal: key, beats, split },
  claims: beats.flatMap(({ show }) =>
    show.flatMap((shown) => (shown.do === "step" ? [{ text: shown.tex, checked: false }] : [])),
  ),
});

const derivation = [
  scene("question", [formula("q")], true),
  scene("step-1", [formula("q"), step("a"), step("b")]),
  scene("step-2", [formula("b"), step("c"), step("d")]),
  scene("result", [formula("d")], true),
];
const lines = (scenes: readonly Storyboard[]) =>
  scenes.map(({ beats }) =>
    beats.flatMap(({ show }) => show.map((shown) => ("tex" in shown ? shown.tex : ""))).join(""),
  );

describe("the wished number of scenes", () => {
  it("leaves all as it is where nothing is wished", () => {
    expect(withSceneCount(derivation, undefined)).toEqual(derivation);
    expect(withSceneCount(derivation, 4)).toEqual(derivation);
  });

  it("joins neighbours, and does not show twice the line they share", () => {
    const fewer = withSceneCount(derivation, 3);
    expect(lines(fewer)).toEqual(["q", "qabcd", "d"]);
    expect(fewer[1]?.claims.map(({ text }) => text)).toEqual(["a", "b", "c", "d"]);
  });

  it("never goes below three", () => {
    expect(withSceneCount(derivation, 1)).toHaveLength(3);
  });

  it("divides scenes, and begins the new one with the line it goes on from", () => {
    const more = withSceneCount(derivation, 6);
    expect(lines(more)).toEqual(["q", "qa", "ab", "bc", "cd", "d"]);
    expect(more.map(({ claims }) => claims.map(({ text }) => text).join())).toEqual(["", "a", "b", "c", "d", ""]);
    expect(new Set(more.map(({ key }) => key)).size).toBe(6);
  });

  it("stops where the material ends", () => {
    expect(withSceneCount(derivation, 40)).toHaveLength(6);
    expect(
      withSceneCount([...derivation, scene("more", [step("e", 150)]), scene("last", [step("f")])], 3),
    ).toHaveLength(5);
  });
});

const lesson: Source = {
  kind: "lesson",
  markdown: readFileSync(new URL("../../examples/derivative-as-slope.md", import.meta.url), "utf8"),
};
const prompt: Source = { kind: "prompt", prompt: "Differentiate x^2 * sin(x)" };

test.each<[string, Source, number]>([
  ["a problem in three", prompt, 3],
  ["a problem in five", { kind: "prompt", prompt: "Solve x^2 - 5x + 6 = 0" }, 5],
  ["a lesson in four", lesson, 4],
  ["a lesson in seven", lesson, 7],
])("%s scenes: plan and scripts agree", async (_, source, sceneCount) => {
  const context = { python: defaultPython, language: "en", sceneCount };
  const plan = await planVideo(source, context);
  const scripts = await writeScripts(plan, source, context);
  expect(plan.scenes.length).toBe(sceneCount);
  expect(Object.keys(scripts)).toEqual(plan.scenes.map(({ key }) => key));
  for (const { narration, code } of Object.values(scripts))
    for (const { name } of parseNarration(narration).cues) expect(code).toContain(`cue("${name}"`);
});
