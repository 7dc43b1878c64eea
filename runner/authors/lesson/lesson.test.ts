// What of Markdown becomes what is said and shown.
import { describe, expect, test } from "vitest";
import { PipelineError } from "../../../shared/failures.ts";
import type { Source } from "../../../shared/source.ts";
import { defaultPython } from "../../process/python.ts";
import { planVideo } from "../../stages/plan/plan.ts";
import { writeScripts } from "../../stages/script/script.ts";
import { mostBoxes, parseGraph, parseMermaid } from "./diagram.ts";
import { readFrontMatter } from "./frontMatter.ts";
import { type Block, parseLesson } from "./markdown.ts";

const context = { python: defaultPython, language: "en" };

async function scriptsOf(markdown: string) {
  const source: Source = { kind: "lesson", markdown };
  const plan = await planVideo(source, context);
  return { plan, scripts: Object.values(await writeScripts(plan, source, context, () => undefined)) };
}

const blocksOf = (markdown: string): Block[] => parseLesson(`# T\n\n${markdown}`).flatMap(({ blocks }) => blocks);

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof PipelineError) return error.message;
    throw error;
  }
  return "none";
};

describe("front matter", () => {
  test("says title, voice, language and theme; entries of others are left alone", () => {
    const text = "---\ntitle: A day\nvoice: amy\nlanguage: en\ntheme: light\ntags: [a, b]\n---\n# One\n";
    expect(readFrontMatter(text)).toEqual({
      wishes: { title: "A day", voice: "amy", language: "en", theme: "light" },
      body: "# One\n",
    });
    expect(readFrontMatter("# One\n\n---\n\ntext\n---\n").wishes).toEqual({});
  });

  test("numbers and dates in a title stay what was written", () => {
    expect(readFrontMatter("---\ntitle: 007\n---\n# A").wishes.title).toBe("007");
    expect(readFrontMatter("---\r\ntitle: 2024-01-01\r\n---\r\n# A").wishes.title).toBe("2024-01-01");
  });

  test.each([
    ["---\ntheme: neon\n---\n# A", /“theme” at the lesson's top must be one of dark, light, paper/],
    ["---\ntitle: [1, 2]\n---\n# A", /“title” at the lesson's top must be a short text/],
    ["---\n- a\n---\n# A", /must be lines like title: My lesson/],
    ["---\ntitle: 'open\n---\n# A", /can't be read/],
    ["---\na: &a [x]\nb: [*a, *a]\n---\n# A", /./],
  ])("what can't be read is said: %j", (text, sentence) => {
    expect(refusal(() => readFrontMatter(text))).toMatch(sentence);
  });

  test("its title names the video and has a card where no heading says it; its theme is in every scene", async () => {
    const { plan, scripts } = await scriptsOf(
      "---\ntitle: A day\ntheme: paper\n---\n## One\n\nIt is short.\n\n## Two\n\nSo is this.",
    );
    expect(plan.title).toBe("A day");
    expect(plan.scenes[0]?.title).toBe("A day");
    for (const { code } of scripts) expect(code).toContain('use_theme("paper")');
    const plain = await scriptsOf("# One\n\nIt is short.");
    expect(plain.scripts[0]?.code).not.toContain("use_theme");
  });
});

describe("blocks", () => {
  test("lists keep their numbers, boxes and depth", () => {
    const [list] = blocksOf("3. three\n   - inner\n     - deep\n4. four\n5. five\n");
    expect(
      list?.kind === "list" && list.items.map(({ mark, depth, inlines }) => [mark, depth, inlines[0]?.value]),
    ).toEqual([
      ["3.", 0, "three"],
      ["•", 1, "inner"],
      ["•", 2, "deep"],
      ["4.", 0, "four"],
      ["5.", 0, "five"],
    ]);
    const [tasks] = blocksOf("- [x] done\n- [ ] open\n");
    expect(tasks?.kind === "list" && tasks.items.map(({ mark }) => mark)).toEqual(["☑", "☐"]);
  });

  test("code that stands in a list is shown after it", () => {
    expect(blocksOf("- run\n\n  ```sh\n  ls\n  ```\n").map(({ kind }) => kind)).toEqual(["list", "code"]);
  });

  test("a quote says who said it", () => {
    expect(blocksOf("> Less is more.\n> — an architect")).toMatchObject([
      { kind: "quote", by: "an architect", inlines: [{ value: "Less is more." }] },
    ]);
    expect(blocksOf("> Less is more.")).toMatchObject([{ kind: "quote", by: "" }]);
  });

  test("a footnote comes after what calls it, an unknown one nowhere", () => {
    const blocks = blocksOf("One[^a] and two.[^none]\n\nNext.\n\n[^a]: Really one.\n");
    expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "footnote", "paragraph"]);
  });

  test("a cue divides a sentence into what is said before and after it", async () => {
    const { scripts } = await scriptsOf("# T\n\n## S\n\nFirst **heat** <!-- cue --> then **steam**.");
    expect(scripts.at(-1)?.narration).toBe("[[note]] First heat. [[note-2]] Then steam.");
  });

  test("matrices are read by rows", async () => {
    const { scripts } = await scriptsOf("# T\n\n## S\n\nmatrix: 1 2; 3 4\n\n```matrix\na, b\nc, d\n```\n");
    expect(scripts.at(-1)?.narration).toContain("the matrix with the rows 1, 2; and 3, 4.");
    expect(scripts.at(-1)?.code).toContain("\\\\begin{bmatrix}a & b \\\\\\\\ c & d\\\\end{bmatrix}");
  });

  test("TeX in a matrix may not read files", async () => {
    await expect(scriptsOf("# T\n\nmatrix: \\input{/etc/passwd} 2; 3 4")).rejects.toMatchObject({
      failure: { code: "unsafe_formula" },
    });
  });
});

describe("diagrams", () => {
  test("Mermaid's flowcharts: shapes, texts on lines, chains, groups", () => {
    const diagram = parseMermaid(
      'flowchart TD\n  %% a note\n  A["Switch on"] --> B(Heat) & W((Wait))\n  B -- hot --> C{100 °C?}:::big\n  C -->|no| B; C -.->|yes| D[/Off/]\n  subgraph x\n  W --- D\n  end\n  style A fill:#fff\n',
    );
    expect(diagram?.down).toBe(true);
    expect(diagram?.nodes.map(({ key, label }) => `${key}=${label}`)).toEqual([
      "A=Switch on",
      "B=Heat",
      "W=Wait",
      "C=100 °C?",
      "D=Off",
    ]);
    expect(diagram?.edges.map(({ from, to, label, directed }) => [from, to, label, directed])).toEqual([
      ["A", "B", "", true],
      ["A", "W", "", true],
      ["B", "C", "hot", true],
      ["C", "B", "no", true],
      ["C", "D", "yes", true],
      ["W", "D", "", false],
    ]);
  });

  test.each([
    "gantt\n title x",
    "graph TD\n A[open --> B",
    "sequenceDiagram\n A->>B: hi",
    "flowchart LR\n A --> ",
    "",
    "graph TD",
  ])("what is no flowchart that can be read is shown as it is written: %j", (text) => {
    expect(parseMermaid(text)).toBeNull();
    const [block] = blocksOf(`\`\`\`mermaid\n${text}\n\`\`\``);
    expect(block?.kind).toBe("code");
  });

  test("graphs in a line", () => {
    expect(parseGraph("Sun -> Plant: light, Plant - Soil")).toMatchObject({
      nodes: [{ key: "Sun" }, { key: "Plant" }, { key: "Soil" }],
      edges: [
        { from: "Sun", to: "Plant", label: "light", directed: true },
        { from: "Plant", to: "Soil", directed: false },
      ],
    });
    expect(blocksOf("graph: A-B, B-C").map(({ kind }) => kind)).toEqual(["diagram"]);
    expect(blocksOf("graph: the number of things").map(({ kind }) => kind)).toEqual(["diagram"]);
    expect(blocksOf("Graph: it is < that & so on!").map(({ kind }) => kind)).toEqual(["paragraph"]);
  });

  test("too many boxes are refused with a way on", async () => {
    const edges = Array.from({ length: mostBoxes }, (_, at) => `N${at} --> N${at + 1}`).join("\n");
    await expect(scriptsOf(`# T\n\n\`\`\`mermaid\ngraph TD\n${edges}\n\`\`\``)).rejects.toThrow(/15 boxes.*divide it/);
  });

  test("a long line of no sense takes no time", () => {
    const started = performance.now();
    for (const piece of ["A[", "A --> ", "((", "-- x ", "|a", "& "]) parseMermaid(`graph TD\n${piece.repeat(20_000)}`);
    const once = performance.now() - started;
    for (const piece of ["A[", "A --> ", "((", "-- x ", "|a", "& "]) parseMermaid(`graph TD\n${piece.repeat(40_000)}`);
    expect(performance.now() - started - once).toBeLessThan(8 * once + 200);
  });
});
