// Everything that Proofreel needs from a machine, whether it is there, and how to get it.
import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { execa } from "execa";
import { sandboxSelfTest } from "../../runner/process/sandboxSelfTest.ts";
import { modelSettingsIn } from "../../runner/stages/plan/modelAtHand.ts";
import { findProgram } from "../stack/findProgram.ts";
import type { Environment, Home } from "../stack/home.ts";
import { runningState } from "../stack/state.ts";
import { dataFinding } from "./dataCheck.ts";

export type Finding = { name: string; ok: boolean; found: string | null; purpose: string; remedy: string };

type Program = [name: string, command: string, versionOption: string, purpose: string, debianPackage: string];

const programs: Program[] = [
  ["ffmpeg", "ffmpeg", "-version", "encodes and joins videos", "ffmpeg"],
  ["ffprobe", "ffprobe", "-version", "checks videos", "ffmpeg"],
  ["espeak-ng", "espeak-ng", "--version", "speaks the narration", "espeak-ng"],
  ["redis-server", "redis-server", "--version", "holds the queue", "redis-server"],
  ["bubblewrap", "bwrap", "--version", "isolates scene code", "bubblewrap"],
  ["LaTeX", "latex", "--version", "sets formulas", "texlive-latex-extra"],
  ["dvisvgm", "dvisvgm", "--version", "turns formulas into shapes", "dvisvgm"],
];

const diskNeededBytes = 2e9;

export async function checkMachine(home: Home, environment: Environment): Promise<Finding[]> {
  return [
    nodeFinding(),
    ...(await Promise.all([
      ...programs.map((program) => programFinding(program, environment)),
      ...pythonFindings(home),
    ])),
    await typefaceFinding(),
    await sandboxFinding(home),
    await diskFinding(home),
    stackFinding(home),
    modelFinding(environment),
    await dataFinding(home, environment),
  ];
}

const apt = (name: string): string => `apt-get install ${name}`;

function nodeFinding(): Finding {
  const ok = Number(process.versions.node.split(".")[0]) >= 24;
  return { name: "Node", ok, found: process.version, purpose: "runs everything; 24 or newer", remedy: "scripts/setup" };
}

async function programFinding(program: Program, environment: Environment): Promise<Finding> {
  const [name, command, versionOption, purpose, debianPackage] = program;
  const path = findProgram(command, environment);
  const remedy = apt(debianPackage);
  if (!path) return { name, ok: false, found: null, purpose, remedy };
  const version = await firstLine(path, [versionOption]);
  return { name, ok: version !== null, found: version ?? `${path} does not run`, purpose, remedy };
}

function pythonFindings(home: Home): Promise<Finding>[] {
  const remedy = "scripts/setup --force";
  const module = async (name: string, purpose: string, code: string): Promise<Finding> => {
    const found = existsSync(home.python) ? await firstLine(home.python, ["-c", code]) : null;
    return { name, ok: found !== null, found, purpose, remedy };
  };
  const version = (name: string): string => `from importlib.metadata import version; print(version("${name}"))`;
  return [
    module("Python", "runs Manim and SymPy", "import sys; print(sys.version.split()[0])"),
    module("Manim", "draws the scenes", `import manim\n${version("manim")}`),
    module("SymPy", "derives and checks the mathematics", version("sympy")),
  ];
}

async function typefaceFinding(): Promise<Finding> {
  const purpose = "the typeface of the videos; another one stands in without it";
  const fonts = await execa("fc-list", [":", "family"], { reject: false });
  const found = /^Inter\b.*$/m.exec(fonts.stdout ?? "")?.[0] ?? null;
  return { name: "Inter", ok: found !== null, found, purpose, remedy: apt("fonts-inter") };
}

async function sandboxFinding(home: Home): Promise<Finding> {
  const base = { name: "sandbox", purpose: "holds scene code off your files and the network" };
  const remedy = "allow unprivileged user namespaces, or run as root, with bubblewrap installed";
  const { holds, problems, limits } = await sandboxSelfTest({ python: home.python });
  return { ...base, ok: holds, found: holds ? `holds; ${limits}` : problems.join("; "), remedy };
}

async function diskFinding(home: Home): Promise<Finding> {
  const { bavail, bsize } = await statfs(home.root);
  const free = bavail * bsize;
  const found = `${(free / 1e9).toFixed(1)} GB free`;
  return { name: "disk", ok: free >= diskNeededBytes, found, purpose: "2 GB free", remedy: "free some space" };
}

function stackFinding(home: Home): Finding {
  const state = runningState(home);
  const found = state ? `${state.phase}, ${state.runnerUrl}` : "not running (starts when it is needed)";
  return { name: "backend", ok: true, found, purpose: "Redis, Convex, runner", remedy: "./proofreel start" };
}

/** Whether a key is there; never the key, and no question is asked with it. */
function modelFinding(environment: Environment): Finding {
  const base = { name: "model", purpose: "explains what nothing else here can; not needed" };
  const remedy = "set OPENAI_API_KEY or ANTHROPIC_API_KEY (see env.example)";
  try {
    const settings = modelSettingsIn(environment);
    if (settings === null) return { ...base, ok: true, found: "no key: worked problems, concepts and lessons", remedy };
    const { names, address, budgetUsd } = settings;
    const budget = budgetUsd === undefined ? "no budget" : `$${budgetUsd} a video`;
    return { ...base, ok: true, found: `${names.main} at ${address}, ${budget}; a key is set`, remedy };
  } catch (error) {
    return { ...base, ok: false, found: error instanceof Error ? error.message : String(error), remedy };
  }
}

async function firstLine(command: string, args: string[]): Promise<string | null> {
  const result = await execa(command, args, { reject: false, all: true, timeout: 30_000, stdin: "ignore" });
  return result.exitCode === 0 ? (result.all?.trim().split("\n").at(0) ?? "") : null;
}
