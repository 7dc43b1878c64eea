// Real scenes, as good and as bad as they come, in real sandboxes; tiny pictures, so that all of it takes seconds.
import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { FailureCode } from "../../../shared/failures.ts";
import { PipelineError } from "../../../shared/failures.ts";
import { descendants } from "../../process/processTree.ts";
import { defaultPython } from "../../process/python.ts";
import { run } from "../../process/run.ts";
import { checkScene } from "../check/checkScene.ts";
import { createRendererPool } from "./rendererPool.ts";
import { renderFile } from "./renderFile.ts";
import type { RenderRequest } from "./renderRequest.ts";
import { readSceneFile } from "./sceneFile.ts";
import { testPool } from "./testPool.ts";

const format = { width: 160, height: 90, fps: 10 };

const here = testPool({ size: 2 });
beforeAll(() => writeFile(join(here.folder, "secret"), "canary-in-a-file"));

/** A scene whose construct has these lines. */
const scene = (...lines: string[]): string =>
  [
    "from manim import *",
    "from proofreel import cue",
    "class Tried(Scene):",
    "    def construct(self):",
    ...lines.map((line) => `        ${line}`),
  ].join("\n");

const render = (code: string, options: Partial<RenderRequest> = {}) =>
  here.pool.render({ code, format, cues: {}, outputDir: join(here.folder, "out"), ...options });

const failureOf = async (code: string, options: Partial<RenderRequest> = {}): Promise<[FailureCode, string]> => {
  const error: unknown = await render(code, { durationMs: 1000, ...options }).then(
    () => new Error("it was rendered"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PipelineError)) throw error;
  return [error.failure.code, error.message];
};

/** The mean brightness of each frame, 0 to 255. */
const brightness = async (clip: string): Promise<number[]> => {
  const { stdout } = await run(
    "ffprobe",
    [
      "-v",
      "error",
      "-f",
      "lavfi",
      "-i",
      `movie=${clip},signalstats`,
      "-show_entries",
      "frame_tags=lavfi.signalstats.YAVG",
      "-of",
      "csv=p=0",
    ],
    { timeoutMs: 30_000 },
  );
  return stdout.trim().split("\n").map(Number);
};

describe.concurrent("length and time", () => {
  test("a scene without cues that is too short is held to the narration's length", async () => {
    const clip = await render(scene("self.play(Create(Circle()), run_time=0.5)"), { durationMs: 2340 });
    expect(clip).toMatchObject({ frames: 23, durationMs: 2300 });
    const { problems } = await checkScene(clip.clipPath, { durationMs: 2340, format, frames: 23 }, clip.geometry);
    expect(problems).toEqual([]);
  });

  test("a scene that is too long ends with the narration", async () => {
    const clip = await render(scene("for _ in range(50):", "    self.play(Rotate(Square()), run_time=1)"), {
      durationMs: 1500,
    });
    expect(clip.frames).toBe(15);
    expect((await checkScene(clip.clipPath, { durationMs: 1500, format, frames: 15 })).problems).toEqual([]);
  });

  test("without a narration the scene's own length counts", async () => {
    const clip = await render(scene("self.play(Create(Circle()), run_time=1)", "self.wait(0.7)"));
    expect(clip.frames).toBe(17);
  });

  test("a scene that plays nothing becomes a still", async () => {
    const clip = await render(scene("self.add(Square(side_length=6, fill_opacity=1))"), { durationMs: 1000 });
    expect(clip.frames).toBe(10);
    expect(Math.min(...(await brightness(clip.clipPath)))).toBeGreaterThan(60);
  });

  test("a cue waits for its moment; one that is past, or unknown, doesn't wait", async () => {
    const code = scene(
      "self.play(Create(Dot()), run_time=0.5)",
      'cue("late")',
      "self.add(Square(side_length=7, fill_opacity=1))",
      "self.wait(0.3)",
      'cue("past")',
      'cue("unknown")',
      "self.clear()",
      "self.wait(0.2)",
    );
    const clip = await render(code, { durationMs: 3000, cues: { late: 1.5, past: 0.4 } });
    const bright = (await brightness(clip.clipPath)).map((value) => value > 60);
    expect(bright.indexOf(true)).toBe(15);
    expect(bright.lastIndexOf(true)).toBe(17);
    expect(bright).toHaveLength(30);
  });

  test("progress rises to the end", async () => {
    const seen: number[] = [];
    const code = scene("self.play(Create(Circle()), run_time=3)");
    const request = { code, format, cues: {}, durationMs: 3000, outputDir: join(here.folder, "out") };
    await here.pool.render(request, { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual([...seen].sort((left, right) => left - right));
  });
});

describe.concurrent("code that is wrong", () => {
  test.each([
    [
      "a syntax error",
      "from manim import *\nclass A(Scene)\n    pass",
      /SyntaxError: .*\(line 2 of the scene's code\)/,
    ],
    ["an unknown name", scene("self.wait(0.1)", "self.play(Creat(Dot()))"), /NameError: name 'Creat'.*\(line 6 /],
    ["no scene", "from manim import *", /There is no scene in the code/],
    ["several scenes", "from manim import *\nclass A(Scene): pass\nclass B(Scene): pass", /several scenes \(A, B\)/],
    ["TeX that can't be set", scene(String.raw`self.add(MathTex(r"\frac{1"))`), /TeX can't set this formula/],
  ])("%s is told with its reason", async (_, code, reason) => {
    const [failure, message] = await failureOf(code);
    expect(failure).toBe("render_failed");
    expect(message).toMatch(reason);
  });

  test("a scene is chosen by its name, and a base class is none", async () => {
    const code =
      "from manim import *\nclass Base(Scene): pass\nclass A(Base):\n  def construct(self): self.wait(0.5)\nclass B(Scene):\n  def construct(self): self.wait(1)";
    expect((await render(code, { scene: "A" })).frames).toBe(5);
  });

  test("an endless loop ends when its time is over", async () => {
    const [failure] = await failureOf(scene("while True: pass"), { timeoutMs: 1500 });
    expect(failure).toBe("render_timeout");
  });

  test("memory without end is refused", async () => {
    const code = scene("hoard = []", "while True: hoard.append(bytearray(50_000_000))");
    expect((await failureOf(code))[0]).toBe("render_out_of_memory");
  });
});

describe.concurrent("code that is hostile", () => {
  test("a file outside its folder is not there", async () => {
    const [failure, message] = await failureOf(
      scene(`raise RuntimeError(open("${join(here.folder, "secret")}").read())`),
    );
    expect(failure).toBe("file_missing");
    expect(message).not.toContain("canary");
    expect(message).toContain("not where the scene can read it");
  });

  test("the network is refused", async () => {
    const [failure] = await failureOf(scene("import socket", 'socket.create_connection(("1.1.1.1", 53), timeout=2)'));
    expect(failure).toBe("render_refused");
  });

  test.each([
    String.raw`\input{/etc/hostname}`,
    String.raw`\input{../../../etc/passwd}`,
    String.raw`\input{/proc/self/environ}`,
    String.raw`\immediate\write18{id > /tmp/x}\input{/tmp/x}`,
  ])("TeX can't do %s", async (tex) => {
    const [failure, message] = await failureOf(scene(`self.add(Tex(r"${tex}"))`));
    expect(failure).toBe("render_failed");
    expect(message).toMatch(/TeX can't set this formula/);
  });

  test("a link in the clip's place is not followed", async () => {
    const code = scene(
      "import os",
      'os.symlink("/etc/passwd", "other.mp4")',
      "self.wait(0.2)",
      'os.replace("other.mp4", "clip.mp4")',
    );
    expect((await failureOf(code))[0]).toBe("render_refused");
  });

  test("a pipe in the clip's place does not hold the runner", async () => {
    const code = scene("import os", "self.wait(0.2)", 'os.mkfifo("pipe")', 'os.replace("pipe", "clip.mp4")');
    expect((await failureOf(code))[0]).toBe("render_refused");
  });

  test("a fork bomb stays within its limit and ends with the scene", async () => {
    const code = scene("import os, time", "while True:", "    os.fork()");
    expect(["render_timeout", "render_refused", "render_failed", "render_out_of_memory"]).toContain(
      (await failureOf(code, { timeoutMs: 4000 }))[0],
    );
  });

  test("prints and forged messages reach nobody", async () => {
    const lie = '{\\"type\\": \\"failed\\", \\"code\\": \\"disk_full\\", \\"message\\": \\"no\\", \\"line\\": null}';
    const clip = await render(scene(`for _ in range(50_000): print("${lie}")`, "self.wait(0.5)"), { durationMs: 500 });
    expect(clip.frames).toBe(5);
  });

  test("a claim of a clip that was never written is not believed", async () => {
    const code = scene(
      "import os",
      "for fd in range(3, 64):",
      '    try: os.write(fd, b\'{"type":"done","frames":5,"geometry":{"findings":[],"samples":0}}\\n\')',
      "    except OSError: pass",
      "os._exit(0)",
    );
    expect((await failureOf(code))[0]).toBe("render_failed");
  });
});

describe("what happens from outside", () => {
  test("a scene that is alone gets all the processes that there are", async () => {
    const scratchDir = join(here.folder, "share");
    const own = createRendererPool({ python: defaultPython, size: 1, scratchDir, processes: 3 });
    const code = scene(
      "import sys",
      "frame = sys._getframe()",
      'while "job" not in frame.f_locals: frame = frame.f_back',
      "raise RuntimeError(f\"by {frame.f_locals['job']['processes']}\")",
    );
    const rendering = own.render({ code, format, cues: {}, outputDir: join(here.folder, "out") });
    await expect(rendering).rejects.toThrow("RuntimeError: by 3 (line 8");
    await own.close();
  });

  test("a renderer that is killed is replaced and its scene rendered again", async () => {
    const own = createRendererPool({ python: defaultPython, size: 1, scratchDir: join(here.folder, "killed") });
    await own.warm();
    let killed = false;
    const kill = () => {
      if (killed) return;
      killed = true;
      const renderer = own.processes()[0];
      if (renderer !== undefined) for (const pid of descendants(renderer).slice(-1)) process.kill(pid, "SIGKILL");
    };
    const code = scene("self.play(Create(Circle()), run_time=20)");
    const request = { code, format, cues: {}, durationMs: 20_000, outputDir: join(here.folder, "out") };
    const clip = await own.render(request, { onProgress: kill });
    expect(killed).toBe(true);
    expect(clip.frames).toBe(200);
    await own.close();
    expect(readdirSync(join(here.folder, "killed"))).toEqual([]);
  });

  test("a cancel ends a scene at once", async () => {
    const controller = new AbortController();
    const code = scene("self.play(Create(Circle()), run_time=2)", "while True: pass");
    const request = { code, format, cues: {}, durationMs: 60_000, outputDir: join(here.folder, "out") };
    const ending = here.pool.render(request, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(ending).rejects.toMatchObject({ failure: { code: "canceled" } });
  });

  test("a file is rendered to where it was asked for, with nothing beside it", async () => {
    const file = join(here.folder, "mine.py");
    const out = join(here.folder, "videos", "mine.mp4");
    await writeFile(file, scene("self.play(Create(Circle()), run_time=1)"));
    const made = await renderFile(await readSceneFile(file, defaultPython), { pool: here.pool, format, out });
    expect(made).toMatchObject({ path: out, kind: "video", durationMs: 1000, cached: false });
    expect(readdirSync(join(here.folder, "videos"))).toEqual(["mine.mp4"]);
    await writeFile(file, scene("1 / 0"));
    const changed = await readSceneFile(file, defaultPython);
    const broken = renderFile(changed, { pool: here.pool, format, out: join(here.folder, "videos", "none.mp4") });
    await expect(broken).rejects.toMatchObject({ failure: { code: "render_failed" } });
    expect(existsSync(join(here.folder, "videos", "none.mp4"))).toBe(false);
    expect(readdirSync(join(here.folder, "videos"))).toEqual(["mine.mp4"]);
  });

  test("clips carry nothing of the machine", async () => {
    const clip = await render(scene("self.wait(0.5)"), { durationMs: 500 });
    const bytes = (await readFile(clip.clipPath)).toString("latin1");
    expect(bytes).not.toContain(here.folder);
  });
});

test("what a viewer would see wrong is reported", async () => {
  const code = scene(
    'self.add(Text("one over the other"), Text("the other over one"))',
    "self.add(Circle().shift(7.1 * RIGHT))",
    "self.wait(0.3)",
  );
  const { geometry } = await render(code, { durationMs: 500 });
  const told = geometry.findings.map(({ kind, objects }) => [kind, objects.length, objects.at(-1)]);
  expect(told.filter(([kind]) => kind === "text_overlap")).toHaveLength(1);
  expect(told.filter(([kind]) => kind === "off_frame")).toEqual([["off_frame", 1, "Circle"]]);
  const tidy = scene('self.add(Text("above").to_edge(UP), MathTex("x^2"), Circle().shift(3 * DOWN))', "self.wait(0.3)");
  expect((await render(tidy, { durationMs: 500 })).geometry).toMatchObject({ findings: [] });
});
