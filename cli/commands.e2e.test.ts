import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, readdirSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../runner/process/run.ts";
import type { MadeVideo } from "./session/result.ts";
import { runs } from "./stack/processes.ts";
import { madeVideo, makeTestHome, runningStack, type Said, type TestStack } from "./testStack.ts";
import { openTerminal } from "./testTerminal.ts";

const ctrlC = "\u0003";
const sentence = /^[A-Z][^\n]*[.)]$/;

let stack: TestStack;
let firstCommands: Said[];
beforeAll(async () => {
  const home = await makeTestHome();
  // The first commands on a fresh home, at once.
  firstCommands = await Promise.all([
    home.proofreel("list"),
    home.proofreel("list", "--json"),
    home.proofreel("start", "--detach"),
  ]);
  stack = await runningStack(home, firstCommands[2] as Said);
});
afterAll(() => stack.stop());

const lines = (text: string): string[] => text.trimEnd().split("\n");

test("the first commands at once start one stack and share one account", async () => {
  expect(firstCommands.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  expect(firstCommands[0]?.stderr).toContain('No video yet: ./proofreel make "');
  expect(JSON.parse(firstCommands[1]?.stdout ?? "")).toEqual({ videos: [] });
  const said = firstCommands.map(({ stderr }) => stderr).join("\n");
  expect(said.match(/Starting Redis, Convex and the runner/g)).toHaveLength(1);
});

test("many commands in a minute need one sign-in; a token that Convex refuses is replaced", async () => {
  for (const said of await Promise.all(Array.from({ length: 12 }, () => stack.proofreel("list"))))
    expect(said).toMatchObject({ exitCode: 0 });
  const file = join(stack.home.dir, "token.json");
  const kept = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...kept, token: kept.token.replace(/\.[^.]*$/, ".AAAA") }));
  expect(await stack.proofreel("list")).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(await readFile(file, "utf8")).token).not.toBe(kept.token);
});

test("a sign-in that fails ends a command with one sentence, before and after it is connected", async () => {
  const file = join(stack.home.dir, "token.json");
  const token = JSON.parse(await readFile(file, "utf8"));
  const secrets = await readFile(stack.home.secretsFile, "utf8");
  const other = JSON.parse(secrets);
  await writeFile(
    stack.home.secretsFile,
    JSON.stringify({ ...other, account: { ...other.account, password: "other" } }),
  );
  for (const kept of [{}, { ...token, token: token.token.replace(/\.[^.]*$/, ".AAAA") }]) {
    await writeFile(file, JSON.stringify(kept));
    const said = await stack.proofreel("list");
    expect(said).toMatchObject({ exitCode: 1, stdout: "" });
    expect(said.stderr).toMatch(/^Signing in at the runner failed: [^\n]*$/);
  }
  await writeFile(stack.home.secretsFile, secrets);
  await writeFile(file, JSON.stringify(token));
});

describe("a video on a terminal, then edited", () => {
  let made: MadeVideo;
  const video = async (...args: string[]): Promise<{ said: Said; made: MadeVideo }> => {
    const said = await stack.proofreel(...args, "--json");
    expect(said.exitCode, said.stderr).toBeLessThanOrEqual(3);
    expect(lines(said.stdout)).toHaveLength(1);
    return { said, made: madeVideo(said) };
  };
  const edit = (...args: string[]) => video("edit", made.sessionId, ...args);
  const shown = async (): Promise<MadeVideo> => JSON.parse((await stack.proofreel("show", "last", "--json")).stdout);
  const byKey = ({ scenes }: MadeVideo) =>
    Object.fromEntries(scenes.map(({ key, clipKey, narrationKey }) => [key, { clipKey, narrationKey }]));
  const titles = ({ scenes }: MadeVideo): string[] => scenes.map(({ title }) => title);
  const chapters = async (file: string): Promise<string[]> => {
    const show = ["-v", "error", "-show_chapters", "-of", "json", file];
    const { stdout } = await run("ffprobe", show, { timeoutMs: 20_000 });
    return JSON.parse(stdout).chapters.map(({ tags }: { tags: { title: string } }) => tags.title);
  };
  const sceneOf = (body: string): string =>
    `from manim import *\n\nclass Mine(Scene):\n    def construct(self):\n        ${body}\n`;

  test("a line per scene is rewritten on 40 columns and through a resize, and the cursor is back at the end", async () => {
    const terminal = openTerminal(stack, [40, 30], "make", "Solve 2 x = 6", "--quality", "draft");
    await terminal.shows(/● (narrate|render)/);
    await terminal.shows(/^. 1 .*(narrate|render) +\d:\d\d$/m);
    expect(terminal.screen.cursor().hidden).toBe(true);
    terminal.resize(90, 30);
    await terminal.shows(/^. 1 .*[━─]{18} .*(render|check|ready) +\d:\d\d$/m);
    const exitCode = await terminal.ended;
    const screen = terminal.screen.lines();
    expect(exitCode, screen.join("\n")).toBe(0);
    const path = screen.at(-1) ?? "";
    made = await shown();
    expect(screen).toHaveLength(2 + made.scenes.length + 2);
    expect(screen[0]).toMatch(/^✓ .* \d:\d\d$/);
    expect(screen[1]).toBe("  ready");
    for (const [index, scene] of made.scenes.entries())
      expect(screen[2 + index]).toMatch(new RegExp(`^✓ ${index + 1} ${scene.title}  .* ready +\\d:\\d\\d$`));
    expect(path).toMatch(/^\/.*\/videos\/.*\.mp4$/);
    expect(existsSync(path)).toBe(true);
    expect(terminal.screen.cursor()).toEqual({ row: screen.length, column: 0, hidden: false });
    made = { ...made, sessionId: screen.at(-2)?.match(/session (\w+)\)/)?.[1] ?? "", video: path };
    expect(await chapters(path)).toEqual(titles(made));
  });

  test("--move gives the video another order and the same clips", async () => {
    const last = made.scenes.length;
    const { made: moved } = await edit("--scene", String(last), "--move", "1");
    expect(titles(moved)).toEqual([titles(made).at(-1), ...titles(made).slice(0, -1)]);
    expect(byKey(moved)).toEqual(byKey(made));
    expect(await chapters(moved.video)).toEqual(titles(moved));
    expect(Math.abs(moved.durationMs - (made.durationMs || moved.durationMs))).toBeLessThan(100);
    made = moved;
  });

  test("--code renders that scene alone and keeps what is said", async () => {
    await writeFile(join(stack.folder, "mine.py"), sceneOf('self.add(Text("Mine"))'));
    const { made: changed } = await edit("--scene", "2", "--code", "mine.py");
    const scene = changed.scenes[1];
    expect(scene).toMatchObject({ status: "ready", narrationKey: made.scenes[1]?.narrationKey, revision: 2 });
    expect(scene?.clipKey).not.toBe(made.scenes[1]?.clipKey);
    expect(changed.scenes.toSpliced(1, 1)).toEqual(made.scenes.toSpliced(1, 1));
    made = changed;
  });

  test("code that fails becomes a slate with its narration, exit code 3, and --revert brings the good clip back", async () => {
    await writeFile(join(stack.folder, "fails.py"), sceneOf('raise ValueError("no such thing")'));
    const { said, made: failed } = await edit("--scene", "2", "--code", "fails.py");
    expect(said.exitCode).toBe(3);
    expect(said.stderr).toMatch(
      /^Scene 2 is a slate: .*no such thing.* --scene 2 --revert brings back what it was\)$/m,
    );
    expect(failed).toMatchObject({ status: "partial" });
    expect(failed.scenes[1]).toMatchObject({ status: "slate", narrationKey: made.scenes[1]?.narrationKey });
    expect(failed.scenes.toSpliced(1, 1)).toEqual(made.scenes.toSpliced(1, 1));
    const { said: again, made: reverted } = await edit("--scene", "2", "--revert");
    expect(again.exitCode).toBe(0);
    expect(byKey(reverted)).toEqual(byKey(made));
    expect(reverted).toMatchObject({ status: "ready", durationMs: made.durationMs });
    made = reverted;
  });

  test("what can't be is refused with exit code 2 before anything changes", async () => {
    await writeFile(join(stack.folder, "broken.py"), "from manim import *\n\nclass Mine(Scene:\n    pass\n");
    await writeFile(join(stack.folder, "noScene.py"), "print('hello')\n");
    await mkdir(join(stack.folder, "folder.py"));
    const count = made.scenes.length;
    const cases: [RegExp, string[]][] = [
      [new RegExp(`^The video has ${count} scenes: there is no scene 9\\.$`), ["--scene", "9", "--delete"]],
      [new RegExp(`^The video has ${count} scenes: there is no place 9\\.$`), ["--scene", "1", "--move", "9"]],
      [/^The code nowhere\.py can't be read: there is no such file\.$/, ["--scene", "1", "--code", "nowhere.py"]],
      [/^The code folder\.py can't be read: it is a folder\.$/, ["--scene", "1", "--code", "folder.py"]],
      [/nothing was changed: SyntaxError in line 3: [^\n]+\.$/, ["--scene", "1", "--code", "broken.py"]],
      [/nothing was changed: it needs a class that extends Scene/, ["--scene", "1", "--code", "noScene.py"]],
      [/^A narration has 1 to 10,000 characters\.$/, ["--scene", "1", "--narration", " "]],
      [/^The scene has no earlier revision\.$/, ["--scene", "1", "--revert"]],
      [/^Say what to change, one of: /, ["--scene", "1", "--delete", "--move", "2"]],
    ];
    const before = await shown();
    const all = await Promise.all(cases.map(([, args]) => stack.proofreel("edit", made.sessionId, ...args)));
    for (const [index, said] of all.entries()) {
      expect(said, said.stderr).toMatchObject({ exitCode: 2, stdout: "" });
      expect(said.stderr).toMatch(cases[index]?.[0] ?? /^$/);
      expect(said.stderr).toMatch(sentence);
    }
    expect(await shown()).toEqual(before);
  });

  test("--delete takes the scene out; the last one stays", async () => {
    const [first, second, ...others] = made.scenes;
    const { made: shorter } = await edit("--scene", "2", "--delete");
    expect(titles(shorter)).toEqual([first, ...others].map((scene) => scene?.title));
    expect(Math.abs(made.durationMs - shorter.durationMs - (second?.durationMs ?? 0))).toBeLessThan(2);
    expect(await chapters(shorter.video)).toEqual(titles(shorter));
    for (let left = shorter.scenes.length; left > 1; left--) await edit("--scene", "1", "--delete");
    const refused = await stack.proofreel("edit", made.sessionId, "--scene", "1", "--delete");
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^A video needs at least one scene: [^\n]*$/);
  });
});

test("Ctrl-C cancels the job, says so, and leaves nothing behind", async () => {
  const terminal = openTerminal(stack, [120, 24], "make", "Solve 3 x = 9", "--quality", "draft");
  await terminal.shows(/● render/);
  terminal.type(ctrlC);
  expect(await terminal.ended).toBe(130);
  const screen = terminal.screen.lines();
  expect(screen.at(-1)).toMatch(/^Canceled: nothing of it goes on; /);
  expect(screen.join("\n")).toContain("Canceling …; Ctrl-C once more leaves at once.");
  expect(terminal.screen.cursor().hidden).toBe(false);
  const { videos } = JSON.parse((await stack.proofreel("list", "--limit", "1", "--json")).stdout);
  expect(videos).toMatchObject([{ status: "canceled" }]);
  expect(globSync("**/*.part", { cwd: stack.folder })).toEqual([]);
});

test("Ctrl-C ends a render, and nothing is left of it", async () => {
  const code = "from manim import *\n\nclass Long(Scene):\n    def construct(self):\n        self.wait(2)\n";
  await writeFile(join(stack.folder, "long.py"), `${code}        self.play(Rotate(Square()), run_time=300)\n`);
  const terminal = openTerminal(stack, [80, 24], "render", "long.py", "--out", "rendered/long.mp4");
  await expect.poll(() => existsSync(join(stack.folder, "rendered")), { interval: 50, timeout: 20_000 }).toBe(true);
  terminal.type(ctrlC);
  expect(await terminal.ended).toBe(130);
  expect(terminal.screen.lines().at(-1)).toBe("Canceled: no video was written.");
  expect(readdirSync(join(stack.folder, "rendered"))).toEqual([]);
});

test("list, show, status, logs and doctor say it in words and as one object", async () => {
  const [list, show, shownJson, status, statusJson, logs, unknownLog, doctor] = await Promise.all([
    stack.proofreel("list"),
    stack.proofreel("show", "last", "--code"),
    stack.proofreel("show", "last", "--json"),
    stack.proofreel("status"),
    stack.proofreel("status", "--json"),
    stack.proofreel("logs", "convex", "-n", "1"),
    stack.proofreel("logs", "studio"),
    stack.proofreel("doctor", "--json"),
  ]);
  for (const said of [list, show, shownJson, status, statusJson, logs])
    expect(said, said.stderr).toMatchObject({ exitCode: 0 });
  const [canceled, ready] = lines(list.stdout);
  expect(canceled).toMatch(/^\w{30,} {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}canceled {9}– {2}\S/);
  expect(ready).toMatch(/^\w{30,} {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}ready +\d+\.\d s {2}\S/);
  expect(show.stdout).toMatch(/^ 1 {2}.* \(revision 1\): ready, \d+\.\d s$/m);
  expect(show.stdout).toMatch(/^ {4}\| from manim import \*$/m);
  expect(lines(show.stdout).at(-1)).toMatch(/^http:\S+\.mp4\?/);
  expect(JSON.parse(shownJson.stdout)).toMatchObject({ status: "ready", scenes: [{ status: "ready" }] });
  const up = ["redis", "convex", "runner"].map((name) =>
    expect.stringMatching(new RegExp(`^${name} +up, pid \\d+, port \\d+$`)),
  );
  expect(lines(status.stdout)).toEqual([
    ...up,
    expect.stringMatching(/^Convex +http/),
    expect.stringMatching(/^Runner +http/),
    "Health   ok",
  ]);
  expect(JSON.parse(statusJson.stdout)).toMatchObject({ phase: "ready", health: { status: "ok" } });
  expect(lines(logs.stdout)).toHaveLength(1);
  expect(unknownLog).toMatchObject({ exitCode: 2, stdout: "" });
  expect(unknownLog.stderr).toBe("There is no part studio: supervisor, redis, convex, runner.");
  const { findings } = JSON.parse(doctor.stdout);
  expect(findings).toContainEqual(expect.objectContaining({ name: "ffmpeg", ok: true }));
  expect(findings).toContainEqual(expect.objectContaining({ name: "Convex data", ok: true, found: "sound" }));
});

test("a second stack in one home and a second runner on its data are refused with the other's process id", async () => {
  const { home } = stack;
  const { supervisor, parts } = stack.state();
  await rename(home.stateFile, `${home.stateFile}.away`);
  const second = await stack.proofreel("start", "--detach");
  await rename(`${home.stateFile}.away`, home.stateFile);
  expect(second).toMatchObject({ exitCode: 1, stdout: "" });
  expect(second.stderr).toContain(`A stack already works in ${home.run} (process ${supervisor.pid})`);
  const { runnerUrl, redisUrl, siteUrl } = stack.state();
  const runner = spawn(process.execPath, [join(home.root, "runner/main.ts")], {
    env: {
      ...{ ...process.env, PORT: "0", DATA_DIR: home.data, REDIS_URL: redisUrl, RUNNER_URL: runnerUrl },
      ...{ CONVEX_SITE_URL: siteUrl, WEBHOOK_SECRET: stack.webhookSecret() },
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  runner.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  expect(await once(runner, "close")).toEqual([1, null]);
  const first = parts.find(({ name }) => name === "runner")?.process?.pid;
  expect(said).toBe(
    `A runner already works in ${home.data} (process ${first}): end that one first, or use another folder.\n`,
  );
});

test("a stack that is stopped during a make ends the command, and the video is made after the next start", async () => {
  const terminal = openTerminal(stack, [120, 24], "make", "Solve 5 x = 15", "--quality", "draft");
  await terminal.shows(/● render/);
  const before = stack.state().parts;
  const [stopped, exitCode] = await Promise.all([stack.proofreel("stop"), terminal.ended]);
  expect(stopped).toMatchObject({ exitCode: 0, stderr: "Stopped." });
  expect(exitCode).toBe(1);
  expect(terminal.screen.lines().at(-1)).toMatch(/^The backend was stopped meanwhile: /);
  for (const { process: mark } of before) expect(mark && runs(mark)).toBe(false);
  expect(await stack.proofreel("stop")).toMatchObject({ exitCode: 0, stderr: "Nothing was running." });
  const status = await stack.proofreel("status", "--json");
  expect(status).toMatchObject({ exitCode: 1, stderr: "Not running: ./proofreel start starts it." });
  expect(JSON.parse(status.stdout)).toEqual({ phase: "stopped", parts: [] });

  const foreground = openTerminal(stack, [80, 24], "start");
  await expect.poll(() => existsSync(stack.home.stateFile), { interval: 20, timeout: 20_000 }).toBe(true);
  const second = stack.proofreel("start");
  await foreground.shows(/Running; Ctrl-C stops it\./);
  expect(await second).toMatchObject({ exitCode: 0, stderr: "The backend runs already." });
  const [newest] = JSON.parse((await stack.proofreel("list", "--limit", "1", "--json")).stdout).videos;
  const client = await stack.client();
  const { api } = await import("../convex/_generated/api.js");
  await new Promise<void>((resolve) => {
    client.onUpdate(api.videoSessions.get, { sessionId: newest._id }, ({ status }) => {
      if (status === "ready") resolve();
    });
  });
  const { supervisor, parts } = stack.state();
  foreground.type(ctrlC);
  expect(await foreground.ended).toBe(0);
  expect(foreground.screen.lines().at(-1)).toBe("Stopped.");
  for (const mark of [supervisor, ...parts.map((part) => part.process)]) expect(mark && runs(mark)).toBe(false);
  expect(existsSync(stack.home.stateFile)).toBe(false);
});

test("start in the foreground: one Ctrl-C while it starts ends it in order, two end everything at once", async () => {
  const early = openTerminal(stack, [80, 24], "start");
  await expect.poll(() => existsSync(stack.home.stateFile), { interval: 20, timeout: 20_000 }).toBe(true);
  early.type(ctrlC);
  expect(await early.ended).toBe(0);
  expect(existsSync(stack.home.stateFile)).toBe(false);

  const hasty = openTerminal(stack, [80, 24], "start");
  await hasty.shows(/Running; Ctrl-C stops it\./);
  const { parts } = stack.state();
  hasty.type(ctrlC);
  await hasty.shows(/Stopping …/);
  hasty.type(ctrlC);
  expect([0, 130]).toContain(await hasty.ended);
  await expect.poll(() => parts.some(({ process: mark }) => mark && runs(mark)), { interval: 20 }).toBe(false);
  expect(existsSync(stack.home.stateFile)).toBe(false);
});
