import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sourceOf } from "./source.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lessons-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function lesson(text: string): Promise<string> {
  const path = join(folder, "lesson.md");
  await writeFile(path, text);
  return path;
}

test("a prompt and a lesson become sources", async () => {
  expect(await sourceOf("Solve x = 1", {})).toEqual({
    source: { kind: "prompt", prompt: "Solve x = 1" },
    files: [],
  });
  expect(await sourceOf(undefined, { lesson: await lesson("# One\n\nText.") })).toEqual({
    source: { kind: "lesson", markdown: "# One\n\nText." },
    files: [],
    wishes: {},
  });
  const wishing = await lesson("---\nvoice: amy\nlanguage: en-GB\n---\n# One\n");
  expect((await sourceOf(undefined, { lesson: wishing })).wishes).toEqual({ voice: "amy", language: "en-GB" });
});

describe("wrong usage, each with its sentence", () => {
  test.each([
    ["empty", "", /1 to 4,000 characters/],
    ["blank", "  \n ", /1 to 4,000 characters/],
    ["with a NUL", "a\u0000b", /plain text/],
    ["with a lone surrogate", "a\ud800b", /plain text/],
    ["too long", "x".repeat(20_000), /20,000 characters, more than the 4,000/],
    ["missing", undefined, /Say what the video is about/],
  ])("a prompt that is %s", async (_, prompt, sentence) => {
    await expect(sourceOf(prompt, {})).rejects.toMatchObject({
      message: expect.stringMatching(sentence),
      exitCode: 2,
    });
  });

  test("a lesson without a heading, a missing one, a folder, and a lesson beside a prompt", async () => {
    const refused = (work: Promise<unknown>, sentence: RegExp) =>
      expect(work).rejects.toMatchObject({ message: expect.stringMatching(sentence), exitCode: 2 });
    await refused(sourceOf(undefined, { lesson: await lesson("no heading here") }), /at least one Markdown heading/);
    await refused(sourceOf(undefined, { lesson: join(folder, "missing.md") }), /there is no such file/);
    await refused(sourceOf(undefined, { lesson: folder }), /it is a folder/);
    await refused(sourceOf("x", { lesson: await lesson("# One") }), /one of a prompt, --lesson/);
  });
});
