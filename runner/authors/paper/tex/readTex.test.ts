import { describe, expect, it } from "vitest";
import { type Paper, type PaperBlock, plainOf } from "../paper.ts";
import { readTex } from "./readTex.ts";

const read = (files: Record<string, string | Uint8Array>): Paper =>
  readTex(new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)])));
const document = (body: string, preamble = ""): string =>
  `\\documentclass{article}\n${preamble}\n\\begin{document}\n${body}\n\\end{document}\n`;
const blocks = (body: string, preamble = "", files: Record<string, string> = {}): PaperBlock[] =>
  read({ "main.tex": document(body, preamble), ...files }).sections.flatMap((section) => section.blocks);
const text = (body: string, preamble = "", files: Record<string, string> = {}): string =>
  blocks(body, preamble, files)
    .map((block) => (block.kind === "paragraph" ? plainOf(block.inlines).trim() : `<${block.kind}>`))
    .join("\n");

describe("the main file", () => {
  it("is the one with a document, not a supplement, a template or what it includes", () => {
    const paper = read({
      "supplement.tex": document("\\section{Wrong}\nText.", "\\title{Wrong}"),
      "src/paper.tex": document("\\input{part}", "\\title{Right}"),
      "src/part.tex": "\\section{Part}\nText of the part.",
      "notes.tex": "\\section{Notes} none",
    });
    expect(paper.title).toBe("Right");
    expect(paper.sections.map(({ title }) => title)).toEqual(["Part"]);
  });

  it("includes files with and without ending, in folders, in other cases, and goes on where one is missing", () => {
    const files = {
      "b.tex": "Bee.",
      "sub/c.tex": "See.",
      "D.TEX": "Dee.",
      "sub/e.tex": "\\input{f}",
      "sub/f.tex": "Eff.",
    };
    const body = "\\input{b.tex}\n\n\\include{sub/c}\n\n\\input d\n\n\\import{sub/}{e}\n\n\\input{missing} End.";
    expect(text(body, "", files)).toBe("Bee.\nSee.\nDee.\nEff.\nEnd.");
  });

  it("that includes itself ends", () => {
    expect(text("One. \\input{main}")).toContain("One.");
  });

  it("is read in its encoding", () => {
    const latin = Buffer.from(document("\\section{Über}\nCafé.", "\\usepackage[latin1]{inputenc}"), "latin1");
    expect(read({ "main.tex": latin }).sections[0]?.title).toBe("Über");
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(document("\\section{Ω}\nText."), "utf16le")]);
    expect(read({ "main.tex": utf16 }).sections[0]?.title).toBe("Ω");
  });

  it("without any text is refused in a sentence", () => {
    expect(() => read({ "main.tex": document("\\input{all}") })).toThrow(/There is no text|there is no text/);
    expect(() => read({ "a.sty": "x" })).toThrow(/no TeX file/);
    expect(() => read({ "a.tex": "just words" })).toThrow(/begin\{document\}/);
  });
});

describe("text", () => {
  it("loses comments, notes and what is left out, and keeps verbatim text as it stands", () => {
    const body = [
      "A % no\nB 5\\% \\iffalse hidden \\fi C\\footnote{note}. % \\begin{verbatim}",
      "\\verb|a%b| is code.",
      "\\begin{verbatim}\n% kept \\foo\n\\end{verbatim}",
      "\\begin{comment} gone \\end{comment} After.",
    ].join("\n\n");
    expect(text(body, "\\newcommand{\\foo}{WRONG}")).toBe("A B 5% C.\na%b is code.\n<code>\nAfter.");
    expect(blocks(body)).toContainEqual({ kind: "code", source: "% kept \\foo" });
  });

  it("has accents, quotes and dashes as they are printed", () => {
    expect(text("Ond\\v{r}ej \\v{C}ert\\'{\\i}k, Erd\\H{o}s, \\\"Uber, ``so''---1--2~\\LaTeX{} \\& \\ss")).toBe(
      "Ondřej Čertík, Erdős, Über, “so”—1–2 LaTeX & ß",
    );
  });

  it("marks what points elsewhere", () => {
    const [block] = blocks("See Section~\\ref{a} and~\\citep[p.~3]{b}.");
    expect(block?.kind === "paragraph" && block.inlines.filter(({ kind }) => kind === "gap")).toHaveLength(2);
  });
});

describe("macros", () => {
  const equation = (body: string, preamble: string): string | undefined => {
    const found = blocks(`\\[${body}\\]`, preamble)[0];
    return found?.kind === "equation" ? found.tex.replace(/\s+/g, "") : undefined;
  };
  it.each([
    ["\\newcommand", "\\newcommand{\\R}{\\mathbb{R}}", "x\\in\\R", "x\\in\\mathbb{R}"],
    ["\\newcommand without braces", "\\newcommand\\R{\\mathbb R}", "\\R^2", "\\mathbb{R}^{2}"],
    ["with an argument left out", "\\newcommand{\\p}[2][t]{p_{#1}(#2)}", "\\p{x}+\\p[s]{y}", "p_{t}(x)+p_{s}(y)"],
    ["\\def with arguments", "\\def\\pair#1#2{\\langle #1,#2\\rangle}", "\\pair{a}b", "\\langlea,b\\rangle"],
    ["within macros", "\\newcommand{\\a}{\\b}\\newcommand{\\b}{c}", "\\a", "c"],
    [
      "\\DeclareMathOperator",
      "\\DeclareMathOperator*{\\amin}{arg\\,min}",
      "\\amin_x",
      "\\operatorname*{arg\\,min}_{x}",
    ],
    ["\\let", "\\let\\eps\\varepsilon", "\\eps", "\\varepsilon"],
    ["\\DeclarePairedDelimiter", "\\DeclarePairedDelimiter{\\nrm}{\\|}{\\|}", "\\nrm{x}", "\\left\\|x\\right\\|"],
  ])("%s are replaced", (_, preamble, body, expected) => {
    expect(equation(body, preamble)).toBe(expected);
  });

  it("that never end are left at that", () => {
    expect(equation("\\a", "\\newcommand{\\a}{\\a\\a}")).toBeDefined();
    const laughs = Array.from(
      { length: 20 },
      (_, at) => `\\def\\l${"a".repeat(at + 2)}{${`\\l${"a".repeat(at + 1)}`.repeat(9)}}`,
    );
    expect(text(`Text. \\l${"a".repeat(21)} More.`, laughs.join("\n"))).toContain("Text.");
  });

  it("of the paper's own style file are known, and do not change what a section is", () => {
    const files = { "mine.sty": "\\newcommand{\\Q}{\\mathbb{Q}}\\renewcommand{\\section}[1]{#1}" };
    const paper = read({ "main.tex": document("\\section{One}\n\\[\\Q\\]", "\\usepackage{mine}"), ...files });
    expect(paper.sections).toMatchObject([{ title: "One", blocks: [{ kind: "equation", tex: "\\mathbb{Q}" }] }]);
  });
});

describe("what a paper holds", () => {
  it("is title, authors and abstract, from the many ways to write them", () => {
    const paper = read({
      "main.tex": document(
        "\\maketitle\\begin{abstract}In short.\\end{abstract}\\section{One}Text.",
        "\\title[Short]{A \\emph{long}\\\\ title\\thanks{x}}\\author{Ada Example$^1$\\thanks{y} \\and Ben B. Sample\\\\University of Nowhere}",
      ),
    });
    expect(paper).toMatchObject({ title: "A long title", authors: ["Ada Example", "Ben B. Sample"] });
    expect(plainOf(paper.abstract)).toBe("In short.");
  });

  it("ends before thanks, references and appendices", () => {
    const paper = read({
      "main.tex": document("\\section{One}a.\\section*{Acknowledgements}b.\\appendix\\section{Two}c."),
    });
    expect(paper.sections.map(({ title }) => title)).toEqual(["One"]);
  });

  it("shows figures that are there, and says of others why not", () => {
    const figure = (name: string): string =>
      `\\begin{figure}\\includegraphics[width=3in]{${name}}\\caption[s]{The ${name}.}\\end{figure}`;
    const preamble = "\\graphicspath{{img/}{other/}}";
    const files = { "img/a.pdf": "x", "other/b.PNG": "x", "c.eps": "x" };
    const found = blocks(["a", "b", "c", "d.png"].map(figure).join("\n"), preamble, files);
    expect(found).toMatchObject([
      { path: "img/a.pdf", caption: [{ value: "The a." }] },
      { path: "other/b.PNG" },
      { path: null, why: expect.stringContaining("PostScript") },
      { path: null, why: "its file is missing" },
    ]);
  });

  it("has tables with the words of their cells", () => {
    const body =
      "\\begin{table}\\caption{C}\\begin{tabular}{l|c}\\toprule a & $10^\\circ$ \\\\ \\midrule \\textbf{b} & 5\\,\\% \\\\\\end{tabular}\\end{table}";
    expect(blocks(body)).toMatchObject([
      {
        kind: "table",
        rows: [
          ["a", "10°"],
          ["b", "5 %"],
        ],
      },
    ]);
  });

  it("has theorems under the names that they are given", () => {
    const body = "\\begin{thm}[Euler] All is well.\\end{thm}\\begin{proof}No.\\end{proof}";
    expect(blocks(body, "\\newtheorem{thm}{Theorem}")).toMatchObject([{ kind: "theorem", name: "Theorem" }]);
  });
});
