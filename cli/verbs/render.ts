// Manim code straight to a video. Neither Convex nor Redis is needed; a clip that was rendered before is there at once.
import { existsSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { openClipCache } from "../../runner/stages/render/clipCache.ts";
import { RenderProcesses } from "../../runner/stages/render/processShare.ts";
import { createRendererPool, type RendererPool } from "../../runner/stages/render/rendererPool.ts";
import { rendererVersion } from "../../runner/stages/render/rendererVersion.ts";
import { type RenderedFile, type RenderFileOptions, renderFile } from "../../runner/stages/render/renderFile.ts";
import { readSceneFile, type SceneFile } from "../../runner/stages/render/sceneFile.ts";
import { StallSeconds } from "../../runner/stages/render/stallWatch.ts";
import { PipelineError } from "../../shared/failures.ts";
import { type FrameFormat, frameFormats, type Quality } from "../../shared/quality.ts";
import { CommandError, type ExitCode, exitCodes } from "../commandError.ts";
import { commandErrorOf } from "../commandErrorOf.ts";
import { interruptible } from "../interrupts.ts";
import { type RenderLine, renderLine } from "../progress/renderLine.ts";
import { repairsTold } from "../progress/repairsTold.ts";
import type { Environment } from "../stack/home.ts";
import { discardFirst, type FirstRenderer } from "./firstRenderer.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export type RenderOptions = {
  all?: boolean;
  quality: Quality;
  resolution?: string;
  fps?: number;
  out?: string;
  /** False with --no-cache. */
  cache: boolean;
  /** False with --no-repair. */
  repair: boolean;
  /** A file that is not there is no error. */
  placeholders?: boolean;
  /** Without the sandbox. */
  trusted?: boolean;
  json?: boolean;
};

/** What is told of one scene; with several of them `--json` prints { scenes: [...] }. */
type Answer = { scene: string | null; seconds: number; trusted?: boolean } & (
  | ({ video: string } | { picture: string })
  | { error: { code: string; message: string } }
);

/** `first`: the renderer that gets warm meanwhile; null where there is no file. */
export async function render(
  verb: Verb,
  path: string,
  names: string[],
  options: RenderOptions,
  first: FirstRenderer | null,
): VerbAnswer {
  const { environment, home, print, onInterrupt } = verb;
  if (first === null) throw new CommandError(`There is no file ${path}.`, exitCodes.wrongUsage);
  using line = renderLine(process.stderr, environment);
  let done = 0;
  let total = 1;
  let pool: RendererPool | undefined;
  const rendering = async (signal: AbortSignal): Promise<ExitCode> => {
    const format = formatOf(options);
    const settings = settingsOf(environment);
    const trusted = options.trusted === true;
    if (trusted)
      line.say(`${basename(path)} runs without the sandbox: with your rights, on your files and your network.`);
    // Its renderer gets warm while the file is read; where the clip is there already it is not missed.
    const renderers = createRendererPool({
      ...{ python: home.python, size: 1, ...first },
      ...{ formulasDir: join(home.data, "formulas"), total: () => total, ...settings, trusted },
      sandboxRecord: join(home.data, "sandboxHeld"),
    });
    pool = renderers;
    // It is awaited before any of the file's code runs; what is wrong with it is said then.
    const sandbox = renderers.checkSandbox();
    sandbox.catch(() => undefined);
    const file = await readSceneFile(resolve(path), home.python, signal, trusted).catch(async (error: unknown) => {
      await sandbox;
      throw error;
    });
    const scenes = chosen(file, names, options, line.say);
    const several = scenes.length > 1;
    total = scenes.length;
    const clips = openClipCache(join(home.data, "clips"));
    const shared: Omit<RenderFileOptions, "out"> = {
      format,
      signal,
      onSeconds: line.drawn,
      repair: options.repair,
      placeholders: options.placeholders === true,
      pool: renderers,
      // What trusted code drew may come from anywhere on this machine.
      ...(options.cache && !trusted
        ? { cache: { clips, rendererVersion: await rendererVersion(join(home.root, "renderer")) } }
        : {}),
    };
    const answers: Answer[] = [];
    let failed: unknown;
    let slates = 0;
    for (const scene of scenes) {
      const byName = several || names.length > 0 || options.all === true;
      const out = outOf(
        `${byName && scene !== undefined ? scene : basename(path, extname(path))}.mp4`,
        several,
        options,
      );
      const startedAt = performance.now();
      const seconds = () => Math.round(performance.now() - startedAt) / 1000;
      line.begin(`rendering ${scene ?? basename(path)}`);
      try {
        const made = await renderFile(file, { ...shared, out, ...(scene === undefined ? {} : { scene }) });
        line.end();
        done++;
        tell(made, scene, several, line);
        if (typeof made.notes["slate"] === "string") slates++;
        answers.push({ ...answerOf(made, scene, seconds()), ...(trusted ? { trusted } : {}) });
        if (!options.json) print(made.path);
      } catch (error) {
        if (signal.aborted) throw error;
        line.end();
        failed ??= error;
        const { message } = commandErrorOf(error);
        if (several) line.say(`${scene}: ${message}`);
        answers.push({ scene: scene ?? null, error: { code: codeOf(error), message }, seconds: seconds() });
      }
    }
    if (options.json) print(JSON.stringify(several ? { scenes: answers } : answers[0]));
    if (failed !== undefined && !several) throw failed;
    if (failed !== undefined) return exitCodes.failed;
    return slates === 0 ? exitCodes.done : exitCodes.partial;
  };
  try {
    return await interruptible(onInterrupt, () => canceled(done), rendering);
  } finally {
    await (pool?.close() ?? discardFirst(first));
  }
}

const canceled = (done: number): string =>
  done === 0 ? "Canceled: no video was written." : `Canceled: ${done} of the scenes had been written before.`;

/** The scenes to render; undefined where only the renderer can tell which, or what is wrong with the file. */
function chosen(
  { path, scenes }: SceneFile,
  names: string[],
  { all, out }: RenderOptions,
  say: (line: string) => void,
): (string | undefined)[] {
  const ask = names.length === 0;
  const found = all ? scenes : ask ? scenes.filter(({ builtOn }) => !builtOn) : names.map((name) => ({ name }));
  const wanted = [...new Set(found.map(({ name }) => name))];
  if (wanted.length > 1 && out !== undefined && /\.(mp4|png)$/.test(out))
    throw new CommandError(
      `${wanted.length} scenes don't fit into one file: give --out a folder, or name one of ${wanted.join(", ")}.`,
      exitCodes.wrongUsage,
    );
  if (wanted.length > 1 && ask && !all)
    say(`${basename(path)} has ${wanted.length} scenes (${wanted.join(", ")}): all are rendered; name those you want.`);
  return wanted.length === 0 ? [undefined] : wanted;
}

/** `name`: of the video where `out` is no file. */
function outOf(name: string, several: boolean, { out }: RenderOptions): string {
  if (out === undefined) return resolve(name);
  const isFolder = several || out.endsWith("/") || (existsSync(out) && statSync(out).isDirectory());
  return isFolder ? resolve(out, name) : resolve(out);
}

function tell(made: RenderedFile, scene: string | undefined, several: boolean, line: RenderLine) {
  const { kind, warnings, cached, plays = 0, playsReused = 0 } = made;
  const about = several ? `${scene}: ` : "";
  for (const sentence of repairsTold(made.notes)) line.say(`${about}${sentence}`);
  for (const warning of warnings) line.say(`${about}warning: ${warning}`);
  if (kind === "picture") line.say(`${about}the scene plays nothing, so it became a picture.`);
  if (playsReused > 0)
    line.say(
      `${about}${playsReused} of ${plays} plays are as they were and were not drawn again; --no-cache draws all.`,
    );
  if (cached) line.say(`${about}rendered before and unchanged; --no-cache renders it again.`);
}

function answerOf({ path, kind, notes, ...facts }: RenderedFile, scene: string | undefined, seconds: number): Answer {
  const place = kind === "picture" ? { picture: path } : { video: path };
  return { scene: scene ?? null, ...place, ...facts, ...notes, seconds };
}

function codeOf(error: unknown): string {
  return error instanceof PipelineError ? error.failure.code : "internal";
}

function settingsOf(environment: Environment): { stallSeconds: number; processes: number } {
  const stallSeconds = StallSeconds.safeParse(environment["RENDER_STALL_SECONDS"] || undefined);
  const processes = RenderProcesses.safeParse(environment["RENDER_PROCESSES"] || undefined);
  const wrong = stallSeconds.success
    ? "RENDER_PROCESSES must be a whole number from 1 to 256."
    : "RENDER_STALL_SECONDS must be a whole number from 1 to 3600.";
  if (!stallSeconds.success || !processes.success) throw new CommandError(wrong, exitCodes.wrongUsage);
  return { stallSeconds: stallSeconds.data, processes: processes.data };
}

function formatOf({ quality, resolution, fps }: RenderOptions): FrameFormat {
  const format = frameFormats[quality];
  const size = resolution === undefined ? null : /^(\d{2,4})x(\d{2,4})$/.exec(resolution);
  if (resolution !== undefined && !size)
    throw new CommandError(`${resolution} is no resolution: write it as 1280x720.`, exitCodes.wrongUsage);
  // Colour is kept for squares of four pixels.
  if (size && (Number(size[1]) % 2 || Number(size[2]) % 2))
    throw new CommandError(`${resolution} can't be encoded: width and height must be even.`, exitCodes.wrongUsage);
  return {
    width: size ? Number(size[1]) : format.width,
    height: size ? Number(size[2]) : format.height,
    fps: fps ?? format.fps,
  };
}
