// What every concept of the library keeps, looked at without rendering; `npm run concepts` renders them.
import { execFileSync } from "node:child_process";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { parseNarration } from "../../../../shared/narration.ts";
import { SceneKey } from "../../../../shared/plan.ts";
import { defaultPython } from "../../../process/python.ts";
import { judgeClaims } from "../../worked/solver.ts";
import { fallbacksOf } from "../conceptAuthor.ts";
import { constantsIn, constantsOf, sceneCode, sceneFile } from "../sceneCode.ts";
import { concepts } from "./library.ts";

const widestTitle = 46;
const words = { fewest: 20, most: 75 };
const cuesOf = (code: string): (string | undefined)[] =>
  [...code.matchAll(/\bcue\("([^"]+)"/g)].map((match) => match[1]);

it("concepts and the ways to ask for them are told apart", () => {
  expect(new Set(concepts.map(({ key }) => key)).size).toBe(concepts.length);
  expect(new Set(concepts.map(({ name }) => name)).size).toBe(concepts.length);
  const names = concepts.flatMap((one) => one.names.map((name) => name.toLowerCase()));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe.each(concepts.map((one) => [one.key, one] as const))("%s", (key, concept) => {
  const values = fallbacksOf(concept);
  const scenes = concept.scenesOf(values);
  const sources = constantsOf(values);

  it("has a place, names and four to eight scenes", () => {
    expect(basename(concept.folder)).toBe(key.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
    expect(concept.names.length).toBeGreaterThanOrEqual(4);
    expect(concept.titleOf(values).length).toBeLessThanOrEqual(widestTitle);
    expect(scenes.length).toBeGreaterThanOrEqual(4);
    expect(scenes.length).toBeLessThanOrEqual(8);
    expect(new Set(scenes.map((scene) => scene.key)).size).toBe(scenes.length);
  });

  it("has fallbacks that its own ranges allow", () => {
    for (const { schema, fallback } of Object.values(concept.parameters))
      expect(schema.parse(fallback)).toEqual(fallback);
    expect(concept.refuse(values)).toBeNull();
  });

  it.each(scenes.map((scene) => [scene.key, scene] as const))("scene %s says what its code waits for", (_, scene) => {
    expect(SceneKey.safeParse(scene.key).success).toBe(true);
    expect(scene.title.length).toBeLessThanOrEqual(widestTitle);
    const code = sceneFile(concept, scene.key);
    const { spoken, cues } = parseNarration(scene.narration);
    const waited = cuesOf(code);
    const inLoops = [...code.matchAll(/\bcue\((?!")/g)].length;
    const spokenNames = cues.map(({ name }) => name);
    expect(new Set(spokenNames).size).toBe(spokenNames.length);
    if (inLoops === 0) expect(waited).toEqual(spokenNames);
    else
      for (const name of spokenNames)
        expect(waited.includes(name) || code.includes(`"${name.replace(/-?\d+$/, "")}`)).toBe(true);
    expect(spokenNames.length).toBeGreaterThanOrEqual(1);
    expect(spoken).not.toMatch(/[\\${}^_*=<>]|undefined|NaN/);
    const count = spoken.split(/\s+/).length;
    expect(count).toBeGreaterThanOrEqual(words.fewest);
    expect(count).toBeLessThanOrEqual(words.most);
    // Its own values are the fallbacks: it renders by itself as it would from a prompt without numbers.
    for (const [name, source] of constantsIn(code))
      if (sources.has(name)) expect(`${name} = ${source}`).toBe(`${name} = ${sources.get(name)}`);
    expect(sceneCode(concept, scene.key, values)).toBe(code);
    expect(code).toMatch(/^from manim import \*\nfrom proofreel import \*\n/);
  });

  it("lets every parameter reach a scene", () => {
    const used = new Set(scenes.flatMap((scene) => [...constantsIn(sceneFile(concept, scene.key)).keys()]));
    const told = JSON.stringify(scenes);
    for (const [parameter, value] of Object.entries(values)) {
      const names = [...constantsOf({ [parameter]: value }).keys()];
      expect(names.some((name) => used.has(name)) || told.includes(String(value))).toBe(true);
    }
  });
});

it("what SymPy can check of what the lessons state is true", async () => {
  const claims = concepts.flatMap((one) => one.scenesOf(fallbacksOf(one)).flatMap((scene) => scene.claims));
  const expressions = [...new Set(claims.flatMap(({ expression }) => expression ?? []))];
  const verdicts = await judgeClaims(expressions, { python: defaultPython, language: "en" });
  const doubtful = expressions.flatMap((expression) => {
    const { verdict = "missing", why = "" } = verdicts.get(expression) ?? {};
    return verdict === "true" ? [] : [`${expression}: ${verdict}, ${why}`];
  });
  expect(doubtful).toEqual([]);
});

it("every scene is Python", () => {
  const codes = concepts.flatMap((one) => one.scenesOf(fallbacksOf(one)).map(({ key }) => sceneFile(one, key)));
  const program = "import ast,json,sys\nfor code in json.load(sys.stdin): ast.parse(code)";
  execFileSync(defaultPython, ["-c", program], { input: JSON.stringify(codes) });
});
