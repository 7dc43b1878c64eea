// What a viewer would see wrong in Manim code, as a table or as JSON. Neither Convex nor Redis is needed.
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type CheckedScene, checkFile } from "../../runner/stages/check/checkFile.ts";
import { type Fixed, fixFile } from "../../runner/stages/check/fixFile.ts";
import { narrationLength } from "../../runner/stages/check/narrationLength.ts";
import { createRendererPool } from "../../runner/stages/render/rendererPool.ts";
import { readSceneFile, type SceneFile } from "../../runner/stages/render/sceneFile.ts";
import { CommandError, exitCodes } from "../commandError.ts";
import { interruptible } from "../interrupts.ts";
import { type RenderLine, renderLine } from "../progress/renderLine.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export type CheckVerbOptions = { narration?: string; fix?: boolean; out?: string; json?: boolean };

type Answer = CheckedScene | (CheckedScene & Pick<Fixed, "fixes" | "before">);

export async function check(verb: Verb, path: string, names: string[], options: CheckVerbOptions): VerbAnswer {
  const { environment, home, print, onInterrupt } = verb;
  if (!existsSync(path)) throw new CommandError(`There is no file ${path}.`, exitCodes.wrongUsage);
  using line = renderLine(process.stderr, environment);
  const checking = async (signal: AbortSignal): Promise<Answer[]> => {
    const narrationMs = options.narration === undefined ? undefined : await narrationLength(options.narration, signal);
    let file = await readSceneFile(resolve(path), home.python, signal);
    const scenes = chosen(file, names);
    // While one scene is checked the renderer of the next one gets warm.
    const spares = scenes.length > 1 || options.fix ? 1 : 0;
    const scratchDir = join(home.data, "work", "check");
    const pool = createRendererPool({
      python: home.python,
      size: 1,
      scratchDir,
      spares,
      sandboxRecord: join(home.data, "sandboxHeld"),
    });
    try {
      const answers: Answer[] = [];
      for (const scene of scenes) {
        line.begin(`checking ${scene ?? path}`);
        const asked = { pool, scene, narrationMs, signal, onSeconds: line.drawn };
        if (options.fix) {
          const { code, ...fixed } = await fixFile(file, asked);
          file = { ...file, code };
          answers.push(fixed);
        } else {
          const { mends: _, ...checked } = await checkFile(file, asked);
          answers.push(checked);
        }
        line.end();
      }
      if (options.fix) await writeFixed(path, file, answers, options.out, line);
      return answers;
    } finally {
      await pool.close();
    }
  };
  const answers = await interruptible(onInterrupt, () => "Canceled.", checking);
  if (options.json) print(JSON.stringify(answers.length > 1 ? { scenes: answers } : answers[0]));
  else for (const text of answers.flatMap(table)) print(text);
  return answers.every(({ findings }) => findings.length === 0) ? exitCodes.done : exitCodes.partial;
}

/** Undefined where only the renderer can tell which, or what is wrong with the file. */
function chosen({ scenes }: SceneFile, names: string[]): (string | undefined)[] {
  const wanted = names.length > 0 ? names : scenes.flatMap(({ name, builtOn }) => (builtOn ? [] : [name]));
  return wanted.length === 0 ? [undefined] : [...new Set(wanted)];
}

async function writeFixed(
  path: string,
  { code }: SceneFile,
  answers: Answer[],
  out: string | undefined,
  line: RenderLine,
) {
  if (!answers.some((answer) => "fixes" in answer && answer.fixes.length > 0)) {
    line.say("Nothing could be fixed safely: no copy was written.");
    return;
  }
  const target = resolve(out ?? path.replace(/(\.py)?$/, ".fixed.py"));
  await writeFile(target, code);
  line.say(`The fixed copy is ${target}.`);
}

function table(answer: Answer): string[] {
  const { scene, durationMs, rests, findings } = answer;
  const many = findings.length === 1 ? "1 finding" : `${findings.length || "no"} findings`;
  const head = `${scene ?? "The scene"}: ${many} (${(durationMs / 1000).toFixed(1)} s, looked at ${rests} times)`;
  const fixes = "fixes" in answer ? answer.fixes.map(({ says, line }) => `  fixed   line ${line}: ${says}`) : [];
  const rows = findings.flatMap(({ at, severity, says, suggestion, line }) => [
    `${at.toFixed(1).padStart(7)} s  ${severity.padEnd(7)}  ${says}${line === null ? "" : ` (line ${line})`}`,
    `${" ".repeat(20)}${suggestion}`,
  ]);
  return [head, ...fixes, ...rows];
}
