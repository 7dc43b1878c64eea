import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { tarOf } from "../testPaper.ts";
import { unpack } from "./unpack.ts";

const tex = "\\documentclass{article}\\begin{document}Text.\\end{document}";

async function zipOf(files: Record<string, string | Uint8Array>, mode?: number): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), name, mode === undefined ? {} : { mode });
  zip.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The same length, so that everything else still fits. */
const renamed = (zip: Buffer, from: string, to: string): Buffer =>
  Buffer.from(zip.toString("latin1").replaceAll(from, to), "latin1");
const refused = (content: Uint8Array, why: RegExp) =>
  expect(unpack(content)).rejects.toMatchObject({
    failure: { code: "invalid_paper", message: expect.stringMatching(why) },
  });
const names = async (content: Uint8Array): Promise<string[]> => [...(await unpack(content)).keys()];

describe("a paper is unpacked by what it is", () => {
  it("whatever its archive, and without what is no part of a paper", async () => {
    const files = { "./main.tex": tex, "fig/a.pdf": "x", "__MACOSX/._main.tex": "x", "run.sh": "x", "a.aux": "x" };
    expect(await names(await tarOf(files))).toEqual(["main.tex", "fig/a.pdf"]);
    expect(await names(gzipSync(await tarOf(files)))).toEqual(["main.tex", "fig/a.pdf"]);
    expect(await names(await zipOf({ "main.tex": tex, "fig/a.pdf": "x", "run.sh": "x" }))).toEqual([
      "main.tex",
      "fig/a.pdf",
    ]);
  });

  it("also where it is one file alone", async () => {
    expect(await names(Buffer.from(tex))).toEqual(["paper.tex"]);
    expect(await names(gzipSync(tex))).toEqual(["paper.tex"]);
    expect(await names(Buffer.from("%PDF-1.5 …"))).toEqual(["paper.pdf"]);
    expect(await names(Buffer.from("<!DOCTYPE html><html><p>x</html>"))).toEqual(["paper.html"]);
  });
});

describe("refused in a sentence", () => {
  it("archives that lead out of themselves", async () => {
    await refused(await tarOf({ "../main.tex": tex }), /\.\.\/main\.tex, which leads out of it/);
    await refused(await tarOf({ "a/../../main.tex": tex }), /leads out of it/);
    await refused(await tarOf({ "/etc/main.tex": tex }), /absolute path \/etc\/main\.tex/);
    await refused(renamed(await zipOf({ "aaamain.tex": tex }), "aaamain.tex", "../main.tex"), /leads out of it/);
    await refused(renamed(await zipOf({ "amain.tex": tex }), "amain.tex", "/main.tex"), /leads out of it|absolute/);
  });

  it("links and devices", async () => {
    await refused(await tarOf({ "main.tex": "" }, { type: "symlink", linkname: "/etc/passwd" }), /link or a device/);
    await refused(await tarOf({ "main.tex": "" }, { type: "link", linkname: "other.tex" }), /link or a device/);
    await refused(await tarOf({ "main.tex": "" }, { type: "character-device" }), /link or a device/);
    await refused(await zipOf({ "main.tex": "/etc/passwd" }, 0o120777), /link or a device/);
  });

  it("bombs: by what comes out, by how many, by how much more than went in", async () => {
    const nothing = Buffer.alloc(19_000_000);
    await refused(
      gzipSync(await tarOf({ "a.tex": nothing, "b.tex": nothing, "c.tex": nothing })),
      /far more than it is/,
    );
    await refused(await zipOf({ "a.tex": nothing, "b.tex": nothing }), /far more than it is/);
    await refused(gzipSync(Buffer.alloc(90_000_000)), /damaged, cut off or far larger|damaged or cut off/);
    await refused(
      await tarOf(Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`${at}.tex`, ""]))),
      /more than 2,000 files/,
    );
  });

  it("what is encrypted, damaged, empty or something else", async () => {
    const locked = await zipOf({ "main.tex": tex });
    // Bit 0 of the flags, in the local header and in the directory.
    locked.writeUInt16LE(locked.readUInt16LE(6) | 1, 6);
    const directory = locked.indexOf("PK\u0001\u0002", 0, "latin1");
    locked.writeUInt16LE(locked.readUInt16LE(directory + 8) | 1, directory + 8);
    await refused(locked, /encrypted/);
    const whole = gzipSync(
      await tarOf({ "main.tex": Buffer.from(Array.from({ length: 99_000 }, (_, at) => (at * 7919) % 251)) }),
    );
    await refused(whole.subarray(0, whole.length / 2), /damaged or cut off/);
    await refused((await zipOf({ "main.tex": tex })).subarray(0, 60), /damaged or cut off/);
    await refused(Buffer.alloc(0), /empty/);
    await refused(await tarOf({ "read.me": "x" }), /neither TeX nor HTML nor a PDF/);
    await refused(Buffer.from("just words"), /neither TeX/);
  });
});
