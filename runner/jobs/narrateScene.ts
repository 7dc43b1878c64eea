import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PipelineError } from "../../shared/failures.ts";
import { parseNarration } from "../../shared/narration.ts";
import type { Narration } from "../../shared/scene.ts";
import { asDiskFailure } from "../storage/diskFailure.ts";
import type { Attempt, SceneWork } from "./attempt.ts";
import { narrationHash } from "./inputsHash.ts";
import type { Narrated } from "./stages.ts";

/** A scene's sound: the one it has if its words and voice are the same, else one that exists for them, else a new one. */
export async function narrateScene(attempt: Attempt, scene: SceneWork): Promise<Narration> {
  const { order, report, stages, storage, artifacts } = attempt;
  const { spoken } = parseNarration(scene.narration);
  const { voice, language } = order;
  const inputsHash = narrationHash({ voice, language, spoken, voiceVersion: stages.voiceVersion(voice) });
  const event = { type: "sceneNarrated", sceneKey: scene.key, revision: scene.revision } as const;

  const own = order.scenes.find(({ key }) => key === scene.key)?.spoken;
  if (own?.inputsHash === inputsHash && (await storage.renew(own.key))) return own;

  const existing = artifacts.narration(inputsHash);
  if (existing && (await storage.renew(existing.key))) {
    report({ ...event, narration: existing });
    return existing;
  }

  report({ type: "sceneProgress", sceneKey: scene.key, revision: scene.revision, stage: "narrate", progress: 0 });
  const narrated = await speak(attempt, scene);
  const stored = await storage.put(narrated.wavPath, "wav");
  const narration: Narration = {
    ...stored,
    inputsHash,
    durationMs: narrated.durationMs,
    voice,
    words: narrated.words,
  };
  artifacts.rememberNarration(narration);
  report({ ...event, narration });
  report({ type: "usage", unit: "speechCharacters", quantity: spoken.length });
  return narration;
}

/** Speech fails now and then where a service speaks, so it gets a second try. */
async function speak(attempt: Attempt, scene: SceneWork): Promise<Narrated> {
  const { order, signal, stages, workDir, log } = attempt;
  const { voice, language } = order;
  const outputDir = join(workDir, "narrate", scene.key);
  await mkdir(outputDir, { recursive: true });
  const once = () => stages.narrate({ narration: scene.narration, voice, language, outputDir, signal });
  try {
    return await once();
  } catch (error) {
    signal.throwIfAborted();
    const failure = asDiskFailure(error, "narration_failed");
    if (failure.failure.code !== "narration_failed") throw failure;
    log.warn({ err: error, sceneKey: scene.key }, "the narration failed; trying once more");
  }
  try {
    return await once();
  } catch (error) {
    signal.throwIfAborted();
    const failure = asDiskFailure(error, "narration_failed");
    if (error instanceof PipelineError) throw failure;
    throw new PipelineError(failure.failure.code, `The narration of "${scene.title}" could not be spoken.`, {
      cause: error,
    });
  }
}
