import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultPython } from "../../process/python.ts";
import { readSceneFile } from "./sceneFile.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofreel-file-"));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (code: string) => {
  const path = join(folder, "scenes.py");
  await writeFile(path, code);
  return readSceneFile(path, defaultPython);
};

const scene = (name: string, line: string, base = "Scene") =>
  `class ${name}(${base}):\r\n    def construct(self):\r\n        ${line}\r\n`;

test("a scene is rendered without those that are nothing to it, on its own lines", async () => {
  const used = scene("Used", "pass");
  const first = scene("First", 'self.add(MathTex("x"))');
  const second = scene("Second", "self.wait()", "Used");
  const file = await read(`from manim import *\n${used}${first}# between\n${second}`);
  const listed = await read(`order = ["First", "Used"]\n${first}${used}`);
  expect(file.codeOf("Second")).toBe(`from manim import *\n${used}\r\n\r\n\r\n# between\n${second}`);
  expect(file.codeOf("First")).toBe(`from manim import *\n\r\n\r\n\r\n${first}# between\n\r\n\r\n\r\n`);
  expect(file.codeOf(undefined)).toBe(file.code);
  expect(listed.codeOf("Used")).not.toContain("class First");
});

test("code that may look at all scenes there are gets them all", async () => {
  for (const look of ["globals()", "Scene.__subclasses__()", "import inspect", "getattr(print, '__globals__')"]) {
    const file = await read(`from manim import *\n${look}\n${scene("First", "pass")}${scene("Second", "pass")}`);
    expect(file.scenes.map(({ name }) => name)).toEqual(["First", "Second"]);
    expect(file.codeOf("First")).toBe(file.code);
  }
});

test("a scene whose making does something is always there", async () => {
  const loud = scene("Loud", "pass").replace("    def", '    print("made")\r\n    def');
  const file = await read(`from manim import *\n${loud}${scene("First", "pass")}`);
  expect(file.codeOf("First")).toBe(file.code);
});
