// The model of whoever plans without the runner, from the same settings and with the same kept answers.
import { join } from "node:path";
import { z } from "zod";
import { PipelineError } from "../../../shared/failures.ts";
import type { AuthorContext } from "../../authors/author.ts";
import { openModelDesk } from "../../authors/model/modelDesk.ts";
import { type ModelSettings, modelSettingsOf, modelVariables } from "../../authors/model/modelSettings.ts";

const Variables = z.object(modelVariables);

/** Null where no key is set; throws PipelineError with what is wrong with the settings. */
export function modelSettingsIn(environment: Record<string, string | undefined>): ModelSettings | null {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Variables.safeParse(given);
  const problems = parsed.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) ?? [];
  const settings = parsed.success ? modelSettingsOf(parsed.data) : { problem: problems.join("; ") };
  if (settings && "problem" in settings)
    throw new PipelineError("model_key", `The settings can't be used: ${settings.problem} (see env.example).`);
  return settings;
}

/** What an author's context holds of a model; `dataDir` is the runner's. */
export function modelAtHand(
  environment: Record<string, string | undefined>,
  dataDir: string,
): Pick<AuthorContext, "model" | "modelFolder"> {
  const settings = modelSettingsIn(environment);
  const modelFolder = join(dataDir, "models");
  return settings === null ? {} : { model: openModelDesk(settings, modelFolder).forVideo({}), modelFolder };
}
