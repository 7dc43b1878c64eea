// Each rule of SPEC.md has a test whose title begins with its id, and no title names a rule that is not there.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const here = import.meta.dirname;
const id = /\[([A-Z]+\d+)\]/g;

it("every rule has a test, every title a rule, and no id is used twice", () => {
  const rules =
    spec()
      .match(/^- \[[A-Z]+\d+\]/gm)
      ?.map((line) => line.slice(3, -1)) ?? [];
  expect(rules.length).toBeGreaterThan(150);
  expect(rules.filter((rule, i) => rules.indexOf(rule) !== i)).toEqual([]);
  const tested = new Set(testTitles().flatMap((title) => [...title.matchAll(id)].map(([, rule]) => rule ?? "")));
  expect({
    rulesWithoutTest: rules.filter((rule) => !tested.has(rule)),
    unknownRules: [...tested].filter((rule) => !rules.includes(rule)),
  }).toEqual({ rulesWithoutTest: [], unknownRules: [] });
});

it("ids are written in one way: a rule is a list item that begins with its id in brackets", () => {
  const bare = spec()
    .split("\n")
    .filter((line) => /\*\*[A-Z]+\d+\*\*/.test(line) || /^- \[[A-Z]+\d+\].*\[[A-Z]+\d+\]/.test(line));
  expect(bare).toEqual([]);
});

const spec = (): string => readFileSync(join(here, "SPEC.md"), "utf8");

/** The ids at the beginning of each string that begins with one. */
function testTitles(): string[] {
  return globSync("**/*.test.ts", { cwd: here }).flatMap(
    (file) => readFileSync(join(here, file), "utf8").match(/["'`](\[[A-Z]+\d+\] )+/g) ?? [],
  );
}
