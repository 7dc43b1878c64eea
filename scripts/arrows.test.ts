// Holds the arrows between the rooms; ARCHITECTURE.md says why each is as it is.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const rooms = ["shared", "convex", "runner", "embedded", "cli"] as const;
type Room = (typeof rooms)[number];

const isTest = (path: string): boolean => path.endsWith(".test.ts") || path.includes("/fixtures/");

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

/** Which room (or package) an import leads to, seen from a file. */
function target(path: string, specifier: string): string {
  if (!specifier.startsWith(".")) return `npm:${specifier}`;
  return relative(root, join(root, dirname(path), specifier));
}

function violations(room: Room, allowed: (target: string) => boolean): string[] {
  return globSync(`${room}/**/*.ts`, { cwd: root })
    .filter((path) => !isTest(path) && !path.includes("_generated"))
    .flatMap((path) =>
      importsOf(path)
        .map((specifier) => target(path, specifier))
        .filter((goal) => !goal.startsWith(`${room}/`) && !allowed(goal))
        .map((goal) => `${path} imports ${goal}`),
    );
}

const isRoom = (goal: string): boolean => rooms.some((room) => goal.startsWith(`${room}/`));

test("shared imports zod alone", () => {
  expect(violations("shared", (goal) => goal === "npm:zod")).toEqual([]);
});

test("embedded imports nothing of the application: it loads it", () => {
  expect(violations("embedded", (goal) => !isRoom(goal))).toEqual([]);
});

test("convex imports no other room than shared", () => {
  expect(violations("convex", (goal) => goal.startsWith("shared/") || !isRoom(goal))).toEqual([]);
});

test("the runner knows shared, and Convex only over the wire", () => {
  expect(violations("runner", (goal) => goal.startsWith("shared/") || !isRoom(goal))).toEqual([]);
});

test("the command line reaches Convex by its generated api, and the runner's stages alone", () => {
  const allowed = (goal: string): boolean =>
    goal.startsWith("shared/") ||
    goal.startsWith("convex/_generated/") ||
    goal.startsWith("runner/stages/") ||
    goal.startsWith("runner/process/") ||
    !isRoom(goal);
  expect(violations("cli", allowed)).toEqual([]);
});

test("no folder is a drawer", () => {
  const folders = globSync(`{${rooms.join(",")},scripts,deploy}/**/*.ts`, { cwd: root }).map((path) => dirname(path));
  const drawers = folders.filter((path) => /(^|\/)(utils?|helpers?|common|lib|core|services|misc)(\/|$)/.test(path));
  expect(drawers).toEqual([]);
});
