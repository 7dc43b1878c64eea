// What the pipeline needs of each stage. main.ts puts the real ones in; tests put in small ones.
import type { Failure } from "../../shared/failures.ts";
import type { Plan } from "../../shared/plan.ts";
import type { FrameFormat } from "../../shared/quality.ts";
import type { Master } from "../../shared/reports.ts";
import type { Script, SpokenWord } from "../../shared/scene.ts";
import type { Source, SourceFile } from "../../shared/source.ts";
import type { SceneEdit } from "../authors/editors.ts";
import type { BrokenScene } from "../authors/model/mendScene.ts";
import type { Model } from "../authors/model/model.ts";
import type { Composed, ComposeRequest } from "../stages/compose/compose.ts";
import type { Storage } from "../storage/storage.ts";

export type WritingContext = {
  signal: AbortSignal;
  language: string;
  sceneCount?: number;
  /** Where a key is set; it knows the video's budget. */
  model?: Model | undefined;
  onText?: (characters: number, sceneKey?: string) => void;
  /** A file that came with the source. */
  readFile: (file: SourceFile) => Promise<Uint8Array>;
};

export type Narrated = {
  wavPath: string;
  durationMs: number;
  words: SpokenWord[];
};

export type RenderRequest = {
  code: string;
  format: FrameFormat;
  /** Seconds from the start of the scene. */
  cues: Record<string, number>;
  durationMs: number;
  /** Files of the pictures that the code names, by path. */
  pictures: Record<string, string>;
  outputDir: string;
  /** What a slate is called that takes the place of code beyond repair. */
  slate?: { title: string };
};
export type RenderOptions = { signal: AbortSignal; onProgress: (progress: number) => void; onCheck: () => void };
export type Rendered = {
  clipPath: string;
  durationMs: number;
  frames: number;
  warnings: string[];
  /** Why it is a slate and not the scene. */
  failure?: Failure;
  /** What is severe enough to be mended by a model, where its code is one's. */
  faults?: SceneFaults;
};

/** `weight` grows with how much of the scene a viewer misses; 0 where nothing is severe. */
export type SceneFaults = { weight: number; says: string[] };

export type Stages = {
  plan(source: Source, context: WritingContext): Promise<Plan>;
  script(
    plan: Plan,
    source: Source,
    context: WritingContext,
    onScript: (sceneKey: string, script: Script) => void,
    only?: ReadonlySet<string>,
  ): Promise<Record<string, Script>>;
  /** A scene's new script by its owner's words. */
  edit(edit: SceneEdit, context: WritingContext): Promise<Script>;
  /** New code for a model's scene that the engine's own repair could not save. */
  mend(scene: BrokenScene, context: WritingContext): Promise<string>;
  narrate(request: {
    narration: string;
    voice: string;
    language: string;
    outputDir: string;
    signal: AbortSignal;
  }): Promise<Narrated>;
  /** The figures of a paper, by the paths under which its scenes show them. */
  figures(source: Source, context: WritingContext): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Makes a picture of unknown content a plain PNG; gives its path. */
  flatten(request: { content: Uint8Array; path: string; outputDir: string; signal: AbortSignal }): Promise<string>;
  /** Renders and checks one scene; warnings are what a viewer would notice. */
  render(request: RenderRequest, options: RenderOptions): Promise<Rendered>;
  /** Code of a scene that always renders and says what is missing. */
  slate(scene: { title: string; sentence: string }): string;
  compose(request: ComposeRequest & { signal: AbortSignal }): Promise<Composed>;
  publish(storage: Pick<Storage, "put">, composed: Composed): Promise<Master>;
  /** Changes whenever the same text would sound different. */
  voiceVersion(voice: string): string;
  /** Changes whenever the same code would look different. */
  rendererVersion: string;
};
