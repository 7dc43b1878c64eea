import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { View } from "../session/follow.ts";
import { createReporter } from "./reporter.ts";
import { headline } from "./sceneLines.ts";
import { testScreen } from "./testScreen.ts";

type Scene = View["scenes"][number];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const reporterOn = (output: Parameters<typeof createReporter>[0], environment = {}) =>
  createReporter(output, environment, () => Date.now());

function scene(position: number, rest: Partial<Scene> = {}): Scene {
  const title = `Scene title ${position}`;
  const base = {
    key: `s${position}`,
    position,
    title,
    goal: "",
    claims: [],
    status: "waiting",
    progress: 0,
    revision: 1,
  };
  return { _id: `scene${position}`, ...base, ...rest } as Scene;
}

function view(stage: View["session"]["stage"], scenes: Scene[]): View {
  const session = { title: "The derivative", status: "running", stage };
  return { session, scenes, job: { status: "running", kind: "generate" } } as View;
}

function done(scenes: Scene[]): View {
  const { session, job } = view(undefined, scenes);
  return { session: { ...session, status: "ready" }, scenes, job: { ...job, status: "done" } };
}

const rendering = (position: number, progress: number): Scene =>
  scene(position, { status: "running", stage: "render", progress });
const ready = (position: number): Scene => scene(position, { status: "ready", progress: 1, durationMs: 8200 });

test("where nobody watches, each change is one plain line and nothing is said twice", () => {
  for (const output of [{}, { isTTY: true }]) {
    const written: string[] = [];
    const environment = output.isTTY ? { TERM: "dumb" } : {};
    const reporter = reporterOn({ ...output, write: (text) => written.push(text) }, environment);
    reporter.show(view("plan", []));
    reporter.show(view("plan", []));
    reporter.show(view("narrate", [rendering(0, 0.2), scene(1)]));
    reporter.show(view("narrate", [rendering(0, 0.9), scene(1)]));
    reporter.show(view("narrate", [ready(0), scene(1)]));
    reporter.end();
    expect(written).toEqual([
      "The derivative: plan\n",
      "The derivative: narrate\n",
      "scene 1 Scene title 0: render\n",
      "scene 1 Scene title 0: ready, 8.2 s\n",
    ]);
  }
});

test("on a terminal one block is rewritten: title, stages, and a line per scene with bar, percentage, stage and time", () => {
  const screen = testScreen(80, 24);
  const reporter = reporterOn(screen);
  reporter.say("Starting …");
  reporter.show(view("narrate", [scene(0, { status: "running", stage: "narrate" }), scene(1)]));
  vi.advanceTimersByTime(65_000);
  reporter.show(view("render", [ready(0), rendering(1, 0.5)]));
  vi.advanceTimersByTime(4000);
  expect(screen.lines()).toEqual([
    "Starting …",
    expect.stringMatching(/^. The derivative {59}1:09$/),
    "  ✓ plan  ✓ script  ✓ narrate  ● render  ○ check  ○ compose  ○ publish",
    "✓ 1 Scene title 0                         ━━━━━━━━━━━━━━━━       ready     1:05",
    expect.stringMatching(/^[⠀-⣿] 2 Scene title 1 {25}━━━━━━━━──────── 52 % {2}render {4}0:04$/),
  ]);
  expect(screen.cursor()).toEqual({ row: 1, column: 0, hidden: true });
  reporter.show(done([ready(0), ready(1)]));
  reporter.end();
  expect(screen.lines().slice(0, 3)).toEqual(["Starting …", expect.stringMatching(/^✓ The derivative/), "  ready"]);
  expect(screen.lines()).toHaveLength(5);
  expect(screen.cursor()).toEqual({ row: 5, column: 0, hidden: false });
});

test("what is said meanwhile stands above the block, and a shorter block leaves nothing behind", () => {
  const screen = testScreen(80, 24);
  const reporter = reporterOn(screen);
  reporter.show(view("render", [rendering(0, 0), scene(1), scene(2)]));
  reporter.say("a remark");
  reporter.show(view("render", [rendering(0, 0), scene(1)]));
  vi.advanceTimersByTime(100);
  expect(screen.lines().map((line) => line.slice(2, 16).trimEnd())).toEqual([
    "remark",
    "The derivative",
    "✓ plan  ✓ scri",
    "1 Scene title",
    "2 Scene title",
  ]);
});

test("every line fits a terminal of 40 and of 20 columns, and a resize leaves one block", () => {
  const screen = testScreen(40, 12);
  const reporter = reporterOn(screen);
  const long = "A title that is much longer than the line, with 漢字 and 👩‍🚀 and \u001b[2J in it";
  reporter.show(view("render", [{ ...rendering(0, 0.5), title: long }, ready(1)]));
  for (const [columns, rows] of [
    [40, 12],
    [90, 12],
    [20, 12],
    [40, 12],
  ] as const) {
    screen.resize(columns, rows);
    vi.advanceTimersByTime(100);
    expect(screen.lines()).toHaveLength(4);
    for (const line of screen.lines()) expect(line.length).toBeLessThan(columns);
  }
  expect(screen.lines()[1]).toBe("  ● render, step 4 of 7");
  expect(screen.lines()[2]).toMatch(/^. 1 A title that … 52 % {2}render {4}0:00$/);
});

test("more scenes than lines: those in work are shown, the others counted, and all of them at the end", () => {
  const screen = testScreen(60, 8);
  const reporter = reporterOn(screen);
  const scenes = Array.from({ length: 12 }, (_, at) => (at < 5 ? ready(at) : at < 7 ? rendering(at, 0) : scene(at)));
  reporter.show(view("render", scenes));
  vi.advanceTimersByTime(1000);
  expect(screen.lines().map((line) => line.slice(2, 19).trimEnd())).toEqual([
    "The derivative",
    "● render, step 4",
    " 6 Scene title 5",
    " 7 Scene title 6",
    " 8 Scene title 7",
    " 9 Scene title 8",
    "… 5 more ready, 3",
  ]);
  reporter.show(done(scenes.map(({ position }) => ready(position))));
  reporter.end();
  expect(screen.lines()).toHaveLength(14);
});

test("NO_COLOR leaves the words and takes the colours", () => {
  const coloursOf = (environment: Record<string, string>): number => {
    const screen = testScreen(80, 24);
    let written = "";
    const reporter = reporterOn({ ...screen, write: (text) => (written += text) }, environment);
    reporter.show(view("render", [rendering(0, 0)]));
    reporter.end();
    expect(written).toContain("● render");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them.
    return written.match(/\u001b\[[\d;]*m/g)?.length ?? 0;
  };
  expect(coloursOf({ NO_COLOR: "1" })).toBe(0);
  expect(coloursOf({})).toBeGreaterThan(0);
});

test("the headline says what a session waits for, does, or has become", () => {
  const running = view("script", []);
  expect(headline({ ...running, session: { ...running.session, status: "queued" } })).toBe("The derivative: waiting");
  expect(headline(running)).toBe("The derivative: script");
  expect(headline(done([]))).toBe("The derivative: ready");
});
