// ./proofreel render as anybody calls it, on files as they come; nothing of a stack runs.
import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { descendants, processorTime } from "../../runner/process/processTree.ts";
import { run } from "../../runner/process/run.ts";
import { makeTestHome, type Said, type TestHome } from "../testStack.ts";
import { openTerminal } from "../testTerminal.ts";

const small = ["--resolution", "160x90", "--fps", "10"];

let home: TestHome;

beforeAll(async () => {
  home = await makeTestHome();
});

afterAll(async () => {
  await home.stop();
});

const write = async (name: string, ...lines: string[]): Promise<string> => {
  const path = join(home.folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, `${lines.join("\n")}\n`);
  return path;
};

const render = (...args: string[]): Promise<Said> => home.proofreel("render", ...args, ...small);

const scene = (name: string, ...lines: string[]): string[] => [
  `class ${name}(Scene):`,
  "    def construct(self):",
  ...lines.map((line) => `        ${line}`),
];

test("a file with several scenes: all are rendered and said, and named ones alone", async () => {
  await write(
    "several.py",
    "from manim import *",
    "from shared import SIDE",
    "class Base(Scene):",
    "    def shown(self): return Square(SIDE)",
    "class Moves(Base):",
    "    def construct(self): self.play(Create(self.shown()), run_time=0.5)",
    ...scene("Still", "self.add(Circle(fill_opacity=1))"),
    ...scene("Breaks", 'self.add(ImageMobject("pictures/absent.png"))'),
  );
  await write("shared.py", "SIDE = 2");
  const all = await render("several.py", "--out", "all", "--json", "--no-repair");
  expect(all.exitCode).toBe(1);
  expect(all.stderr).toContain(
    "several.py has 3 scenes (Moves, Still, Breaks): all are rendered; name those you want.",
  );
  expect(all.stderr).toContain("Still: the scene plays nothing, so it became a picture.");
  // On Manim's own background, not on that of Proofreel's scenes.
  const corner = join(home.folder, "corner.raw");
  const pixel = ["-vf", "crop=1:1:0:0", "-pix_fmt", "rgb24", "-f", "rawvideo", corner];
  await run("ffmpeg", ["-v", "error", "-i", join(home.folder, "all/Still.png"), ...pixel], { timeoutMs: 10_000 });
  expect([...(await readFile(corner))]).toEqual([0, 0, 0]);
  expect(all.stderr).toMatch(
    /Breaks: The file 'pictures\/absent.png' is not there: .*\(line 12 of the scene's code\)\./,
  );
  expect(JSON.parse(all.stdout).scenes).toMatchObject([
    { scene: "Moves", video: join(home.folder, "all/Moves.mp4"), durationMs: 500, frames: 5, cached: false },
    { scene: "Still", picture: join(home.folder, "all/Still.png"), durationMs: 0, frames: 1 },
    { scene: "Breaks", error: { code: "file_missing" } },
  ]);
  expect(readdirSync(join(home.folder, "all")).sort()).toEqual(["Moves.mp4", "Still.png"]);
  expect((await readFile(join(home.folder, "all/Still.png"))).subarray(1, 4).toString()).toBe("PNG");

  const one = await render("several.py", "Moves", "--no-repair");
  expect(one).toMatchObject({ exitCode: 0, stdout: join(home.folder, "Moves.mp4") });
  expect(one.stderr).toContain("rendered before and unchanged");
  const oneFile = await render("several.py", "--out", "one.mp4");
  expect(oneFile).toMatchObject({ exitCode: 2 });
  expect(oneFile.stderr).toBe(
    "3 scenes don't fit into one file: give --out a folder, or name one of Moves, Still, Breaks.",
  );
});

test("of a scene of which one play was changed the others are not drawn again, and it looks as if they had been", async () => {
  const lines = (colour: string) =>
    scene(
      "Steps",
      "square = Square()",
      "self.play(Create(square))",
      "self.play(square.animate.shift(LEFT))",
      `dot = Dot(color=${colour})`,
      "self.play(GrowFromCenter(dot))",
      "self.play(FadeOut(dot))",
      "self.play(Rotate(square, 1))",
      "self.wait(0.5)",
      "self.play(FadeOut(square))",
    );
  // The first time a scene as short as this is drawn in order, as a whole.
  for (const colour of ["RED", "BLUE"]) {
    await write("steps.py", "from manim import *", ...lines(colour));
    const made = JSON.parse((await render("steps.py", "--json")).stdout);
    expect(made).toMatchObject({ cached: false, plays: 6, playsReused: 0 });
  }
  await write("steps.py", "from manim import *", ...lines("GREEN"));
  const again = await render("steps.py", "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ cached: false, plays: 6, playsReused: 4 });
  expect(JSON.parse(again.stdout)).not.toHaveProperty("parts");
  expect(again.stderr).toContain("4 of 6 plays are as they were and were not drawn again");
  // Another file is another scene, though it has the same code.
  await write("other/steps.py", "from manim import *", ...lines("GREEN"));
  const other = JSON.parse((await render("other/steps.py", "--json", "--out", "other.mp4")).stdout);
  expect(other).toMatchObject({ cached: false, playsReused: 0, frames: JSON.parse(again.stdout).frames });
  expect(await alikeness("steps.mp4", "other.mp4")).toBeGreaterThan(0.99);
});

/** SSIM of two clips. */
const alikeness = async (one: string, other: string): Promise<number> => {
  const inputs = [one, other].flatMap((name) => ["-i", join(home.folder, name)]);
  const { stderr } = await run("ffmpeg", [...inputs, "-lavfi", "ssim", "-f", "null", "-"], { timeoutMs: 30_000 });
  return Number(/All:([\d.]+)/.exec(stderr)?.[1]);
};

test("a clip that was rendered before is there at once, until what it shows has changed", async () => {
  const lines = scene("Shows", 'self.add(ImageMobject("dot.png"))', "self.wait(0.5)");
  await write("shows.py", "from manim import *", ...lines);
  const picture = (colour: string) => `P3 1 1 255 ${colour}\n`;
  await write("dot.png", picture("255 0 0"));
  const cached = async (...more: string[]) => JSON.parse((await render("shows.py", "--json", ...more)).stdout).cached;
  expect(await cached()).toBe(false);
  await write(
    "shows.py",
    "# A comment,",
    "from manim import *  # and another",
    "",
    ...lines,
    "",
    ...scene("Other", "pass"),
  );
  await utimes(join(home.folder, "dot.png"), 1, 1);
  expect(await cached("Shows")).toBe(true);
  await write("shows.py", "from manim import *", "", ...lines, ...scene("Other", "self.wait(1)"));
  expect(await cached("Shows")).toBe(true);
  expect(await cached("Shows", "--no-cache")).toBe(false);
  await write("dot.png", picture("0 0 255"));
  expect(await cached("Shows")).toBe(false);
  await write("shows.py", "from manim import *", ...scene("Shows", "self.wait(0.4)"));
  expect(await cached("Shows")).toBe(false);
});

test("what can't be rendered is told in one sentence, and nothing is left", async () => {
  await write("none.py", "from manim import *", "x = 1");
  await write("wrong.py", "from manim import *", "class A(Scene)", "    pass");
  await write("secret.py", "from manim import *", ...scene("A", `open("${home.folder}/none.py")`));
  const [none, wrong, secret, absent] = await Promise.all([
    render("none.py", "--out", "failed/a.mp4"),
    render("wrong.py", "--out", "failed/b.mp4", "--no-repair"),
    render("secret.py", "--out", "failed/c.mp4", "--no-repair"),
    render("absent.py"),
  ]);
  expect(none).toMatchObject({ exitCode: 1, stdout: "" });
  expect(none?.stderr).toMatch(/There is no scene in the code: .*\.$/);
  expect(wrong?.stderr).toMatch(/SyntaxError: .* \(line 2 of the scene's code\)\.$/);
  expect(secret?.stderr).toMatch(
    /^The file '.*none.py' is not where the scene can read it: .* \(line 4 of the scene's code\)\.$/,
  );
  expect(absent).toMatchObject({ exitCode: 2, stderr: "There is no file absent.py." });
  expect(readdirSync(join(home.folder, "failed"))).toEqual([]);
  expect(existsSync(join(home.home.data, "render"))).toBe(true);
  expect(readdirSync(join(home.home.data, "render"))).toEqual([]);
});

test("a file that is missing is an error, or where that is wanted a frame with its name", async () => {
  await write(
    "lacks.py",
    "from manim import *",
    ...scene("Lacks", "self.play(ShowCreation(Square()))", 'self.play(FadeIn(ImageMobject("pictures/absent.png")))'),
  );
  const refused = await render("lacks.py", "--out", "lacks/a.mp4", "--json");
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toMatch(/^The file 'pictures\/absent.png' is not there: .*\(line 5 of the scene's code\)\.$/);
  expect(JSON.parse(refused.stdout)).toMatchObject({ scene: "Lacks", error: { code: "file_missing" } });
  expect(readdirSync(join(home.folder, "lacks"))).toEqual([]);
  const shown = await render("lacks.py", "--out", "lacks/a.mp4", "--placeholders");
  expect(shown).toMatchObject({ exitCode: 0, stdout: join(home.folder, "lacks/a.mp4") });
  expect(shown.stderr).toContain(
    "repaired, line 5: the file of ImageMobject is not there; its place is shown (OSError: could not find pictures/absent.png)",
  );
});

test("code that fails is repaired and told, and is a slate where nothing of it can be shown", async () => {
  await write(
    "fails.py",
    ...["Here is the scene:", "```python", "from manimlib import *"],
    ...scene("Fails", "circle = Circle(diameter=2)", "self.play(ShowCreation(circle))", "self.play(FadeIn(nothing))"),
    ...["```"],
  );
  const repaired = await render("fails.py", "Fails", "--json");
  expect(repaired.exitCode).toBe(0);
  expect(repaired.stderr).toContain(
    "repaired, line 7: ShowCreation became Create (a name of ManimGL or of an older Manim)",
  );
  expect(repaired.stderr).toContain("1 of 2 plays are kept");
  expect(JSON.parse(repaired.stdout)).toMatchObject({
    frames: 10,
    playsWritten: 2,
    playsKept: 1,
    truncated: false,
    slate: null,
  });
  await write("hopeless.py", "from manim import *", ...scene("Hopeless", "1 / 0"));
  const slate = await render("hopeless.py", "--json");
  expect(slate.exitCode).toBe(3);
  expect(JSON.parse(slate.stdout)).toMatchObject({
    slate: expect.stringContaining("division by zero (line 4 "),
    playsKept: 0,
  });
});

test("Ctrl-C ends it with 130 and leaves neither a file nor a process", async () => {
  await write("long.py", "from manim import *", ...scene("Long", "self.play(Rotate(Square()), run_time=900)"));
  const terminal = openTerminal(home, [80, 24], "render", "long.py", "--out", "rendered/long.mp4");
  await terminal.shows(/rendering Long: \d+\.\d s drawn, \d+ s/);
  const [process] = readdirSync(join(home.home.data, "render"));
  const group = descendants(Number(process));
  expect(group.length).toBeGreaterThan(1);
  terminal.type("\u0003");
  expect(await terminal.ended).toBe(130);
  expect(terminal.screen.lines().at(-1)).toBe("Canceled: no video was written.");
  expect(readdirSync(join(home.folder, "rendered"))).toEqual([]);
  expect(readdirSync(join(home.home.data, "render"))).toEqual([]);
  await expect.poll(() => [...processorTime(group).values()].filter(({ own }) => own > 0)).toEqual([]);
});
