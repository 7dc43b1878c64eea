// Formulas set outside of the scene's sandbox, in TeX's own: what they look like, and who can spoil them.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formulaKey, openFormulaStore } from "./formulaStore.ts";
import { plainFormula } from "./texPlain.ts";
import { runTex } from "./texRun.ts";
import { createTexSetter, type TexSetter } from "./texSetter.ts";

let folder: string;
let setter: TexSetter;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofreel-formulas-"));
  setter = createTexSetter({ scratchDir: join(folder, "scratch"), store: openFormulaStore(join(folder, "store")) });
});

afterAll(async () => {
  await setter.close();
  expect(await readdir(join(folder, "scratch"))).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});

/** What Manim 0.22 writes for MathTex. */
const formula = (body: string, more = ""): string =>
  `\\documentclass[preview]{standalone}\n\\usepackage[english]{babel}\n\\usepackage{amsmath}\n\\usepackage{amssymb}\n${more}` +
  `\\begin{document}\n\\begin{align*}\n\\special{dvisvgm:raw <g id='unique000'>}${body}\\special{dvisvgm:raw </g>}\n\\end{align*}\n\\end{document}\n`;

const set = async (formulas: string[], by: TexSetter = setter): Promise<(string | null)[]> => {
  const answers = new Map<string, string | null>();
  await new Promise<void>((resolve) => {
    const desk = by.open(async (key, svg) => {
      answers.set(key, svg?.toString() ?? null);
      if (answers.size === new Set(formulas).size) resolve();
    });
    desk.ask(formulas);
  });
  return formulas.map((tex) => answers.get(formulaKey(tex)) ?? null);
};

const alone = async (tex: string): Promise<string | null> => {
  const signal = new AbortController().signal;
  const { svgs } = await runTex({ tex, pages: 1, scratchDir: join(folder, "scratch"), signal });
  return svgs?.[0]?.toString() ?? null;
};

/** The outlines, and where they stand. dvisvgm numbers fonts and pages, and writes the glyphs in no fixed order. */
const drawn = (svg: string | null): { glyphs: string[]; placed: string | undefined } => {
  const text = (svg ?? "").replaceAll(/page\d+/g, "page").replaceAll(/g\d+-/g, "g-");
  const [, definitions = "", placed] = text.split(/<\/?defs>/);
  return { glyphs: [...definitions.matchAll(/<path [^>]*>/g)].map(([path]) => path).sort(), placed };
};

const plain = [
  formula("x^2+1"),
  formula(String.raw`\frac{1}{2}\int_0^1 x\,dx`),
  formula(String.raw`\text{if } a \leq b`),
];

test("formulas set together are those set alone, path for path, with and without a format", async () => {
  const first = await set(plain);
  // The format is made after the first run.
  await expect
    .poll(async () => (await readdir(join(folder, "store"), { recursive: true })).join(), { timeout: 20_000 })
    .toContain(".fmt");
  const others = [formula(String.raw`\sqrt{y}`), formula(String.raw`\sum_{n=1}^{\infty} \frac{1}{n^2}`)];
  const second = await set(others);
  for (const [index, tex] of [...plain, ...others].entries()) {
    const wanted = drawn(await alone(tex));
    expect(wanted.glyphs.length).toBeGreaterThan(0);
    expect(drawn([...first, ...second][index] ?? null)).toEqual(wanted);
  }
});

test("what was set once is there for the next scene", async () => {
  const [svg] = await set(plain);
  const offline = createTexSetter({ scratchDir: "/nowhere", store: openFormulaStore(join(folder, "store")) });
  expect(await set(plain.slice(0, 1), offline)).toEqual([svg]);
});

describe("a hostile formula", () => {
  test.each([
    String.raw`\gdef\alpha{\beta}`,
    String.raw`\global\let\alpha=\beta`,
    String.raw`\catcode\x=13`,
    String.raw`^^5cgdef^^5calpha{\beta}`,
    String.raw`\csname gdef\endcsname\alpha{\beta}`,
    String.raw`\end{align*}\end{preview}\begin{preview}\begin{align*}`,
    String.raw`x } \begingroup {`,
    String.raw`x % \end{align*}`,
    String.raw`\special{dvisvgm:raw <script/>}`,
    String.raw`\special{ps: (x) run}`,
    String.raw`\input{other}`,
    String.raw`\setcounter{equation}{7}`,
    String.raw`\begin{align} x \end{align}`,
    "x $ y",
  ])("shares a run with no other: %s", (body) => {
    expect(plainFormula(formula(body))).toBeNull();
  });

  test("has its preamble to itself too", () => {
    expect(plainFormula(formula("x", "\\def\\alpha{x}\n"))).toBeNull();
    expect(plainFormula(formula("x", "\\usepackage{tikz}\n"))).toBeNull();
    expect(plainFormula(formula("x", "\\usepackage{bm}\n"))).not.toBeNull();
  });

  test("changes none that is set beside it", async () => {
    const alpha = formula(String.raw`\alpha + \gamma`);
    const [, svg] = await set([formula(String.raw`\gdef\alpha{\beta}\alpha`), alpha]);
    expect(drawn(svg ?? null)).toEqual(drawn(await alone(alpha)));
  });

  test("reads no file, and what is refused is left to the scene", async () => {
    await writeFile(join(folder, "canary"), "secret");
    const [file, wrong, good] = await set([
      formula(`\\input{${join(folder, "canary")}}`),
      formula(String.raw`\frac{1}{`),
      formula("good"),
    ]);
    expect([file, wrong]).toEqual([null, null]);
    expect(good).toContain("<?xml");
  });

  test("with a loop takes no more than its own time, and ends with its scene", async () => {
    const loop = formula(String.raw`\loop\iftrue\repeat`);
    const desk = setter.open(async () => undefined);
    desk.ask([loop]);
    const [svg] = await set([formula("beside")]);
    expect(svg).toContain("<?xml");
    desk.close();
  });
});

test("the store keeps what was used last", async () => {
  const store = openFormulaStore(join(folder, "small"), 4000);
  const svg = Buffer.alloc(1000, "x");
  for (let index = 0; index < 65; index++) await store.keep(formulaKey(String(index)), svg);
  expect(await store.fetch(formulaKey("64"))).toEqual(svg);
  expect(await store.fetch(formulaKey("0"))).toBeNull();
  expect((await readdir(store.folder)).length).toBeLessThanOrEqual(4);
  expect((await readFile(join(store.folder, `${formulaKey("64")}.svg`))).length).toBe(1000);
});
