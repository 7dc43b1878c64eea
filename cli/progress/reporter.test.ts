import { expect, test } from "vitest";
import type { View } from "../session/follow.ts";
import { createReporter } from "./reporter.ts";
import { headline, sceneLine } from "./sceneLines.ts";

type Scene = View["scenes"][number];

function scene(position: number, rest: Partial<Scene>): Scene {
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

function recorder(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, columns: 100, write: (text: string) => written.push(text) };
}

test("where nobody watches, each change is one plain line and nothing is said twice", () => {
  const output = recorder(false);
  const reporter = createReporter(output);
  reporter.show(view("plan", []));
  reporter.show(view("plan", []));
  reporter.show(view("narrate", [scene(0, { status: "running", stage: "render", progress: 0.2 }), scene(1, {})]));
  reporter.show(view("narrate", [scene(0, { status: "running", stage: "render", progress: 0.9 }), scene(1, {})]));
  reporter.show(view("narrate", [scene(0, { status: "ready", progress: 1, durationMs: 8200 }), scene(1, {})]));
  expect(output.written).toEqual([
    "The derivative: plan\n",
    "The derivative: narrate\n",
    "scene 1 Scene title 0: rendering\n",
    "scene 1 Scene title 0: ready, 8.2 s\n",
  ]);
});

test("on a terminal the block is drawn over the one before", () => {
  const output = recorder(true);
  const reporter = createReporter(output);
  reporter.show(view("narrate", [scene(0, {})]));
  reporter.end();
  expect(output.written.join("")).toContain("The derivative: narrate\n 1  Scene title 0");
  reporter.show(view("compose", [scene(0, { status: "ready", durationMs: 1000 })]));
  reporter.say("a remark");
  reporter.end();
  expect(output.written.join("")).toContain("a remark\n");
});

test("a scene's bar fills with its progress", () => {
  const half = sceneLine(scene(0, { status: "running", stage: "render", progress: 0.5 }));
  expect(half).toContain("██████░░░░░░  rendering");
  expect(sceneLine(scene(0, { status: "ready", progress: 0 }))).toContain("████████████");
  const failure = { code: "render_failed", message: "No such colour." } as const;
  expect(sceneLine(scene(0, { status: "slate", failure }))).toContain("slate: No such colour.");
});

test("the headline says what a session waits for, does, or has become", () => {
  const running = view("script", []);
  expect(headline({ ...running, session: { ...running.session, status: "queued" } })).toBe("The derivative: waiting");
  expect(headline(running)).toBe("The derivative: script");
  const done = { ...running, session: { ...running.session, status: "ready" as const } };
  expect(headline({ ...done, job: { ...running.job, status: "done" } })).toBe("The derivative: ready");
});
