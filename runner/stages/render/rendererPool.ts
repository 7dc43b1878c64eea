// Owns the warm renderers: keeps `size` of them ready, gives each to one scene, and says in one sentence how a scene
// ended. Knows nothing of jobs, users or storage.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { PipelineError } from "../../../shared/failures.ts";
import { openSandboxRecord } from "../../process/sandboxRecord.ts";
import { sandboxSelfTest } from "../../process/sandboxSelfTest.ts";
import { collectClip } from "./collectClip.ts";
import { openFormulaStore } from "./formulaStore.ts";
import { createProcessShare, type ProcessShare, RenderProcesses } from "./processShare.ts";
import { compileRenderer } from "./rendererBytecode.ts";
import { RendererProcess } from "./rendererProcess.ts";
import { type StartedRenderer, startRenderer } from "./rendererStart.ts";
import { type RenderLimits, type RenderOutcome, renderOn, stillName } from "./renderOn.ts";
import type { Inspected, RenderControl, RenderedClip, RenderRequest } from "./renderRequest.ts";
import { defaultStallSeconds } from "./stallWatch.ts";
import { createTexSetter, type TexSetter } from "./texSetter.ts";

export type RendererPool = {
  render(request: RenderRequest, control?: RenderControl): Promise<RenderedClip>;
  /** Runs a scene for its report alone; no clip is written. */
  inspect(request: Omit<RenderRequest, "outputDir">, control?: RenderControl): Promise<Inspected>;
  /** Rejects where the sandbox does not hold on this machine. */
  checkSandbox(): Promise<void>;
  /** Resolves when all renderers are warm. */
  warm(): Promise<void>;
  /** The processes that render a scene now. */
  processes(): number[];
  close(): Promise<void>;
};

export type PoolLog = { warn(facts: object, message: string): void; info(facts: object, message: string): void };

/** `spares`: how many renderers are kept warm; by default as many as may render besides those that do, and one at least. */
export type PoolOptions = {
  python: string;
  size: number;
  scratchDir: string;
  spares?: number;
  /** One that was started before there was a pool. */
  first?: Promise<StartedRenderer>;
  /** How many scenes there will be, where that is known: no renderer is started for nothing. */
  total?: () => number;
  /** Where formulas are kept for other scenes and later times. */
  formulasDir?: string;
  /** How many processes draw at a time, of all scenes together; by default one to a processor. */
  processes?: number;
  /** Processor time without a new frame after which a scene counts as hung. */
  stallSeconds?: number;
  /** Where it is noted for a day that the sandbox held; without it each pool tries it. */
  sandboxRecord?: string;
  /** Only for code that whoever starts it wrote: it runs without the sandbox. */
  trusted?: boolean;
  log?: PoolLog;
};

export function createRendererPool(options: PoolOptions): RendererPool {
  return new WarmPool(options);
}

/** A scene's length is not known without narration; an hour of wall time for one scene helps nobody. */
const unknownLengthTimeoutMs = 15 * 60 * 1000;

class WarmPool implements RendererPool {
  #options: PoolOptions;
  #tex: TexSetter;
  #share: ProcessShare;
  #warm: Promise<RendererProcess>[] = [];
  #busy = 0;
  #started = 0;
  #waiting: (() => void)[] = [];
  #closed = false;
  #closing = new AbortController();
  #compiled: Promise<void>;
  #running = new Set<RendererProcess>();
  #sandbox: Promise<void> | undefined;
  /** The record was taken at its word. */
  #believed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    const { scratchDir, formulasDir, processes = RenderProcesses.parse(undefined) } = options;
    this.#share = createProcessShare(processes);
    const store = formulasDir === undefined ? {} : { store: openFormulaStore(formulasDir) };
    this.#tex = createTexSetter({ scratchDir, ...store });
    this.#fill();
    this.#compiled = compileRenderer(options.python, this.#closing.signal);
  }

  async warm(): Promise<void> {
    await this.checkSandbox();
    const renderers = await Promise.all(this.#warm);
    await Promise.all(renderers.map(({ ready }) => ready));
  }

  async render(request: RenderRequest, control: RenderControl = {}): Promise<RenderedClip> {
    await this.checkSandbox();
    await this.#takeTurn(control.signal);
    try {
      const first = await this.#attempt(request, control).catch((error: unknown) => this.#explain(error));
      if (first.kind === "done") return first.clip;
      // Ended from outside, through no fault of the scene: another renderer gets it once.
      this.#options.log?.warn({ stderr: first.stderrTail }, "a renderer was killed; the scene is rendered again");
      const second = await this.#attempt(request, control);
      if (second.kind === "done") return second.clip;
      throw new PipelineError(
        "render_failed",
        "The renderer was ended twice from outside: check the machine's memory.",
      );
    } finally {
      this.#busy--;
      this.#waiting.shift()?.();
    }
  }

  async inspect(request: Omit<RenderRequest, "outputDir">, control: RenderControl = {}): Promise<Inspected> {
    const { geometry, durationMs } = await this.render({ ...request, check: true, outputDir: "" }, control);
    return { geometry, durationMs };
  }

  processes(): number[] {
    return [...this.#running].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#closing.abort();
    await this.#compiled;
    await this.#tex.close();
    for (const go of this.#waiting.splice(0)) go();
    const idle = await Promise.allSettled(this.#warm.splice(0));
    const all = [...this.#running, ...idle.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []))];
    await Promise.all(
      all.map(async (renderer) => {
        renderer.end("closed");
        await renderer.ended;
        await renderer.removeScratch();
      }),
    );
  }

  async #attempt(request: RenderRequest, control: RenderControl): Promise<Attempt> {
    const renderer = await this.#takeWarm();
    this.#running.add(renderer);
    // The next scene finds one that is warm, however long this one takes.
    this.#fill();
    const processes = this.#share.take(this.#busy);
    try {
      const outcome = await renderOn(renderer, request, this.#limitsOf(request, processes), control, this.#tex);
      if (outcome.kind === "killed") return outcome;
      return { kind: "done", clip: await this.#collect(renderer, outcome, request) };
    } finally {
      renderer.end("closed");
      await renderer.ended;
      this.#share.giveBack(processes);
      this.#running.delete(renderer);
      await renderer.removeScratch();
      this.#fill();
    }
  }

  async #collect(renderer: RendererProcess, outcome: Rendered, request: RenderRequest): Promise<RenderedClip> {
    if (request.check) return { ...outcome, clipPath: "", durationMs: (outcome.frames * 1000) / request.format.fps };
    await mkdir(request.outputDir, { recursive: true });
    const clipPath = join(request.outputDir, `clip-${randomUUID()}.mp4`);
    try {
      await collectClip(join(renderer.scratch, "clip.mp4"), clipPath);
    } catch (error) {
      await rm(clipPath, { force: true });
      if ((error as NodeJS.ErrnoException).code === "ENOSPC")
        throw new PipelineError("disk_full", undefined, { cause: error });
      throw error;
    }
    const { frames, geometry, reuse, repair } = outcome;
    const durationMs = (frames * 1000) / request.format.fps;
    const clip = { clipPath, frames, geometry, durationMs, ...(reuse ? { reuse } : {}), ...(repair ? { repair } : {}) };
    if (!(request.still && outcome.still)) return clip;
    const stillPath = join(request.outputDir, `still-${randomUUID()}.png`);
    await collectClip(join(renderer.scratch, stillName), stillPath);
    return { ...clip, stillPath };
  }

  #limitsOf({ timeoutMs, durationMs }: RenderRequest, processes: number): RenderLimits {
    return {
      timeoutMs: timeoutMs ?? (durationMs === undefined ? unknownLengthTimeoutMs : 300_000 + 60 * durationMs),
      stallSeconds: this.#options.stallSeconds ?? defaultStallSeconds,
      processes,
    };
  }

  async #takeWarm(): Promise<RendererProcess> {
    if (this.#closed) throw new PipelineError("canceled");
    const next = this.#warm.shift() ?? this.#start();
    const renderer = await next;
    return renderer;
  }

  /** As many scenes at a time as there are renderers. */
  async #takeTurn(signal: AbortSignal | undefined): Promise<void> {
    while (this.#busy >= this.#options.size && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        signal?.addEventListener("abort", () => resolve(), { once: true });
      });
      if (signal?.aborted) throw new PipelineError("canceled");
    }
    this.#busy++;
  }

  #fill(): void {
    const {
      size,
      total = () => Number.POSITIVE_INFINITY,
      spares = Math.max(1, size - this.#running.size),
    } = this.#options;
    while (!this.#closed && this.#warm.length < spares && this.#started < total()) this.#warm.push(this.#start());
  }

  #start(): Promise<RendererProcess> {
    const { python, scratchDir, trusted, first } = this.#options;
    const start =
      this.#started++ === 0 && first ? first : startRenderer(python, scratchDir, { trusted: trusted === true });
    const started = start.then((renderer) => new RendererProcess(renderer));
    // It is awaited by the scene that takes it.
    started.catch((error: unknown) => this.#options.log?.warn({ error }, "a renderer could not be started"));
    return started;
  }

  checkSandbox(): Promise<void> {
    if (this.#options.trusted) return Promise.resolve();
    this.#sandbox ??= this.#trySandbox();
    return this.#sandbox;
  }

  async #trySandbox(): Promise<void> {
    const { sandboxRecord, python } = this.#options;
    const record = sandboxRecord === undefined ? null : openSandboxRecord(sandboxRecord, python);
    this.#believed = record?.held === true;
    if (this.#believed) return;
    const { holds, problems } = await sandboxSelfTest(this.#options);
    if (!holds)
      throw new PipelineError(
        "sandbox_unavailable",
        `The sandbox does not hold on this machine: ${problems.join("; ")}.`,
      );
    record?.keep();
  }

  /** What nobody foresaw may have changed the machine since the sandbox was tried: then it is tried again, and that is told. */
  async #explain(error: unknown): Promise<never> {
    if (this.#believed && error instanceof PipelineError && error.failure.code === "internal") {
      rmSync(this.#options.sandboxRecord ?? "", { force: true });
      this.#sandbox = this.#trySandbox();
      await this.#sandbox;
    }
    throw error;
  }
}

type Rendered = Extract<RenderOutcome, { kind: "rendered" }>;
type Attempt = { kind: "done"; clip: RenderedClip } | Extract<RenderOutcome, { kind: "killed" }>;
