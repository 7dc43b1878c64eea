import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paperOf } from "./paper.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "papers-"));
});
afterAll(() => rm(folder, { recursive: true }));

const refused = (given: string, why: RegExp) =>
  expect(paperOf(given)).rejects.toMatchObject({ message: expect.stringMatching(why), exitCode: 2 });

test("an arXiv id or address is a source without files", async () => {
  expect(await paperOf("https://arxiv.org/abs/2401.01234v2")).toEqual({
    source: { kind: "paper", paper: { at: "arxiv", id: "2401.01234v2" } },
    files: [],
  });
});

test("a file is taken as it is, a folder packed without what is no part of a paper, twice the same", async () => {
  const paper = join(folder, "paper");
  await mkdir(join(paper, "figures"), { recursive: true });
  await writeFile(join(paper, "main.tex"), "\\section{One}");
  await writeFile(join(paper, "figures", "a.png"), "png");
  await writeFile(join(paper, "main.log"), "log");
  await writeFile(join(paper, ".secret.tex"), "secret");
  const { source, files } = await paperOf(paper);
  const [file] = files;
  expect(source).toMatchObject({ kind: "paper", paper: { at: "upload", name: "paper", sha256: file?.sha256 } });
  const packed = gunzipSync(file?.content ?? "").toString("latin1");
  expect(packed).toContain("figures/a.png");
  expect(packed).not.toMatch(/main\.log|secret/);
  expect((await paperOf(paper)).source).toEqual(source);
  const alone = await paperOf(join(paper, "main.tex"));
  expect(alone.files[0]?.content.toString()).toBe("\\section{One}");
});

test("what is not there, too large, empty or a link out of its folder is refused in a sentence", async () => {
  await refused("no-such-paper.pdf", /no file or folder no-such-paper\.pdf, and it is no arXiv id/);
  await refused("2413.99999", /no arXiv id/);
  await writeFile(join(folder, "large.tar"), Buffer.alloc(20_000_001));
  await refused(join(folder, "large.tar"), /has 21 MB, more than the 20 possible/);
  await writeFile(join(folder, "empty.pdf"), "");
  await refused(join(folder, "empty.pdf"), /the file is empty/);
  const linked = join(folder, "linked");
  await mkdir(linked);
  await refused(linked, /neither TeX nor HTML nor a PDF/);
  await symlink("/etc/hostname", join(linked, "a.tex"));
  await refused(linked, /a\.tex is a link out of its folder/);
});
