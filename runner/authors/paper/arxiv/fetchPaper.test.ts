import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openPaper } from "../openPaper.ts";
import { type Paper, plainOf } from "../paper.ts";
import { tarOf } from "../testPaper.ts";
import { feed, startTestArxiv, type TestArxiv } from "./testArxiv.ts";

const id = "2401.01234v1";
const api = `/api/query?id_list=${id}`;
const listed = feed({
  title: "A &amp; B of\n  things",
  summary: "We show it.",
  authors: ["Ada Example", "Ben Sample"],
});
const tex =
  "\\documentclass{article}\\title{Of things}\\begin{document}\\maketitle\\section{One}Some text.\\end{document}";
const png = Buffer.from("iVBORw0KGgo=", "base64");
const html = `<html><body><article class="ltx_document"><h1 class="ltx_title ltx_title_document">Of things</h1>
<div class="ltx_abstract"><h6>Abstract</h6><p class="ltx_p">We show it.</p></div>
<section class="ltx_section"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag">1 </span>One</h2>
<div class="ltx_para"><p class="ltx_p">Let <math alttext="x_{1}" display="inline"></math> be, as in <cite class="ltx_cite">[<a href="#b">3</a>]</cite>.</p>
<table class="ltx_equation"><tr class="ltx_equation"><td><math alttext="\\displaystyle a=b%&#10;+c" display="block"></math></td></tr></table></div>
<figure class="ltx_figure"><img src="${id}/x1.png" class="ltx_graphics"><figcaption class="ltx_caption"><span class="ltx_tag">Figure 1: </span>A thing.</figcaption></figure>
<figure class="ltx_figure"><img src="https://example.org/evil.png"><figcaption>Elsewhere.</figcaption></figure>
</section><section class="ltx_bibliography"><h2>References</h2></section></article></body></html>`;

const open = (
  arxiv: TestArxiv,
  signal?: AbortSignal,
): Promise<{ paper: Paper; figures: ReadonlyMap<string, Uint8Array> }> =>
  openPaper({ at: "arxiv", id }, { python: "python3", language: "en", arxiv: arxiv.settings, signal });
const refused = (arxiv: TestArxiv, code: string, message: RegExp) =>
  expect(open(arxiv)).rejects.toMatchObject({ failure: { code, message: expect.stringMatching(message) } });

describe("a paper that arXiv has", { timeout: 90_000 }, () => {
  it("is read from its source, once, one request after the other; authors as they are listed", async () => {
    const source = gzipSync(await tarOf({ "main.tex": tex }));
    await using arxiv = await startTestArxiv({
      [api]: listed,
      [`/e-print/${id}`]: { type: "application/gzip", body: source },
    });
    arxiv.settings.pauseMs = 400;
    const { paper } = await open(arxiv);
    expect(paper).toMatchObject({
      title: "Of things",
      authors: ["Ada Example", "Ben Sample"],
      sections: [{ title: "One" }],
    });
    expect(plainOf(paper.abstract)).toBe("We show it.");
    expect(await open(arxiv)).toMatchObject({ paper });
    expect(arxiv.asked).toEqual([api, `/e-print/${id}`]);
    // When they come in says little less than when they are sent; without the pause it is a hundredth.
    expect((arxiv.times[1] ?? 0) - (arxiv.times[0] ?? 0)).toBeGreaterThan(arxiv.settings.pauseMs / 2);
  });

  it("and of which authors sent a PDF alone is read from its HTML, its figures from arXiv and from nowhere else", async () => {
    await using arxiv = await startTestArxiv({
      [api]: listed,
      [`/e-print/${id}`]: { type: "application/pdf", body: "%PDF-1.5" },
      [`/html/${id}`]: { type: "text/html; charset=utf-8", body: html },
      [`/html/${id}/x1.png`]: { type: "image/png", body: png },
    });
    const { paper, figures } = await open(arxiv);
    expect([...figures.keys()]).toEqual([`${id}/x1.png`]);
    expect(paper.sections).toMatchObject([
      {
        title: "One",
        blocks: [
          { kind: "paragraph", inlines: [{}, { kind: "math", value: "x_{1}" }, {}, { kind: "gap" }, { value: "." }] },
          { kind: "equation", tex: "a=b+c" },
          { kind: "figure", path: `${id}/x1.png`, caption: [{ value: "A thing." }] },
          { kind: "figure", path: null },
        ],
      },
    ]);
    expect(arxiv.asked.every((path) => !path.includes("evil"))).toBe(true);
  });

  it("whose source can't be read is read from its HTML as well", async () => {
    const source = gzipSync(await tarOf({ "read.tex": "not a paper" }));
    await using arxiv = await startTestArxiv({
      [api]: listed,
      [`/e-print/${id}`]: { type: "application/gzip", body: source },
      [`/html/${id}`]: { type: "text/html", body: html },
    });
    expect((await open(arxiv)).paper.sections).toHaveLength(1);
  });

  it("is asked for again where arXiv is busy", async () => {
    const busy = { status: 503, headers: { "retry-after": "0" } };
    await using arxiv = await startTestArxiv({ [api]: [busy, listed], [`/e-print/${id}`]: { body: gzipSync(tex) } });
    expect((await open(arxiv)).paper.title).toBe("Of things");
    expect(arxiv.asked).toEqual([api, api, `/e-print/${id}`]);
  });
});

describe("is refused in a sentence", () => {
  it("where there is no such paper, or it was withdrawn", async () => {
    await using none = await startTestArxiv({ [api]: feed() });
    await refused(none, "invalid_paper", /arXiv has no paper 2401\.01234v1: check the id\.$/);
    await using wrong = await startTestArxiv({
      [api]: { ...feed({ title: "Error", summary: "incorrect id" }), status: 400 },
    });
    await refused(wrong, "invalid_paper", /no paper/);
    await using back = await startTestArxiv({
      [api]: feed({ title: "T", summary: "This paper has been withdrawn by the author." }),
    });
    await refused(back, "invalid_paper", /was withdrawn/);
    await using noted = await startTestArxiv({
      [api]: feed({ title: "T", summary: "S", comment: "Withdrawn: error in lemma 2" }),
    });
    await refused(noted, "invalid_paper", /was withdrawn/);
  });

  it("where arXiv lists a paper and has no file of it", async () => {
    await using arxiv = await startTestArxiv({ [api]: listed });
    await refused(arxiv, "invalid_paper", /neither source nor HTML nor PDF/);
  });

  it("where arXiv does not answer, or goes on answering with errors", async () => {
    await using broken = await startTestArxiv({ [api]: { status: 500 } });
    await refused(broken, "arxiv_unavailable", /\(it answers with 500\): try again later, or give its files\.$/);
    expect(broken.asked).toHaveLength(3);
    const gone = await startTestArxiv({});
    await gone[Symbol.asyncDispose]();
    await refused(gone, "arxiv_unavailable", /no connection/);
  });

  it("and given up where the job is", async () => {
    await using arxiv = await startTestArxiv({ [api]: listed });
    await expect(open(arxiv, AbortSignal.abort())).rejects.toThrow();
    expect(arxiv.asked).toEqual([]);
  });
});
