import { join } from "node:path";
import { arxivUrl } from "../../runner/stages/plan/arxiv.ts";
import { modelAtHand } from "../../runner/stages/plan/modelAtHand.ts";
import { planVideo } from "../../runner/stages/plan/plan.ts";
import { CommandError, exitCodes } from "../commandError.ts";
import { interruptible } from "../interrupts.ts";
import { defaultLanguage, type SourceOptions, sourceOf } from "../session/source.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export type PlanOptions = SourceOptions & { language?: string; scenes?: number; json?: boolean };

/** The plan alone: nothing is started, nothing rendered. */
export async function plan(
  { home, environment, print, say, onInterrupt }: Verb,
  prompt: string | undefined,
  options: PlanOptions,
): VerbAnswer {
  const { source, files, wishes } = await sourceOf(prompt, options);
  const contents = new Map(files.map(({ sha256, content }) => [sha256, content]));
  let told = false;
  const planning = (signal: AbortSignal) =>
    planVideo(source, {
      python: home.python,
      ...modelAtHand(environment, home.data),
      onText: () => {
        if (!told) say("The model writes the plan …");
        told = true;
      },
      signal,
      readFile: async ({ name, sha256 }) => contents.get(sha256) ?? missing(name),
      arxiv: { url: environment.ARXIV_URL || arxivUrl, cacheDir: join(home.data, "arxiv") },
      language: options.language ?? wishes?.language ?? defaultLanguage,
      ...(options.scenes === undefined ? {} : { sceneCount: options.scenes }),
    });
  const made = await interruptible(onInterrupt, () => "Interrupted.", planning);
  if (options.json) {
    print(JSON.stringify(made));
    return exitCodes.done;
  }
  print(made.title);
  if (made.understood !== undefined) print(`Understood: ${made.understood}`);
  for (const [index, scene] of made.scenes.entries()) {
    print(`${String(index + 1).padStart(2)}  ${scene.title}: ${scene.goal}`);
    for (const claim of scene.claims) print(`      ${claim.checked ? "✓" : "·"} ${claim.text}`);
  }
  if (made.answer !== undefined) print(`Answer: ${made.answer}${made.checked ? " ✓ checked" : ""}`);
  return exitCodes.done;
}

function missing(name: string): never {
  throw new CommandError(`The file ${name} is not there any more.`);
}
