// One hostile scene on a pool, and then an honest one, as on any day.
import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { PipelineError } from "../../../../shared/failures.ts";
import { checkScene } from "../../check/checkScene.ts";
import type { RendererPool } from "../rendererPool.ts";
import type { RenderedClip } from "../renderRequest.ts";
import type { Bait } from "./bait.ts";
import type { Ending, HostileScene } from "./corpus.ts";

export type Attempt = {
  ending: Ending;
  message: string;
  seconds: number;
  /** What went wrong; empty where the wall held and the next scene came out as ever. */
  faults: string[];
};

export type Range = { pool: RendererPool; bait: Bait; outputDir: string };

const format = { width: 160, height: 90, fps: 10 };

const honestCode = `
from manim import *

class Honest(Scene):
    def construct(self):
        self.add(Text("as ever", font_size=30), MathTex("x^2").shift(DOWN))
        self.play(Create(Circle()), run_time=0.5)
`;

/** Of the clip that an honest scene makes; the same each time. */
export async function honestHash({ pool, outputDir }: Range): Promise<string> {
  const { clipPath } = await pool.render({ code: honestCode, format, cues: {}, outputDir });
  const hash = createHash("sha256")
    .update(await readFile(clipPath))
    .digest("hex");
  await rm(clipPath);
  return hash;
}

/** `honest`: what honestHash gave before. */
export async function attempt(scene: HostileScene, range: Range, honest: string): Promise<Attempt> {
  const { pool, bait, outputDir } = range;
  const startedAt = performance.now();
  const request = { code: bait.prelude + scene.code, format, cues: {}, outputDir, timeoutMs: scene.seconds * 1000 };
  const { ending, message, clip } = await pool.render(request).then(judged, failed);
  const seconds = (performance.now() - startedAt) / 1000;
  const faults = (await bait.touched()).map((what) => `it touched ${what}`);
  if (!scene.expected.includes(ending)) faults.push(`it ended with ${ending}, not ${scene.expected.join(" or ")}`);
  if (message.includes("ESCAPED")) faults.push(message);
  const told = clip === null ? "" : await readFile(clip.clipPath, "latin1");
  if (message.includes(bait.secret) || told.includes(bait.secret)) faults.push("it brought the secret out");
  if (clip !== null) await rm(clip.clipPath);
  if (pool.processes().length > 0) faults.push("its processes go on");
  if ((await honestHash(range).catch(String)) !== honest) faults.push("the next scene came out differently");
  return { ending, message, seconds, faults };
}

type Judgement = { ending: Ending; message: string; clip: RenderedClip | null };

/** What says that it rendered is looked at as every clip is. */
async function judged(clip: RenderedClip): Promise<Judgement> {
  const { problems } = await checkScene(clip.clipPath, { ...clip, format }, clip.geometry);
  const message = problems.join("; ");
  return { ending: problems.length === 0 ? "rendered" : "render_failed", message, clip };
}

function failed(error: unknown): Judgement {
  if (!(error instanceof PipelineError)) throw error;
  return { ending: error.failure.code, message: error.message, clip: null };
}
