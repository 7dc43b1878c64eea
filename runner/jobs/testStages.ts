// Stages for tests that write real small files and say how often each was asked.
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "../../shared/plan.ts";
import type { SceneFaults, Stages } from "./stages.ts";

export type TestStages = Stages & { asked: string[] };

/**
 * `before` is awaited ahead of each piece of work; what it throws, the stage throws. `warnings`: of each render; `faults`: of
 * the render of a code; `author`: whose plan it is.
 */
export function testStages(options: {
  scenes?: string[];
  warnings?: string[];
  faults?: (code: string) => SceneFaults;
  author?: string;
  before?: (step: string, signal: AbortSignal) => Promise<void> | void;
}): TestStages {
  const { scenes = ["one", "two"], warnings = [], before, faults, author = "test" } = options;
  const asked: string[] = [];
  const begin = async (step: string, signal: AbortSignal): Promise<void> => {
    asked.push(step);
    await before?.(step, signal);
  };
  const write = async (folder: string, content: string): Promise<string> => {
    const path = join(folder, randomUUID());
    await writeFile(path, content);
    return path;
  };
  return {
    asked,
    async plan(_source, { signal }): Promise<Plan> {
      await begin("plan", signal);
      const planned = scenes.map((key) => ({ key, title: `Scene ${key}`, goal: "show it", claims: [] }));
      return { author, title: "A test", audience: "all", language: "en", scenes: planned };
    },
    async script(plan, _source, { signal }, onScript, only) {
      await begin("script", signal);
      const wanted = plan.scenes.filter(({ key }) => only?.has(key) ?? true);
      const scripts = wanted.map(({ key }) => [key, { narration: `Say ${key} [[mark]]now.`, code: key }] as const);
      for (const [key, script] of scripts) onScript(key, script);
      return Object.fromEntries(scripts);
    },
    async edit({ narration, code, instruction }, { signal }) {
      await begin(`edit ${code}: ${instruction}`, signal);
      return { narration, code: `${code} ${instruction}` };
    },
    async mend({ code, faults }, { signal }) {
      await begin(`mend ${code}: ${faults.join(", ")}`, signal);
      return `mended ${code}`;
    },
    async narrate({ narration, outputDir, signal }) {
      await begin(`narrate ${narration}`, signal);
      const words = [{ text: "Say", startMs: 0, endMs: 500, offset: 0 }];
      return { wavPath: await write(outputDir, narration), durationMs: 1000, words };
    },
    async figures(_source, { signal, readFile }) {
      await begin("figures", signal);
      const content = await readFile({ name: "paper", sha256: "f".repeat(64), bytes: 6 });
      return new Map([["figures/wave.pdf", content]]);
    },
    async flatten({ content, path, outputDir, signal }) {
      await begin(`flatten ${path}`, signal);
      await mkdir(outputDir, { recursive: true });
      return await write(outputDir, Buffer.from(content).toString());
    },
    async render({ code, outputDir, format, pictures }, { signal, onProgress }) {
      const shown = Object.keys(pictures);
      await begin(shown.length > 0 ? `render ${code} with ${shown.join(" ")}` : `render ${code}`, signal);
      onProgress(0.5);
      return {
        clipPath: await write(outputDir, code),
        durationMs: 1000,
        frames: format.fps,
        warnings,
        ...(faults ? { faults: faults(code) } : {}),
      };
    },
    slate: ({ title }) => `slate of ${title}`,
    async compose({ scenes: parts, outputDir, signal }) {
      await begin(`compose ${parts.map(({ title }) => title).join(", ")}`, signal);
      const [videoPath, subtitlesPath, posterPath] = await Promise.all([
        write(outputDir, JSON.stringify(parts.map(({ clipPath, wavPath }) => [clipPath, wavPath]))),
        write(outputDir, "WEBVTT"),
        write(outputDir, "poster"),
      ]);
      return { videoPath, subtitlesPath, posterPath, chapters: [], durationMs: 1000 * parts.length };
    },
    async publish(storage, { videoPath, subtitlesPath, posterPath, chapters, durationMs }) {
      const video = await storage.put(videoPath, "mp4");
      const subtitles = await storage.put(subtitlesPath, "vtt");
      return { video, subtitles, poster: await storage.put(posterPath, "jpg"), chapters, durationMs };
    },
    voiceVersion: () => "1",
    rendererVersion: "1",
  };
}
