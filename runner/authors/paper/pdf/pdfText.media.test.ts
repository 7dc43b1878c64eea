// Real PDFs through the real poppler in the real sandbox.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { defaultPython } from "../../../process/python.ts";
import { run } from "../../../process/run.ts";
import { plainOf } from "../paper.ts";
import { pdfText } from "./pdfText.ts";
import { readPages } from "./readPages.ts";

/** Drawn by cairo: each page is a list of lines. */
async function pdfOf(pages: readonly string[][]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "proofreel-pdf-test-"));
  const program = `import cairo, json, sys
surface = cairo.PDFSurface(sys.argv[1], 595, 842)
context = cairo.Context(surface)
context.select_font_face("DejaVu Sans")
context.set_font_size(10)
for page in json.load(sys.stdin):
    for index, line in enumerate(page):
        context.move_to(60, 60 + 14 * index)
        context.show_text(line)
    context.show_page()
surface.finish()`;
  try {
    const path = join(folder, "drawn.pdf");
    await run(defaultPython, ["-c", program, path], { input: JSON.stringify(pages), timeoutMs: 30_000 });
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const refused = (content: Uint8Array, why: RegExp) =>
  expect(pdfText(content)).rejects.toMatchObject({
    failure: { code: "invalid_paper", message: expect.stringMatching(why) },
  });

const prose = (about: string): string =>
  `This is a sentence about ${about}, which says what there is to say of it in plain words.`;

it("a PDF with text becomes title, abstract and sections; running heads and thanks are left out", async () => {
  const head = "A journal of examples";
  const text = await pdfText(
    await pdfOf([
      [
        head,
        "Of pendulums and clocks",
        "",
        "Ada Example",
        "",
        "Abstract",
        prose("everything"),
        "",
        "1 Introduction",
        prose("clocks"),
        prose("rods"),
        "1",
      ],
      [
        head,
        "2 The model of it",
        prose("models"),
        "and a word that is bro-",
        "ken at the end of its line, as words of printed pages often are.",
        "",
        "2",
      ],
      [head, "3 Conclusion", prose("what came out"), "", "References", "[1] Somebody. Something. 1999.", "3"],
    ]),
  );
  const paper = readPages(text);
  expect(paper.title).toBe("Of pendulums and clocks");
  expect(plainOf(paper.abstract)).toBe(prose("everything"));
  expect(paper.sections.map(({ title }) => title)).toEqual(["Introduction", "The model of it", "Conclusion"]);
  expect(JSON.stringify(paper)).toContain("broken at the end");
  expect(JSON.stringify(paper)).not.toMatch(/journal|Somebody/);
});

it("one of 500 pages, an encrypted one, a broken one and a scan are refused in a sentence", async () => {
  await refused(await pdfOf(Array.from({ length: 500 }, () => ["page"])), /500 pages, more than the 60 possible/);
  const locked = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
3 0 obj<</Filter/Standard/V 1/R 2/O<${"41".repeat(32)}>/U<${"42".repeat(32)}>/P -64>>endobj
trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>`;
  await refused(Buffer.from(locked), /encrypted/);
  await refused(Buffer.from("%PDF-1.5 and then nothing"), /broken or cut off/);
  const scan = await pdfText(await pdfOf([[""]]));
  expect(() => readPages(scan)).toThrow(/may be a scan/);
});
