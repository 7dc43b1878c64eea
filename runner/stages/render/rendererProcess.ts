// One sandboxed Python process with Manim imported, used for one scene. Owns its scratch folder and its end.
import { constants } from "node:fs";
import { chmod, copyFile, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { descendants, proportionalBytes, residentBytes } from "../../process/processTree.ts";
import { ignoreBrokenPipe, keepTail, killGroup } from "../../process/run.ts";
import { folderBytes } from "./folderBytes.ts";
import { parseMessage, type RenderJob, type WorkerMessage } from "./messages.ts";
import { groupMemoryBytes, type StartedRenderer } from "./rendererStart.ts";
import { removeScratchFolder } from "./scratchFolder.ts";
import { createStallWatch, type StallWatch } from "./stallWatch.ts";

/** Why a renderer was ended from this side. */
export type EndReason = "memory" | "disk" | "flood" | "timeout" | "stalled" | "canceled" | "closed";

export type RendererEnd = {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  reason: EndReason | null;
  stderrTail: string;
};

const scratchBytes = 3 * 1024 ** 3;
const lineBytes = 256 * 1024;
const outputBytes = 16 * 1024 * 1024;
const stderrBytes = 16 * 1024;
const watchIntervalMs = 250;

export class RendererProcess {
  readonly scratch: string;
  readonly #inbox: string;
  /** Resolves when it waits for its job; rejects where it ends before. */
  readonly ready: Promise<void>;
  readonly ended: Promise<RendererEnd>;
  onMessage: (message: WorkerMessage) => void = () => undefined;
  readonly #child: StartedRenderer["child"];
  #reason: EndReason | null = null;
  #stderr: Buffer = Buffer.alloc(0);
  #watch: NodeJS.Timeout | undefined;
  #stall: StallWatch | undefined;
  readonly #cgroup: StartedRenderer["cgroup"];

  constructor({ scratch, inbox, child, cgroup, closed }: StartedRenderer) {
    this.scratch = scratch;
    this.#inbox = inbox;
    this.#cgroup = cgroup;
    this.#child = child;
    this.#child.stdin.on("error", ignoreBrokenPipe);
    this.#child.stderr.on("data", (chunk: Buffer) => {
      this.#stderr = keepTail(this.#stderr, chunk, stderrBytes);
    });
    this.ended = this.#waitForEnd(closed);
    this.ready = this.#readMessages();
    // Whoever renders on it waits for `ready`; one that is closed before is nobody's error.
    this.ready.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Hands over the one job it takes; ended as "stalled" after so long without a frame. */
  assign(job: RenderJob, stallSeconds: number): void {
    this.#stall = createStallWatch(stallSeconds);
    this.#watch = setInterval(() => this.#checkLimits(), watchIntervalMs);
    this.#child.stdin.end(`${JSON.stringify(job)}\n`);
  }

  /** Copies files to where the scene can read them; gives their places there. */
  async takeIn(files: Record<string, string>): Promise<Record<string, string>> {
    const places: Record<string, string> = {};
    for (const [index, [name, file]] of Object.entries(files).entries()) {
      const place = join(this.#inbox, `${index}.png`);
      await copyFile(file, place);
      await chmod(place, 0o644);
      places[name] = place;
    }
    return places;
  }

  /** Copies a clip to where the renderer can read it; gives its place there. */
  async takeClip(file: string): Promise<string> {
    const place = join(this.#inbox, "before.mp4");
    await copyFile(file, place, constants.COPYFILE_FICLONE);
    await chmod(place, 0o644);
    return place;
  }

  /** Puts a file into its inbox, where it is seen whole or not at all. */
  async deliver(name: string, content: Buffer): Promise<void> {
    const place = join(this.#inbox, name);
    await writeFile(`${place}.part`, content, { mode: 0o644 });
    await rename(`${place}.part`, place);
  }

  /** Copies files into its working folder, before any of the scene's code has run there. */
  async takeBeside(files: Record<string, string>): Promise<void> {
    for (const [name, file] of Object.entries(files)) {
      const place = join(this.scratch, name);
      await mkdir(dirname(place), { recursive: true, mode: 0o755 });
      await copyFile(file, place);
      await chmod(place, 0o644);
    }
  }

  /** Ends it and all it started. */
  end(reason: EndReason): void {
    this.#reason ??= reason;
    killGroup(this.#child);
  }

  async removeScratch(): Promise<void> {
    for (const folder of [this.scratch, this.#inbox]) await removeScratchFolder(folder);
  }

  #checkLimits(): void {
    if (this.pid === undefined) return;
    const group = descendants(this.pid);
    if (this.#tooMuchMemory(group)) this.end("memory");
    else if (folderBytes(this.scratch, scratchBytes) > scratchBytes) this.end("disk");
    else if (this.#stall?.hangs(group)) this.end("stalled");
  }

  #tooMuchMemory(group: number[]): boolean {
    if (this.#cgroup) return this.#cgroup.ranOutOfMemory();
    return residentBytes(group) > groupMemoryBytes && proportionalBytes(group) > groupMemoryBytes;
  }

  #readMessages(): Promise<void> {
    let rest = "";
    let total = 0;
    return new Promise((resolve, reject) => {
      this.#child.stdout.setEncoding("utf8");
      this.#child.stdout.on("data", (chunk: string) => {
        total += chunk.length;
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        if (rest.length > lineBytes || total > outputBytes) return this.end("flood");
        for (const line of lines) {
          const message = parseMessage(line);
          if (message?.type === "ready") resolve();
          else if (message) {
            if (message.type === "progress") this.#stall?.frame();
            this.onMessage(message);
          }
        }
      });
      this.ended.then(
        ({ stderrTail }) => reject(new Error(`The renderer did not start: ${stderrTail.trim().split("\n").at(-1)}`)),
        reject,
      );
    });
  }

  async #waitForEnd(closed: StartedRenderer["closed"]): Promise<RendererEnd> {
    const how = await closed;
    clearInterval(this.#watch);
    if (this.#cgroup?.ranOutOfMemory()) this.#reason ??= "memory";
    this.#cgroup?.remove();
    return { ...how, reason: this.#reason, stderrTail: this.#stderr.toString("utf8") };
  }
}
