// The command line: verbs, options and exit codes. Each verb loads what it needs when it is called.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { type ExitCode, exitCodes } from "./commandError.ts";
import { catchInterrupts } from "./interrupts.ts";
import { homeOf } from "./stack/home.ts";
import type { Verb } from "./verbs/verb.ts";

const settings = join(import.meta.dirname, "../.env");
if (existsSync(settings)) process.loadEnvFile(settings);

const verb: Verb = {
  home: homeOf(process.env),
  environment: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
  onInterrupt: catchInterrupts(),
};

// `proofreel list | head` closes the pipe early, which is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(exitCode);
});
// A terminal that went away must not keep a foreground stack from ending in order.
process.stderr.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
});

let exitCode: ExitCode = exitCodes.done;

/** An action that loads its module late and leaves its exit code. */
function runs<Args extends unknown[]>(work: (...args: Args) => Promise<ExitCode>): (...args: Args) => Promise<void> {
  return async (...args) => {
    exitCode = await work(...args);
  };
}

function wholeNumber(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1 || number > most)
      throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
    return number;
  };
}

function dollars(text: string): number {
  const amount = Number(text.replace(/^\$/, ""));
  if (!(amount > 0 && amount <= 1000)) throw new InvalidArgumentError("It must be an amount from above 0 to 1000.");
  return amount;
}

const { version, description } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as {
  version: string;
  description: string;
};
const quality = (): Option =>
  new Option(
    "--quality <quality>",
    "draft 854x480 at 15, standard 1280x720 at 30, high 1920x1080 at 60 frames a second",
  )
    .choices(["draft", "standard", "high"])
    .default("standard");
const json = (): Option => new Option("--json", "one JSON object on stdout");
const paper = (): Option =>
  new Option("--paper <paper>", "a paper instead of a prompt: folder, .tar.gz, .zip, .tex, .pdf, .html or arXiv id");
const scenes = (): Option => new Option("--scenes <count>", "how many scenes to aim at").argParser(wholeNumber(40));

const program = new Command("proofreel")
  .description(description)
  .version(version, "--version")
  .showHelpAfterError("(./proofreel --help shows what there is)")
  .addHelpText(
    "after",
    "\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 partial (a scene is a slate; check: findings), 130 interrupted.\n" +
      "Ctrl-C during make or edit cancels the job; a second one leaves at once, and the job may go on.",
  )
  .exitOverride();

program
  .command("make")
  .description("a video from a question, a lesson or a paper")
  .argument("[prompt]", "what the video explains")
  .option("--lesson <file>", "a Markdown lesson instead of a prompt")
  .addOption(paper())
  .addOption(quality())
  .option("--voice <voice>", "who speaks (default: espeak, or as the lesson says)")
  .option("--language <language>", "language of the narration (default: en, or as the lesson says)")
  .addOption(scenes())
  .option("--budget <dollars>", "what models may cost for this video, in US dollars", dollars)
  .option("--out <file>", "where the video goes (default: videos/<title>.mp4)")
  .addOption(json())
  .action(runs(async (prompt, options) => (await import("./verbs/make.ts")).make(verb, prompt, options)));

program
  .command("plan")
  .description("the plan of a video alone, nothing rendered")
  .argument("[prompt]", "what the video explains")
  .option("--lesson <file>", "a Markdown lesson instead of a prompt")
  .addOption(paper())
  .option("--language <language>", "language of the narration (default: en, or as the lesson says)")
  .addOption(scenes())
  .addOption(json())
  .action(runs(async (prompt, options) => (await import("./verbs/plan.ts")).plan(verb, prompt, options)));

program
  .command("edit")
  .description("changes one scene and makes the video anew")
  .argument("<session>", "id of the video, how it begins, or `last`")
  .argument("[instruction]", "what is to be changed, in your words")
  .requiredOption("--scene <number>", "which scene, counted from 1", wholeNumber(40))
  .option("--narration <text>", "what is said")
  .option("--code <file>", "Manim code of the scene")
  .option("--move <place>", "its new place, counted from 1", wholeNumber(40))
  .option("--delete", "take it out")
  .option("--revert [revision]", "bring back an earlier revision (default: the one before)", wholeNumber(100_000))
  .option("--out <file>", "where the video goes (default: videos/<title>.mp4)")
  .addOption(json())
  .action(
    runs(async (session, instruction, options) =>
      (await import("./verbs/edit.ts")).edit(verb, session, instruction, options),
    ),
  );

program
  .command("render")
  .description("Manim code straight to videos, in the sandbox; needs neither Convex nor Redis")
  .argument("<file>", "a Python file")
  .argument("[scenes...]", "the scenes' classes (default: all that nothing else is built on)")
  .option("--all", "every scene, also those that others are built on")
  .addOption(quality())
  .option("--resolution <WxH>", "instead of the quality's")
  .option("--fps <number>", "instead of the quality's", wholeNumber(120))
  .option(
    "--out <file>",
    "where the video goes; a folder for several (default: FILE.mp4, or SCENE.mp4 where scenes are named)",
  )
  .option("--no-cache", "render again what was rendered before")
  .option("--no-repair", "the code as it is, or an error")
  .option("--placeholders", "the name in a frame where a picture is not there, in place of an error")
  .option("--trusted", "your own code, without the sandbox")
  .addOption(json())
  .addHelpText(
    "after",
    "\nA scene that plays nothing becomes a picture (.png). Files beside FILE that the code names are at hand.\n" +
      "Code that fails is repaired without a model, or goes on without what fails; where nothing can be shown it is a slate\n" +
      "(exit code 3). A file that is missing is an error. --json: scene, video or picture, durationMs, frames, warnings,\n" +
      "repairs, playsWritten, playsKept, truncated, slate, cached, plays, playsReused, seconds; for several scenes\n" +
      "{ scenes: [...] }.",
  )
  .action(
    runs(async (file, scenes, options) => {
      const { startFirst } = await import("./verbs/firstRenderer.ts");
      const first = startFirst(verb.home, file, options.trusted === true);
      return (await import("./verbs/render.ts")).render(verb, file, scenes, options, first);
    }),
  );

program
  .command("check")
  .description(
    "what a viewer would see wrong in Manim code: overlaps, things off the frame, unreadable text, lost animations",
  )
  .argument("<file>", "a Python file")
  .argument("[scenes...]", "the scenes' classes (default: all that nothing else is built on)")
  .option("--narration <length>", "seconds, or an audio file: how long the narration takes that the picture goes with")
  .option("--fix", "write a copy in which what is safely fixed is fixed, and say what is left")
  .option("--out <file>", "where the fixed copy goes (default: FILE.fixed.py)")
  .addOption(json())
  .addHelpText(
    "after",
    "\nExit codes: 0 nothing found, 3 findings (with --fix: findings that are left), 1 it could not be run.\n" +
      "--json: scene, durationMs, rests, findings [{ kind, severity, at, objects, box, line, says, suggestion }];\n" +
      "for several scenes { scenes: [...] }; with --fix also fixed, fixes [] and what was found before.",
  )
  .action(runs(async (file, scenes, options) => (await import("./verbs/check.ts")).check(verb, file, scenes, options)));

program
  .command("start")
  .description("starts Redis, Convex and the runner, until Ctrl-C")
  .option("--detach", "in the background")
  .action(runs(async (options) => (await import("./verbs/stackVerbs.ts")).start(verb, options)));
program
  .command("stop")
  .description("stops everything that runs")
  .action(runs(async () => (await import("./verbs/stackVerbs.ts")).stop(verb)));
program
  .command("status")
  .description("what runs, where, and how it is")
  .addOption(json())
  .action(runs(async (options) => (await import("./verbs/stackVerbs.ts")).status(verb, options)));
program
  .command("logs")
  .description("what the parts say")
  .argument("[part]", "redis, convex, runner or supervisor")
  .option("-f, --follow", "go on as more comes")
  .option("-n, --lines <count>", "how many of the last lines", wholeNumber(100_000), 50)
  .action(runs(async (part, options) => (await import("./verbs/stackVerbs.ts")).logs(verb, part, options)));
program
  .command("doctor")
  .description("what is needed, what is missing, and how to get it")
  .addOption(json())
  .action(runs(async (options) => (await import("./verbs/doctor.ts")).doctor(verb, options)));

program
  .command("list")
  .description("the videos, newest first")
  .option("-n, --limit <count>", "how many", wholeNumber(10_000), 30)
  .addOption(json())
  .action(runs(async (options) => (await import("./verbs/library.ts")).list(verb, options)));
program
  .command("show")
  .description("one video with its scenes")
  .argument("<session>", "id of the video, how it begins, or `last`")
  .option("--code", "with the scenes' code")
  .addOption(json())
  .action(runs(async (session, options) => (await import("./verbs/library.ts")).show(verb, session, options)));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
  else {
    const { commandErrorOf } = await import("./commandErrorOf.ts");
    const problem = commandErrorOf(error);
    process.stderr.write(`${problem.message}\n`);
    exitCode = problem.exitCode;
  }
}
// Whatever a verb left open (a socket, a timer) must not hold the command.
process.stdout.write("", () => process.exit(exitCode));
