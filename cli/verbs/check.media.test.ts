// ./proofreel check as anybody calls it; nothing of a stack runs.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTestHome, type TestHome } from "../testStack.ts";

let home: TestHome;

beforeAll(async () => {
  home = await makeTestHome();
});

afterAll(async () => {
  await home.stop();
});

const code = [
  "from manim import *",
  "class Tidy(Scene):",
  "    def construct(self):",
  "        self.play(Create(Circle()))",
  "class Dark(Scene):",
  "    def construct(self):",
  '        self.play(FadeIn(Text("hardly seen", color="#222831")))',
  "",
];

test("findings are told as a table and as JSON, and the exit code says whether there are any", async () => {
  await writeFile(join(home.folder, "two.py"), code.join("\n"));
  const table = await home.proofreel("check", "two.py");
  expect(table.exitCode).toBe(3);
  expect(table.stdout).toMatch(/^Tidy: no findings \(1\.0 s, looked at \d times\)$/m);
  expect(table.stdout).toMatch(/^ {4}1\.0 s {2}error {4}Text\('hardly seen'\) hardly stands out .* \(line 7\)$/m);
  const tidy = await home.proofreel("check", "two.py", "Tidy", "--json");
  expect(tidy.exitCode).toBe(0);
  expect(JSON.parse(tidy.stdout)).toMatchObject({ scene: "Tidy", durationMs: 1000, findings: [] });
});

test("what is fixed goes into a copy, and what is left is said", async () => {
  const { exitCode, stdout, stderr } = await home.proofreel("check", "two.py", "Dark", "--fix", "--json");
  expect(exitCode).toBe(0);
  expect(stderr).toContain("The fixed copy is");
  expect(JSON.parse(stdout)).toMatchObject({ findings: [], before: [{ kind: "low_contrast" }], fixes: [{ line: 7 }] });
  expect(await readFile(join(home.folder, "two.fixed.py"), "utf8")).toContain('.set_color("#E6E9EF")');
  expect(await readFile(join(home.folder, "two.py"), "utf8")).toBe(code.join("\n"));
});

test("a file that is not there is wrong usage, and one that can't be run has failed", async () => {
  expect(await home.proofreel("check", "absent.py")).toMatchObject({ exitCode: 2 });
  await writeFile(join(home.folder, "broken.py"), "from manim import *\nclass A(Scene:\n");
  expect(await home.proofreel("check", "broken.py", "--fix")).toMatchObject({ exitCode: 1 });
  expect(existsSync(join(home.folder, "broken.fixed.py"))).toBe(false);
});
