import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../runner/process/run.ts";
import { readPictures } from "./pictures.ts";

let folder: string;
let lesson: string;
const small = png(40, 30);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pictures-"));
  lesson = join(folder, "lesson", "lesson.md");
  await mkdir(join(folder, "lesson", "figures"), { recursive: true });
  const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, "lesson", name), content);
  await writeFile(join(folder, "outside.png"), small);
  await write("lesson.md", "# One");
  await write("figures/a.png", small);
  await write("figures/my wave.png", small);
  await write("100%.png", small);
  await write("text.png", "This is no picture at all.");
  await write("empty.png", "");
  await write("bomb.png", png(50_000, 50_000));
  await write("calls.svg", '<svg viewBox="0 0 4 3"><image href="file:///etc/passwd"/></svg>');
  await write("huge.png", small);
  await truncate(join(folder, "lesson", "huge.png"), 3_000_000_000);
  await symlink(join(folder, "outside.png"), join(folder, "lesson", "out.png"));
  await symlink("figures/a.png", join(folder, "lesson", "in.png"));
  await symlink(folder, join(folder, "lesson", "up"));
  await run("mkfifo", [join(folder, "lesson", "pipe.png")], { timeoutMs: 5_000 });
});
afterAll(() => rm(folder, { recursive: true }));

function png(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.alloc(9))), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

const pathsIn = async (markdown: string): Promise<string[]> =>
  (await readPictures(markdown, lesson)).map(({ picture }) => picture.path);

test("a picture is read with what is to be known of it", async () => {
  const [only, ...more] = await readPictures("# One\n\n![A wave](figures/a.png)\n\n![Again](figures/a.png)", lesson);
  const sha256 = createHash("sha256").update(small).digest("hex");
  expect(only?.picture).toEqual({ path: "figures/a.png", sha256, bytes: small.length, width: 40, height: 30 });
  expect([only?.type, only?.content]).toEqual(["image/png", small]);
  expect(more).toEqual([]);
});

test.each([
  ["in a sentence", "# One\n\nSee ![a](figures/a.png) here.", "figures/a.png"],
  ["in a list", "# One\n\n- ![a](figures/a.png)\n- b", "figures/a.png"],
  ["in a table", "# One\n\n| a |\n|---|\n| ![a](figures/a.png) |", "figures/a.png"],
  ["in a heading", "# One ![a](figures/a.png)", "figures/a.png"],
  ["in a link", "# One\n\n[![a](figures/a.png)](https://a.b)", "figures/a.png"],
  ["in a quotation", "# One\n\n> ![a](figures/a.png)", "figures/a.png"],
  ["before the first heading", "![a](figures/a.png)\n\n# One", "figures/a.png"],
  ["by reference", "# One\n\n![a][wave]\n\n[wave]: figures/a.png", "figures/a.png"],
  ["as HTML", '# One\n\n<p><img alt="a" src="figures/a.png"></p>', "figures/a.png"],
  ["with a blank", "# One\n\n![a](<figures/my wave.png>)", "figures/my wave.png"],
  ["with an escaped blank", "# One\n\n![a](figures/my%20wave.png)", "figures/my%20wave.png"],
  ["with a percent sign", "# One\n\n![a](100%.png)", "100%.png"],
  ["by a detour that stays inside", "# One\n\n![a](figures/../figures/a.png)", "figures/../figures/a.png"],
  ["by a link that stays inside", "# One\n\n![a](in.png)", "in.png"],
])("a picture is found %s", async (_, markdown, path) => {
  expect(await pathsIn(markdown)).toEqual([path]);
});

test("what only looks like a picture is none", async () => {
  expect(
    await pathsIn("# One\n\n`![a](x.png)`\n\n```\n![a](x.png)\n```\n\n<!-- ![a](x.png) <img src=x.png> -->"),
  ).toEqual([]);
});

describe("a picture that can't be used ends it in one sentence, with exit code 2:", () => {
  test.each<[string, string, RegExp]>([
    ["missing", "figures/none.png", /there is no such file in .*lesson: put it into the lesson's folder/],
    ["text", "text.png", /it is no PNG, JPEG or SVG/],
    ["empty", "empty.png", /the file is empty/],
    ["of 50,000 x 50,000 pixels", "bomb.png", /50,000 x 50,000 pixels, more than/],
    ["of 3 GB", "huge.png", /2,862 MB, more than the 10 possible/],
    ["an SVG that refers to files", "calls.svg", /it refers to other files/],
    ["a folder", "figures", /it is a folder/],
    ["a pipe", "pipe.png", /it is no plain file/],
    ["above the lesson", "../outside.png", /it lies outside the lesson's folder/],
    ["above the lesson, escaped", "%2e%2e/outside.png", /it lies outside the lesson's folder/],
    ["behind a link to a file outside", "out.png", /it lies outside the lesson's folder/],
    ["behind a link to a folder outside", "up/outside.png", /it lies outside the lesson's folder/],
    ["at an absolute path", "/etc/passwd", /does not begin at the lesson/],
    ["at a web address", "https://example.org/a.png", /it is an address: save the picture beside/],
    ["at an address without protocol", "//example.org/a.png", /it is an address/],
    ["at a file address", "file:///etc/passwd", /it is an address/],
    ["in the text itself", "data:image/png;base64,AAAA", /it is an address/],
  ])("%s", async (_, path, sentence) => {
    const refused = await readPictures(`# One\n\n![A wave](${path})`, lesson).catch((error: unknown) => error);
    expect(refused).toMatchObject({ exitCode: 2, message: expect.stringMatching(sentence) });
    expect((refused as Error).message).toMatch(/^The picture \S+ of the lesson can't be used: [^\n]*\.$/);
  });

  test("one without a path, and more than 40", async () => {
    await expect(pathsIn("# One\n\n![A wave]()")).rejects.toThrow(/no file is named/);
    const many = Array.from({ length: 41 }, (_, index) => `![a](${index}.png)`).join("\n\n");
    await expect(pathsIn(`# One\n\n${many}`)).rejects.toThrow(/41 pictures, more than the 40/);
  });
});
