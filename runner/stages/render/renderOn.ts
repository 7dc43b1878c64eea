import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { PipelineError } from "../../../shared/failures.ts";
import type { Geometry, RenderJob, RepairReport, Reused, WorkerMessage } from "./messages.ts";
import type { RendererEnd, RendererProcess } from "./rendererProcess.ts";
import type { RenderControl, RenderRequest } from "./renderRequest.ts";
import type { TexSetter } from "./texSetter.ts";

/** killed: it ended without a word and nobody here ended it. */
export type RenderOutcome =
  | { kind: "rendered"; frames: number; geometry: Geometry; still: boolean; reuse?: Reused; repair?: RepairReport }
  | { kind: "killed"; stderrTail: string };

/** In the scratch folder; a name that no file beside the scene's code can have. */
export const stillName = ".still.png";

/** `processes`: how many draw the scene's frames at a time. */
export type RenderLimits = { timeoutMs: number; stallSeconds: number; processes: number };

/** Less than what the runner keeps for itself counts as full. */
const fullDiskBytes = 16 * 1024 ** 2;

type Verdict = Extract<WorkerMessage, { type: "done" | "failed" }>;

/** Gives a renderer its scene and waits for the verdict; throws PipelineError where the scene is at fault or canceled. */
export async function renderOn(
  renderer: RendererProcess,
  request: RenderRequest,
  limits: RenderLimits,
  { signal, onProgress, onSeconds }: RenderControl,
  tex: TexSetter,
): Promise<RenderOutcome> {
  const { timeoutMs, stallSeconds } = limits;
  let verdict: Verdict | null = null;
  // Read through a function, since TypeScript does not see that the callback below has written it.
  const given = () => verdict;
  const desk = tex.open((key, svg) => renderer.deliver(`${key}.${svg ? "svg" : "none"}`, svg ?? Buffer.alloc(0)));
  let progress = 0;
  renderer.onMessage = (message) => {
    if (message.type === "progress") onSeconds?.(message.seconds);
    if (message.type === "formulas") desk.ask(message.tex);
    if (message.type === "progress" && request.durationMs) {
      const reached = Math.min(1, (message.seconds * 1000) / request.durationMs);
      if (reached > progress) onProgress?.(reached);
      progress = Math.max(progress, reached);
    } else if (message.type === "done" || message.type === "failed") verdict ??= message;
  };
  const onAbort = () => renderer.end("canceled");
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    await renderer.ready.catch((error: unknown) => {
      if (signal?.aborted) throw new PipelineError("canceled");
      throw new PipelineError("internal", error instanceof Error ? error.message : String(error), { cause: error });
    });
    const pictures = await renderer.takeIn(request.pictures ?? {});
    const reuse = request.reuse ? { reuse: await reuseOf(renderer, request.reuse) } : {};
    await renderer.takeBeside(request.assets ?? {});
    timer = setTimeout(() => renderer.end("timeout"), timeoutMs);
    renderer.assign({ ...jobOf(renderer, request, limits), ...reuse, pictures }, stallSeconds);
    const end = await renderer.ended;
    const outcome = judge(end, await believable(given(), renderer.scratch), limits);
    const wanted = request.durationMs === undefined ? null : framesOf(request.durationMs, request.format.fps);
    if (outcome.kind === "rendered" && wanted !== null && outcome.frames !== wanted)
      throw new PipelineError("render_failed", `The scene's clip has ${outcome.frames} frames, not ${wanted}.`);
    return outcome;
  } finally {
    clearTimeout(timer);
    desk.close();
    signal?.removeEventListener("abort", onAbort);
  }
}

/** A scene has little room of its own in the sandbox, and may say what it likes: this side knows whether the disk is full. */
async function believable(verdict: Verdict | null, scratch: string): Promise<Verdict | null> {
  if (verdict?.type !== "failed" || verdict.code !== "disk_full") return verdict;
  const { bavail, bsize } = await statfs(scratch);
  if (bavail * bsize < fullDiskBytes) return verdict;
  return { ...verdict, code: "render_refused", message: "The scene wrote more files than the sandbox allows" };
}

function jobOf(
  renderer: RendererProcess,
  request: RenderRequest,
  { timeoutMs, processes }: RenderLimits,
): Omit<RenderJob, "pictures"> {
  const { code, scene, format, cues, durationMs } = request;
  return {
    code,
    ...(scene === undefined ? {} : { scene }),
    width: format.width,
    height: format.height,
    fps: format.fps,
    cues,
    ...(durationMs === undefined ? {} : { durationMs, frames: framesOf(durationMs, format.fps) }),
    // Drawing and encoding run side by side, so a scene may use more processor than wall time.
    cpuSeconds: Math.ceil((timeoutMs / 1000) * 4),
    processes,
    output: join(renderer.scratch, "clip.mp4"),
    ...(request.check ? { check: true } : {}),
    ...(request.repair ? { repair: true } : {}),
    ...(request.placeholders ? { placeholders: true } : {}),
    ...(request.background ? { background: request.background } : {}),
    ...(request.slate ? { slate: request.slate } : {}),
    ...(request.still ? { still: join(renderer.scratch, stillName) } : {}),
  };
}

async function reuseOf(
  renderer: RendererProcess,
  { before }: NonNullable<RenderRequest["reuse"]>,
): Promise<NonNullable<RenderJob["reuse"]>> {
  if (before === null) return { parts: [] };
  return { clip: await renderer.takeClip(before.path), parts: before.parts };
}

const framesOf = (durationMs: number, fps: number): number => Math.max(1, Math.round((durationMs * fps) / 1000));

function judge(end: RendererEnd, verdict: Verdict | null, { timeoutMs, stallSeconds }: RenderLimits): RenderOutcome {
  switch (end.reason) {
    case "canceled":
    case "closed":
      throw new PipelineError("canceled");
    case "timeout":
      throw new PipelineError(
        "render_timeout",
        `The scene took longer than ${Math.round(timeoutMs / 1000)} s to render: it may hold an endless loop.`,
      );
    case "stalled":
      throw new PipelineError(
        "render_timeout",
        `The scene computed for ${stallSeconds} s without a new frame: it may hold an endless loop (RENDER_STALL_SECONDS allows more).`,
      );
    case "memory":
      throw new PipelineError("render_out_of_memory");
    case "disk":
      throw new PipelineError("render_refused", "The scene wrote more files than the sandbox allows.");
    case "flood":
      throw new PipelineError("render_refused", "The scene wrote into the renderer's own channel.");
    case null:
      break;
    default:
      end.reason satisfies never;
  }
  if (verdict?.type === "done") {
    const { frames, geometry, still = false, reuse, repair } = verdict;
    return { kind: "rendered", frames, geometry, still, ...(reuse ? { reuse } : {}), ...(repair ? { repair } : {}) };
  }
  if (verdict?.type === "failed") {
    const where = verdict.line === null ? "" : ` (line ${verdict.line} of the scene's code)`;
    throw new PipelineError(verdict.code, `${verdict.message.replace(/\.$/, "")}${where}.`);
  }
  return fromSilence(end);
}

/** Ended with no verdict: killed from outside, or by a limit, or by the scene itself. */
function fromSilence({ exitCode, signal, stderrTail }: RendererEnd): RenderOutcome {
  // bubblewrap gives 128 + the signal of what it ran; SIGXCPU is 24.
  if (exitCode === 128 + 24) throw new PipelineError("render_timeout");
  // SIGSYS: a system call that the filter ends.
  if (exitCode === 128 + 31) throw new PipelineError("render_refused");
  if (/MemoryError|Cannot allocate memory/.test(stderrTail)) throw new PipelineError("render_out_of_memory");
  if (signal !== null || exitCode === 128 + 9) return { kind: "killed", stderrTail };
  throw new PipelineError("render_failed", "The scene's code ended the renderer before the clip was done.");
}
