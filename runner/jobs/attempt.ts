import type { Logger } from "pino";
import type { WorkOrder } from "../../shared/jobs.ts";
import type { ReportEvent } from "../../shared/reports.ts";
import type { SourceFile } from "../../shared/source.ts";
import type { Model } from "../authors/model/model.ts";
import type { Storage } from "../storage/storage.ts";
import type { ArtifactIndex } from "./artifactIndex.ts";
import type { ScenePictures } from "./lessonPictures.ts";
import type { Stages } from "./stages.ts";

/** One try of a job: its order, and everything it may touch. Its signal fires when it must stop. */
export type Attempt = {
  order: WorkOrder;
  signal: AbortSignal;
  /** Exists for as long as the attempt runs. */
  workDir: string;
  report(event: ReportEvent): void;
  stages: Stages;
  storage: Storage;
  artifacts: ArtifactIndex;
  pictures: ScenePictures;
  /** A file that came with the source; throws where it is not there any more. */
  readFile(file: SourceFile): Promise<Uint8Array>;
  /** Where a key is set. */
  model?: Model | undefined;
  /** Scenes in work at the same time. */
  width: number;
  log: Logger;
};

/** A scene with all that is needed to make it. */
export type SceneWork = {
  key: string;
  title: string;
  revision: number;
  narration: string;
  code: string;
  /** A model wrote it, and so a model may mend it. */
  byModel: boolean;
  /** Whether it may show the ✓ of a checked claim. */
  mayCheck: boolean;
};
