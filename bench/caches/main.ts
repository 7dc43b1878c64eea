// npm run bench:caches — what warm renderers, kept formulas and kept clips save, and how much memory a long scene takes.
// Writes bench/results/caches.md. `--memory` measures the memory alone, `--plays` changed plays alone, `--times` all but the memory.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { descendants, proportionalBytes } from "../../runner/process/processTree.ts";
import { defaultPython } from "../../runner/process/python.ts";
import { createRendererPool, type PoolOptions } from "../../runner/stages/render/rendererPool.ts";
import { pagesOf, plainFormula, together } from "../../runner/stages/render/texPlain.ts";
import { dumpFormat, runTex } from "../../runner/stages/render/texRun.ts";
import { frameFormats } from "../../shared/quality.ts";

const root = resolve(import.meta.dirname, "../..");
const results = join(root, "bench/results/caches.md");
const folder = mkdtempSync(join(tmpdir(), "proofreel-caches-"));
const scratchDir = join(folder, "scratch");
const format = frameFormats.high;
// What else the machine does; the figures are for comparing lines of one run.
const [load = 0] = loadavg();

const poolWith = (more: Partial<PoolOptions> = {}) =>
  createRendererPool({ python: defaultPython, size: 1, scratchDir, ...more });

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const ms = (value: number): string => `${Math.round(value)} ms`;

/** A scene that tells when it got to the end of these lines. */
const telling = (...lines: string[]): string =>
  [
    "from manim import *",
    "import time",
    "class Told(Scene):",
    "    def construct(self):",
    ...lines.map((line) => `        ${line}`),
  ]
    .concat("        raise RuntimeError(repr(time.time()))\n")
    .join("\n");

/** From the job to where the scene tells, in milliseconds, of a warm renderer. */
async function toTell(pool: ReturnType<typeof poolWith>, code: string): Promise<number> {
  await pool.warm();
  const from = Date.now();
  const ended: unknown = await pool.render({ code, format, cues: {}, outputDir: folder }).catch((error) => error);
  return Number(/RuntimeError: ([\d.]+)/.exec(String(ended))?.[1]) * 1000 - from;
}

async function warmTimes(): Promise<string[]> {
  const starts: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const from = performance.now();
    const pool = poolWith();
    await pool.warm();
    starts.push(performance.now() - from);
    await pool.close();
  }
  const pool = poolWith();
  const jobs: number[] = [];
  for (let turn = 0; turn < 7; turn++) jobs.push(await toTell(pool, telling()));
  await pool.close();
  return [
    `| a renderer's start, with the sandbox's self-test | ${ms(median(starts))} |`,
    `| from the job to the first line of construct, in a warm one | ${ms(median(jobs))}, at most ${ms(Math.max(...jobs))} |`,
  ];
}

const letters = [..."abcdefghijkl"];

async function formulaTimes(): Promise<string[]> {
  const rows: string[] = [];
  const code = telling(...letters.map((letter) => `MathTex(r"\\frac{${letter}}{2} + \\sqrt{${letter}^2 + 1}")`));
  const [first, again, inside]: number[][] = [[], [], []];
  for (let turn = 0; turn < 3; turn++) {
    const pool = poolWith({ formulasDir: join(folder, `formulas${turn}`) });
    first?.push(await toTell(pool, code));
    again?.push(await toTell(pool, code));
    // An expression that reading does not find: each is asked for when construct comes to it.
    const unseen = `for letter in "${letters.join("")}": MathTex(r"\\sqrt{" + letter + "}")`;
    inside?.push(await toTell(pool, telling(unseen)));
    await pool.close();
  }
  rows.push(`| twelve formulas that stand in the code, never set before | ${ms(median(first ?? []))} |`);
  rows.push(`| the same in the next scene | ${ms(median(again ?? []))} |`);
  rows.push(`| twelve that the code puts together as it runs, never set before | ${ms(median(inside ?? []))} |`);
  return rows;
}

async function texTimes(): Promise<string[]> {
  const tex = letters.map(
    (letter) =>
      "\\documentclass[preview]{standalone}\n\\usepackage[english]{babel}\n\\usepackage{amsmath}\n\\usepackage{amssymb}\n" +
      `\\begin{document}\n\\begin{align*}\n\\frac{${letter}}{2}\n\\end{align*}\n\\end{document}\n`,
  );
  const plain = tex.flatMap((text) => plainFormula(text) ?? []);
  const preamble = together(plain[0]?.preamble ?? "");
  const pages = pagesOf(plain.map(({ body }) => body));
  const { signal } = new AbortController();
  const fmt = join(folder, "preamble.fmt");
  await dumpFormat(preamble, fmt, { scratchDir, signal });
  const times: Record<"alone" | "together" | "format", number[]> = { alone: [], together: [], format: [] };
  const timed = async (into: number[], work: () => Promise<unknown>) => {
    const from = performance.now();
    await work();
    into.push(performance.now() - from);
  };
  for (let turn = 0; turn < 3; turn++) {
    await timed(times.alone, async () => {
      for (const text of tex) await runTex({ tex: text, pages: 1, scratchDir, signal });
    });
    await timed(times.together, () => runTex({ tex: preamble + pages, pages: plain.length, scratchDir, signal }));
    await timed(times.format, () => runTex({ tex: pages, pages: plain.length, format: fmt, scratchDir, signal }));
  }
  return [
    `| TeX alone: twelve formulas one by one | ${ms(median(times.alone))} |`,
    `| in one run | ${ms(median(times.together))} |`,
    `| in one run with the preamble compiled before | ${ms(median(times.format))} |`,
  ];
}

function clipTimes(): string[] {
  const file = join(folder, "scene.py");
  const home = { ...process.env, PROOFREEL_HOME: join(folder, "home") };
  writeFileSync(
    file,
    "from manim import *\nclass A(Scene):\n    def construct(self): self.play(Create(Circle()), run_time=4)\n",
  );
  const rendering = (): number => {
    const from = performance.now();
    execFileSync(join(root, "proofreel"), ["render", file, "--quality", "high"], {
      cwd: folder,
      env: home,
      stdio: "ignore",
    });
    return performance.now() - from;
  };
  const first = rendering();
  const again = median([rendering(), rendering(), rendering()]);
  return [
    `| \`./proofreel render\`, 4 s in full HD, the whole command | ${ms(first)} |`,
    `| the same once more | ${ms(again)} |`,
  ];
}

const Rendered = z.object({ whole: z.number(), kept: z.number(), plays: z.number(), playsReused: z.number() });

/** What a change of one play costs, in processor time; plays.py says how. */
function playTimes(): string[] {
  const said = execFileSync(defaultPython, ["-W", "ignore", join(import.meta.dirname, "plays.py")], {
    encoding: "utf8",
  });
  const [first, ...changed] = said
    .trim()
    .split("\n")
    .map((line) => Rendered.parse(JSON.parse(line)));
  const seconds = (value: number): string => `${value.toFixed(1)} s`;
  const rows = changed.map(
    ({ whole, kept, plays, playsReused }) =>
      `${playRow}, the middle one changed: drawn as a whole, and with what is kept | ${seconds(whole)}, ${seconds(kept)}: ${(kept / whole).toFixed(2)} (${playsReused} of ${plays} plays not drawn) |`,
  );
  if (!first) return rows;
  return [
    `${playRow}, for the first time: without keys, and with them | ${seconds(first.whole)}, ${seconds(first.kept)} |`,
    ...rows,
  ];
}

/** Five minutes at 1920x1080, 60 frames a second, of which something moves in four fifths. */
const long = `from manim import *
class Long(Scene):
    def construct(self):
        dots = VGroup(*[Dot(2.5 * np.array([np.cos(a), np.sin(a), 0])) for a in np.linspace(0, TAU, 24, endpoint=False)])
        formula = MathTex(r"e^{i\\pi} + 1 = 0").to_edge(UP)
        self.play(Write(formula), FadeIn(dots), run_time=2)
        for turn in range(74):
            self.play(Rotate(dots, PI / 3), formula.animate.set_color(random_bright_color()), run_time=3)
            self.wait(1)
        self.wait(2)
`;

async function memory(): Promise<string> {
  const pool = poolWith({ total: () => 1 });
  await pool.warm();
  let peak = 0;
  const watch = setInterval(() => {
    const [renderer] = pool.processes();
    if (renderer !== undefined) peak = Math.max(peak, proportionalBytes(descendants(renderer)));
  }, 500);
  const from = performance.now();
  const clip = await pool.render(
    { code: long, format, cues: {}, outputDir: folder, timeoutMs: 3_600_000 },
    {
      onSeconds: (seconds) =>
        process.stderr.write(`\r${seconds.toFixed(0)} s drawn, peak ${(peak / 1e6).toFixed(0)} MB `),
    },
  );
  clearInterval(watch);
  await pool.close();
  process.stderr.write("\n");
  const took = ((performance.now() - from) / 1000).toFixed(0);
  return `| memory of a scene of ${clip.durationMs / 60_000} minutes at 1080p60, all its processes at their peak | ${(peak / 1e6).toFixed(0)} MB (${clip.frames} frames in ${took} s) |`;
}

const playRow = "| processor time of ten plays in full HD";
const isPlays = (line: string): boolean => line.startsWith(playRow);
const isMemory = (line: string): boolean => line.startsWith("| memory of a scene");

function earlier(wanted: (line: string) => boolean): string[] {
  try {
    const lines = readFileSync(results, "utf8").split("\n");
    return lines.filter((line) => line.startsWith("| ") && !line.startsWith("| what |") && wanted(line));
  } catch {
    return [];
  }
}

try {
  const only = process.argv[2];
  const alone = only === "--memory" || only === "--plays";
  const times = alone
    ? earlier((line) => !isMemory(line) && !isPlays(line))
    : [...(await warmTimes()), ...(await formulaTimes()), ...(await texTimes()), ...clipTimes()];
  const plays = only === "--memory" ? earlier(isPlays) : playTimes();
  const room = only === "--times" || only === "--plays" ? earlier(isMemory) : [await memory()];
  const machine = `${availableParallelism()} processors (${cpus()[0]?.model.trim() ?? "unknown"}), at a load of ${load.toFixed(0)} from other work`;
  const text = `# What is kept, and what it saves\n\nMedians, by \`npm run bench:caches\` on ${machine}.\n\n| what | measured |\n|---|---|\n${[...times, ...plays, ...room].join("\n")}\n`;
  writeFileSync(results, text);
  process.stdout.write(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
