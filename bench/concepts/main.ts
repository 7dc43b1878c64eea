// npm run concepts: every scene of every concept at draft quality, timed as a voice would speak it, and looked at by the
// geometry check; a finding fails the command. Contact sheets of frames and docs/concepts.md are written when all are
// rendered, or all of an area that is named. Concepts named on the command line are rendered alone, each into a sheet of its
// own in the temporary folder; `prompts` looks at the lessons that prompts.txt asks for, with values far from the usual
// ones, and renders nothing.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Concept } from "../../runner/authors/concepts/concept.ts";
import { fallbacksOf, valuesOf } from "../../runner/authors/concepts/conceptAuthor.ts";
import { finderOf } from "../../runner/authors/concepts/find.ts";
import { areas, concepts } from "../../runner/authors/concepts/library/library.ts";
import { sceneCode } from "../../runner/authors/concepts/sceneCode.ts";
import { estimatedClock } from "../../runner/authors/estimatedClock.ts";
import { defaultPython } from "../../runner/process/python.ts";
import { createRendererPool } from "../../runner/stages/render/rendererPool.ts";
import type { RenderRequest } from "../../runner/stages/render/renderRequest.ts";
import { failureOf } from "../../shared/failures.ts";
import { frameFormats } from "../../shared/quality.ts";
import { writeConceptsPage } from "./page.ts";
import { framesOf, sheetOf } from "./sheet.ts";

const root = join(import.meta.dirname, "../..");
const format = frameFormats.draft;
/** `key`, `key/scene`, or `key=a prompt with other values`. */
const asked = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "concepts-"));
const pool = createRendererPool({ python: defaultPython, size: 2, scratchDir: join(scratch, "work"), spares: 2 });
let faults = 0;

type Wanted = { concept: Concept; scene?: string | undefined; prompt?: string | undefined };

function wantedOf(concept: Concept): Wanted[] {
  return asked.flatMap((word) => {
    const [place = "", prompt] = word.split("=", 2);
    const [key, scene] = place.split("/");
    return key === concept.key ? [{ concept, scene, prompt }] : [];
  });
}

/** Looks at every scene of the lesson that a prompt asks for. */
async function lookAt(prompt: string): Promise<void> {
  const finding = finderOf(concepts).find(prompt);
  if (finding.kind !== "found") return tell(`“${prompt}” finds no lesson`);
  const { concept } = finding;
  try {
    const values = valuesOf(concept, prompt);
    const looks = concept
      .scenesOf(values)
      .map(({ key, narration }) => inspected(concept, key, values, narration, prompt));
    await Promise.all(looks);
  } catch (error) {
    tell(`“${prompt}”: ${failureOf(error).message}`);
  }
}

async function inspected(
  concept: Concept,
  key: string,
  values: Record<string, unknown>,
  narration: string,
  prompt = "",
): Promise<Omit<RenderRequest, "outputDir">> {
  const request = { code: sceneCode(concept, key, values), format, ...estimatedClock(narration) };
  const { geometry } = await pool.inspect(request);
  for (const { at, says, line } of geometry.findings)
    tell(`${concept.key}/${key}${prompt && ` for “${prompt}”`} at ${at.toFixed(1)} s, line ${line}: ${says}`);
  return request;
}

/** Frames of all its scenes, `count` of each; findings are told and counted. */
async function framesOfConcept({ concept, scene: only, prompt }: Wanted, count: number): Promise<string[]> {
  const values = prompt === undefined ? fallbacksOf(concept) : valuesOf(concept, prompt);
  const folder = mkdtempSync(join(scratch, `${concept.key}-`));
  const scenes = concept.scenesOf(values).filter(({ key }) => only === undefined || key === only);
  const frames = await Promise.all(
    scenes.map(async ({ key, narration }, index) => {
      try {
        const request = await inspected(concept, key, values, narration);
        const clip = await pool.render({ ...request, outputDir: folder });
        return await framesOf(clip, count, join(folder, String(index)));
      } catch (error) {
        tell(`${concept.key}/${key}: ${failureOf(error).message}`);
        return [];
      }
    }),
  );
  return frames.flat();
}

function tell(fault: string): void {
  faults += 1;
  console.error(fault);
}

try {
  if (asked[0] === "prompts") {
    const prompts = readFileSync(join(import.meta.dirname, "prompts.txt"), "utf8")
      .trim()
      .split("\n");
    for (const prompt of prompts) await lookAt(prompt);
    console.log(`${prompts.length} prompts looked at.`);
  }
  for (const [area, list] of Object.entries(areas)) {
    const whole = asked.length === 0 || asked.includes(area);
    if (!whole) {
      for (const wanted of list.flatMap(wantedOf)) {
        const sheet = join(tmpdir(), `concept-${wanted.concept.key}.png`);
        await sheetOf(await framesOfConcept(wanted, 4), 4, 480, sheet);
        console.log(sheet);
      }
      continue;
    }
    const frames: string[] = [];
    for (const concept of list) {
      const all = await framesOfConcept({ concept }, 1);
      frames.push(...all.slice(0, 6));
      // A row to a concept, so that the sheet can be read.
      while (frames.length % 6 !== 0) frames.push("");
      console.log(`${concept.key}: ${all.length} scenes`);
    }
    mkdirSync(join(root, "docs/concepts"), { recursive: true });
    await sheetOf(frames, 6, 240, join(root, "docs/concepts", `${area}.jpg`));
  }
  if (asked.length === 0 || asked.some((word) => word in areas)) writeConceptsPage(join(root, "docs/concepts.md"));
} finally {
  await pool.close();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(faults === 0 ? "No findings." : `${faults} findings.`);
process.exitCode = faults === 0 ? 0 : 1;
